//! `sys`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::value::Value;

pub static SYS: Space = Space::module(n::sys, &[]);

/// `sys.displayhook`: shows a value at the prompt and keeps it in `_`.
pub fn display(m: &mut Machine, v: Value) -> R<()> {
    if v.is_none() {
        return Ok(());
    }
    let s = m.repr(v)?;
    m.write_str(s);
    m.host.write(b"\n", false);
    Ok(())
}

/// What a program has put in place of `sys.stdout`; `None` while output goes straight to the host.
pub fn replaced_stdout(_m: &mut Machine) -> Value {
    Value::NONE
}
