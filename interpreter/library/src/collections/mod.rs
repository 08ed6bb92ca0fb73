//! The module `_collections`: deque. `collections` adds the rest in Python.

pub mod deque;

use pyrite_core::{Item, Space, n};

pub static COLLECTIONS: Space =
    Space::module(n::_collections, &[(n::deque, Item::Type(crate::DEQUE))]);
