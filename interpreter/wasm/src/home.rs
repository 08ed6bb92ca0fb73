//! What a machine lives in, and the two together: a machine borrows its memory, so they are one object.

use crate::host::World;
use pyrite_core::host::Frozen;
use pyrite_core::machine::Machine;
use pyrite_core::value::{WORD, Word};
use pyrite_core::{R, Space, Value};
use self_cell::{MutBorrow, self_cell};

/// Bytes that the heap may grow to, and that it has at first.
pub const HEAP_LIMIT: usize = 64 << 20;
const HEAP_AT_FIRST: usize = 1 << 20;
/// Words of the machine's stack: a thousand calls of large functions.
const STACK: usize = 1 << 17;
/// Calls of builtins inside each other that the native stack (`build.rs`) and the browser's own stack have room for.
pub const DEPTH: u32 = 200;

#[cfg(target_arch = "wasm32")]
mod words {
    //! The heap's memory as part of the module: the browser gives it page by page when it is touched, and no one
    //! writes zeros into it first.
    use super::{HEAP_LIMIT, WORD, Word};
    use std::sync::{Mutex, MutexGuard};

    type Memory = [Word; HEAP_LIMIT / WORD];

    static MEMORY: Mutex<Memory> = Mutex::new([0; HEAP_LIMIT / WORD]);

    pub struct Words(MutexGuard<'static, Memory>);

    impl Words {
        /// None while another machine lives in it.
        pub fn take() -> Option<Words> {
            MEMORY.try_lock().ok().map(Words)
        }

        pub fn slice(&mut self) -> &mut [Word] {
            &mut *self.0
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod words {
    use super::{HEAP_LIMIT, WORD, Word};

    pub struct Words(Vec<Word>);

    impl Words {
        pub fn take() -> Option<Words> {
            Some(Words(vec![0; HEAP_LIMIT / WORD]))
        }

        pub fn slice(&mut self) -> &mut [Word] {
            &mut self.0
        }
    }
}

use words::Words;

pub struct Home {
    words: Words,
    stack: Vec<Value>,
    world: World,
}

self_cell!(
    /// A machine in its memory.
    pub struct Living {
        owner: MutBorrow<Home>,
        #[not_covariant]
        dependent: Machine,
    }
);

impl Living {
    /// A fresh machine. None while another one lives in the memory.
    pub fn begin(world: World, heap: usize, board: &'static [&'static Space]) -> Option<Living> {
        let home = Home {
            words: Words::take()?,
            stack: vec![Value::NONE; STACK],
            world,
        };
        Some(Living::new(MutBorrow::new(home), |home| {
            let Home {
                words,
                stack,
                world,
            } = home.borrow_mut();
            let words = words.slice();
            let size = (heap / WORD).min(words.len());
            let at_first = (HEAP_AT_FIRST / WORD).min(size);
            let words = words.get_mut(..size).unwrap_or_default();
            let mut m = Machine::new(words, at_first, stack, world, pyrite_library::SPACES, board);
            m.find = pyrite_library::finder::find;
            m.source_line = pyrite_session::source_line;
            m.with_source = pyrite_session::with_source;
            m.frozen = Frozen {
                unpack,
                ..pyrite_library::FROZEN
            };
            m.fetch = fetch;
            m.max_depth = DEPTH;
            m
        }))
    }

    pub fn with<T>(&mut self, f: impl for<'a> FnOnce(&mut Machine<'a>) -> T) -> T {
        self.with_dependent_mut(|_, m| f(m))
    }
}

fn unpack(m: &mut Machine, text: &'static [u8]) -> R {
    of_the_rest();
    (pyrite_library::FROZEN.unpack)(m, text)
}

/// Texts of frozen modules and explanations come with the second part of this module (see xtask/src/web/split.rs).
fn fetch(text: &'static str) -> &'static str {
    if of_the_rest() { text } else { "" }
}

/// Belongs to the second part by its name: when this returns, that is there.
#[inline(never)]
fn of_the_rest() -> bool {
    std::hint::black_box(true)
}
