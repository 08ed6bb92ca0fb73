//! An exception, builtin or of a program's own class.

pub const CLASS: usize = 1;
/// Tuple.
pub const ARGS: usize = 2;
pub const CAUSE: usize = 3;
pub const CONTEXT: usize = 4;
/// A list of traceback entries (function, line), innermost first, or `None`.
pub const TRACEBACK: usize = 5;
/// Dict of other attributes, or unbound.
pub const DICT: usize = 6;
/// Small int: bit 0 is `__suppress_context__`.
pub const FLAGS: usize = 7;
pub const FIELDS: usize = 7;
