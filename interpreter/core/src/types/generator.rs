//! Generators, coroutines and asynchronous generators.

use crate::machine::Machine;
use crate::memory::Header;
use crate::names::n;
use crate::native::R;
use crate::native::Space;
use crate::object::code::flags;
use crate::types;
use crate::value::TypeId;
use crate::value::Value;

pub static GENERATOR: Space = Space::class(n::generator, types::OBJECT, &[]);
pub static COROUTINE: Space = Space::class(n::coroutine, types::OBJECT, &[]);
pub static ASYNC_GENERATOR: Space = Space::class(n::async_generator, types::OBJECT, &[]);
pub static ASYNC_STEP: Space = Space::class(n::async_generator_asend, types::OBJECT, &[]);
pub static AWAIT_WRAPPER: Space = Space::class(n::coroutine_wrapper, types::OBJECT, &[]);

/// What kind of generator an object with this header is: its flags are those of its code.
pub fn type_of(header: Header) -> TypeId {
    let kind = (header.n() >> 16) as u32;
    if kind & flags::COROUTINE != 0 {
        types::COROUTINE
    } else if kind & flags::ASYNC_GENERATOR != 0 {
        types::ASYNC_GENERATOR
    } else {
        types::GENERATOR
    }
}

/// Marks a value as yielded by an asynchronous generator, told from what an `await` in it hands through.
pub fn wrap(_m: &mut Machine, v: Value) -> R {
    Ok(v)
}

/// The iterator behind `await v`.
pub fn get_awaitable(_m: &mut Machine, v: Value) -> R {
    Ok(v)
}

/// `v.__aiter__()`.
pub fn get_aiter(m: &mut Machine, v: Value) -> R {
    m.call_method(v, n::__aiter__, &[])
}

/// The awaitable of `v.__anext__()`.
pub fn get_anext(m: &mut Machine, v: Value) -> R {
    m.call_method(v, n::__anext__, &[])
}
