//! A generator, coroutine or asynchronous generator: a frame that lives on the heap while it does not run.

/// Small int: `CREATED`, `SUSPENDED`, `RUNNING`, `FINISHED`, `READY`, `DELEGATING`.
pub const STATE: usize = 1;
/// Small int: offset of the instruction to go on with.
pub const PC: usize = 2;
/// While it runs, the exception that is handled outside; while it is `DELEGATING`, the generator it waits for.
pub const DELEGATE: usize = 3;
/// The exception that is handled inside, kept while it is suspended.
pub const HANDLED: usize = 4;
pub const FIELDS: usize = 4;
/// The first register: the function.
pub const FIRST_REGISTER: usize = FIELDS + 1;

pub const CREATED: i64 = 0;
pub const SUSPENDED: i64 = 1;
pub const RUNNING: i64 = 2;
pub const FINISHED: i64 = 3;
/// `SUSPENDED` in a `yield from` or `await` for another generator, which can be resumed for it.
pub const DELEGATING: i64 = 5;
/// Stands behind the instruction that suspended it, whose result is in its register already.
pub const READY: i64 = 4;
