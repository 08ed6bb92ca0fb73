//! Programs whose n-th allocation fails. They end in MemoryError, or as they would have, and the machine works afterwards.

use crate::arena::{attempt, execute, machine_is_well, with_machine};
use crate::program::compile;
use pyrite_core::compile::Mode;

const ARENA: usize = 2 << 20;

/// Runs a program with allocation `fail` failing (0: none). How many allocations it made.
pub fn run(program: &[u8], fail: u64) -> u64 {
    let mut count = 0;
    with_machine(ARENA, |m| {
        m.stress.every = 0;
        m.stress.count = 0;
        m.stress.fail = fail;
        attempt(m, |m| {
            let code = compile(m, program, Mode::File)?;
            execute(m, code)
        });
        m.stress.fail = 0;
        count = m.stress.count;
        if !program.windows(9).any(|word| word == b"heap_lock") {
            machine_is_well(m);
        }
    });
    count
}
