//! The heap: one owned arena, objects that are words behind a one-word header, a precise collector that can compact.
//! Knows the shape of every kind of object and nothing of what they do.

pub mod arena;
mod collect;
mod compact;
mod header;
mod heap;
mod identity;
#[cfg(test)]
mod tests;

pub use arena::stack_in;
pub use collect::WorkList;
pub use header::{Header, Kind, index_scale, index_slots, index_unit, index_words};
pub use heap::{Heap, HeapView};
