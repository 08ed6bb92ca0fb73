//! A shape (hidden class): which attribute an instance has in which slot. Shapes form a tree per class, one step per
//! attribute added. `n` in the header counts the attributes. The slots of an instance with a builtin layout start with
//! the payload, so does its root shape's count.

pub const CLASS: usize = 1;
pub const PARENT: usize = 2;
/// Name of the last attribute; unbound in a root.
pub const NAME: usize = 3;
pub const FIRST_CHILD: usize = 4;
pub const SIBLING: usize = 5;
/// Small int: the number of the shape, which the headers of instances carry.
pub const ID: usize = 6;
pub const FIELDS: usize = 6;

/// Name of the shape of instances whose attributes are in a dict in their last slot.
pub const DICT_MODE: crate::value::Value = crate::value::Value::ELLIPSIS;
