//! The tree of a pattern: nodes of a few words in the scratch, found by index (0 is no node). The parser builds it, the compiler
//! walks it once.
//!
//! Every node starts with `kind | mode << 5 | value << 11` and the index of its next sibling.

use super::error::Full;
use super::scratch::Scratch;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Kind {
    /// A sequence of items: `first`. Siblings of a branch are its alternatives.
    Branch,
    /// `value` is the character; folded already if the mode says so.
    Char,
    /// Any character but `value`.
    NotChar,
    Any,
    /// Words: count, then the set.
    Set,
    /// `value` is the category.
    Category,
    /// `value` is an assertion of `program::at`.
    At,
    /// `value` is the capture's number, 0 for none.
    Group,
    Repeat,
    /// `value` is of [`look`].
    Look,
    Atomic,
    /// `value` is the group's number.
    Backreference,
    Conditional,
}

impl Kind {
    fn from_word(word: u32) -> Kind {
        use Kind::*;
        const ALL: [Kind; 13] = [
            Branch,
            Char,
            NotChar,
            Any,
            Set,
            Category,
            At,
            Group,
            Repeat,
            Look,
            Atomic,
            Backreference,
            Conditional,
        ];
        ALL.get((word & 31) as usize).copied().unwrap_or(At)
    }
}

pub(super) mod mode {
    /// Compare without regard to case.
    pub const FOLD: u32 = 1;
    /// ... of the ASCII letters only.
    pub const ASCII: u32 = 2;
    /// `Any` takes a newline too.
    pub const ALL: u32 = 1;
}

pub(super) mod look {
    pub const BEHIND: u32 = 1;
    pub const NEGATIVE: u32 = 2;
}

pub(super) mod greed {
    pub const GREEDY: u32 = 0;
    pub const LAZY: u32 = 1;
    pub const POSSESSIVE: u32 = 2;
}

pub(super) type Node = u32;

/// No upper limit.
pub(super) const ENDLESS: u32 = u32::MAX;

/// Fields behind the first two words, by kind.
pub(super) mod field {
    /// Branch, and all that hold branches: the first item or branch.
    pub const FIRST: u32 = 2;
    /// All that hold branches, and Backreference: the width in characters.
    pub const MIN_WIDTH: u32 = 3;
    pub const MAX_WIDTH: u32 = 4;
    /// Group: the capture before this one; the name's place in the pattern; 1 when its end was seen.
    pub const PREVIOUS: u32 = 5;
    pub const NAME: u32 = 6;
    pub const NAME_END: u32 = 7;
    pub const CLOSED: u32 = 8;
    /// Conditional: the place of the group's number in the pattern.
    pub const PLACE: u32 = 6;
    /// Repeat (with FIRST for what is repeated).
    pub const MIN: u32 = 5;
    pub const MAX: u32 = 6;
    /// Set: the count of its words, which follow.
    pub const COUNT: u32 = 2;
    pub const SET: u32 = 3;
}

pub(super) fn add(
    scratch: &mut Scratch,
    kind: Kind,
    mode: u32,
    value: u32,
    fields: &[u32],
) -> Result<Node, Full> {
    let node = scratch.add(kind as u32 | mode << 5 | value << 11)?;
    scratch.add(0)?;
    scratch.add_all(fields)?;
    Ok(node)
}

impl Scratch<'_> {
    pub fn kind(&self, node: Node) -> Kind {
        Kind::from_word(self.get(node))
    }

    pub fn mode(&self, node: Node) -> u32 {
        self.get(node) >> 5 & 63
    }

    pub fn value(&self, node: Node) -> u32 {
        self.get(node) >> 11
    }

    pub fn next_sibling(&self, node: Node) -> Node {
        self.get(node + 1)
    }

    pub fn field(&self, node: Node, field: u32) -> u32 {
        self.get(node + field)
    }

    /// The least and greatest count of characters that the node takes.
    pub fn width(&self, node: Node) -> (u32, u32) {
        match self.kind(node) {
            Kind::Char | Kind::NotChar | Kind::Any | Kind::Set | Kind::Category => (1, 1),
            Kind::At | Kind::Look | Kind::Branch => (0, 0),
            _ => (
                self.field(node, field::MIN_WIDTH),
                self.field(node, field::MAX_WIDTH),
            ),
        }
    }

    /// The width of a branch: the sum over its items.
    pub fn branch_width(&self, branch: Node) -> (u32, u32) {
        let (mut min, mut max) = (0u32, 0u32);
        let mut item = self.field(branch, field::FIRST);
        while item != 0 {
            let (low, high) = self.width(item);
            min = min.saturating_add(low);
            max = max.saturating_add(high);
            item = self.next_sibling(item);
        }
        (min, max)
    }

    /// The width over alternatives.
    pub fn branches_width(&self, first: Node) -> (u32, u32) {
        let (mut min, mut max) = self.branch_width(first);
        let mut branch = self.next_sibling(first);
        while branch != 0 {
            let (low, high) = self.branch_width(branch);
            min = min.min(low);
            max = max.max(high);
            branch = self.next_sibling(branch);
        }
        (min, max)
    }
}
