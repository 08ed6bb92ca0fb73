//! The tree: nodes as words in a [`Store`], written once by the parser and read back by value.
//! Names follow CPython's `ast` module; the table of all nodes is in `tree/nodes.rs`, this file owns how they are packed.
//!
//! ```text
//! node:  [ line:20 aux:4 tag:8 ] [ start ] [ end ] [ fields … ]     start, end: byte offsets in the source
//! list:  [ item, next, length ] -> [ item, next ] -> …              a word in the node points to the first cell
//! ```
//!
//! The expression context of `ast` (Load, Store, Del) is not stored: the place of a node says it.

mod nodes;
mod operators;

pub use nodes::*;
pub use operators::*;

use crate::store::{Full, Store};

/// Index of a node in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Node(pub u32);

/// A stretch of the source text: an identifier or a literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Offset of the first byte.
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
}

impl Text {
    /// Offset after the last byte.
    pub fn end(self) -> u32 {
        self.start + self.len
    }
}

/// A list of nodes: a linked list of cells, cheap to append to and to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct NodeList {
    first: u32,
    len: u32,
}

impl NodeList {
    /// The list without items.
    pub const EMPTY: NodeList = NodeList { first: 0, len: 0 };

    /// Number of items.
    pub fn len(self) -> u32 {
        self.len
    }

    /// Whether there are no items.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// What a node that owns the list points to.
    pub(crate) fn first_cell(self) -> Option<u32> {
        (self.len > 0).then_some(self.first)
    }

    /// The first item and the rest of the list. The walk needs no borrow between two items:
    /// `while let Some((item, rest)) = list.split_first(store) { list = rest; … }`
    pub fn split_first<S: Store + ?Sized>(self, store: &S) -> Option<(Node, NodeList)> {
        if self.len == 0 {
            return None;
        }
        let rest = NodeList {
            first: store.get(self.first + 1),
            len: self.len - 1,
        };
        Some((Node(store.get(self.first)), rest))
    }

    /// The item at `index`, walking from the front.
    pub fn get<S: Store + ?Sized>(self, store: &S, index: u32) -> Option<Node> {
        self.iter(store).nth(index as usize)
    }

    /// The items in order, while the store is borrowed.
    pub fn iter<S: Store + ?Sized>(self, store: &S) -> NodeIter<'_, S> {
        NodeIter { list: self, store }
    }
}

/// Iterator over a [`NodeList`].
pub struct NodeIter<'a, S: ?Sized> {
    list: NodeList,
    store: &'a S,
}

impl<S: Store + ?Sized> Iterator for NodeIter<'_, S> {
    type Item = Node;

    fn next(&mut self) -> Option<Node> {
        let (item, rest) = self.list.split_first(self.store)?;
        self.list = rest;
        Some(item)
    }
}

/// A list under construction.
#[derive(Clone, Copy, Default)]
pub(crate) struct ListBuilder {
    list: NodeList,
    last: u32,
}

impl ListBuilder {
    pub(crate) fn push<S: Store>(&mut self, store: &mut S, item: Node) -> Result<(), Full> {
        let cell = store.len();
        store.push(item.0)?;
        store.push(0)?;
        self.list.len += 1;
        if self.last == 0 {
            store.push(1)?;
            self.list.first = cell;
        } else {
            store.set(self.last + 1, cell);
            store.set(self.list.first + 2, self.list.len);
        }
        self.last = cell;
        Ok(())
    }

    pub(crate) fn len(&self) -> u32 {
        self.list.len
    }

    pub(crate) fn list(self) -> NodeList {
        self.list
    }
}

/// Which table a tag belongs to: the two highest bits of the tag.
pub(crate) mod family {
    pub(crate) const STMT: u32 = 0;
    pub(crate) const EXPR: u32 = 1;
    pub(crate) const PATTERN: u32 = 2;
    pub(crate) const PART: u32 = 3;
}

/// Words before a node's fields.
pub(crate) const HEADER: u32 = 3;
const MAX_LINE: u32 = (1 << 20) - 1;

/// Where a node is in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Line of the first byte, from 1.
    pub line: u32,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

pub(crate) fn write_header<S: Store>(
    store: &mut S,
    tag: u32,
    aux: u32,
    span: Span,
) -> Result<Node, Full> {
    let node = Node(store.len());
    store.push(span.line.min(MAX_LINE) << 12 | aux << 8 | tag)?;
    store.push(span.start)?;
    store.push(span.end)?;
    Ok(node)
}

/// Replaces the choice in a node's header.
pub(crate) fn set_aux<S: Store>(store: &mut S, node: Node, aux: impl Aux) {
    let header = store.get(node.0);
    store.set(node.0, header & !0xF00 | aux.to_bits() << 8);
}

/// A value that a node keeps in words of its own.
pub(crate) trait Field: Sized {
    const WORDS: u32;
    fn read<S: Store + ?Sized>(store: &S, at: u32) -> Self;
    fn write<S: Store>(self, store: &mut S) -> Result<(), Full>;
}

impl Field for u32 {
    const WORDS: u32 = 1;
    #[inline]
    fn read<S: Store + ?Sized>(store: &S, at: u32) -> Self {
        store.get(at)
    }
    #[inline]
    fn write<S: Store>(self, store: &mut S) -> Result<(), Full> {
        store.push(self)
    }
}

impl Field for Node {
    const WORDS: u32 = 1;
    #[inline]
    fn read<S: Store + ?Sized>(store: &S, at: u32) -> Self {
        Node(store.get(at))
    }
    #[inline]
    fn write<S: Store>(self, store: &mut S) -> Result<(), Full> {
        store.push(self.0)
    }
}

impl Field for Option<Node> {
    const WORDS: u32 = 1;
    #[inline]
    fn read<S: Store + ?Sized>(store: &S, at: u32) -> Self {
        match store.get(at) {
            0 => None,
            index => Some(Node(index)),
        }
    }
    #[inline]
    fn write<S: Store>(self, store: &mut S) -> Result<(), Full> {
        store.push(self.map_or(0, |node| node.0))
    }
}

impl Field for NodeList {
    const WORDS: u32 = 1;
    #[inline]
    fn read<S: Store + ?Sized>(store: &S, at: u32) -> Self {
        match store.get(at) {
            0 => NodeList::EMPTY,
            first => NodeList {
                first,
                len: store.get(first + 2),
            },
        }
    }
    #[inline]
    fn write<S: Store>(self, store: &mut S) -> Result<(), Full> {
        store.push(self.first)
    }
}

impl Field for Text {
    const WORDS: u32 = 2;
    #[inline]
    fn read<S: Store + ?Sized>(store: &S, at: u32) -> Self {
        Text {
            start: store.get(at),
            len: store.get(at + 1),
        }
    }
    #[inline]
    fn write<S: Store>(self, store: &mut S) -> Result<(), Full> {
        store.push(self.start)?;
        store.push(self.len)
    }
}

impl Field for Option<Text> {
    const WORDS: u32 = 2;
    #[inline]
    fn read<S: Store + ?Sized>(store: &S, at: u32) -> Self {
        let text = <Text as Field>::read(store, at);
        (text.len != 0).then_some(text)
    }
    #[inline]
    fn write<S: Store>(self, store: &mut S) -> Result<(), Full> {
        self.unwrap_or(Text { start: 0, len: 0 }).write(store)
    }
}

/// A helper node with a type of its own: what [`Tree::part`] reads.
pub trait Part: Sized {
    /// Reads the node, which must be of this kind.
    fn read<S: Store + ?Sized>(store: &S, node: Node) -> Self;
}

/// Reading the tree: every [`Store`] has these.
pub trait Tree: Store {
    /// The statement at `node`.
    #[inline]
    fn stmt(&self, node: Node) -> Stmt {
        Stmt::read(self, node)
    }

    /// The expression at `node`.
    #[inline]
    fn expr(&self, node: Node) -> Expr {
        Expr::read(self, node)
    }

    /// Whether there is an expression at `node`, and not a node of another kind.
    fn is_expr(&self, node: Node) -> bool {
        self.get(node.0) >> 6 & 3 == family::EXPR
    }

    /// The pattern at `node`.
    #[inline]
    fn pattern(&self, node: Node) -> Pattern {
        Pattern::read(self, node)
    }

    /// The helper node at `node`: `let Alias { name, asname } = store.part(node);`
    #[inline]
    fn part<P: Part>(&self, node: Node) -> P {
        P::read(self, node)
    }

    /// The next item of `list`, which moves on: `while let Some(item) = store.next(&mut list) { … }`
    #[inline]
    fn next(&self, list: &mut NodeList) -> Option<Node> {
        let (item, rest) = list.split_first(self)?;
        *list = rest;
        Some(item)
    }

    /// Line of the node's first byte, from 1 (the last countable line is 1 048 575).
    #[inline]
    fn line(&self, node: Node) -> u32 {
        self.get(node.0) >> 12
    }

    /// Where the node is in the source.
    #[inline]
    fn span(&self, node: Node) -> Span {
        Span {
            line: self.line(node),
            start: self.get(node.0 + 1),
            end: self.get(node.0 + 2),
        }
    }

    /// Column of a source offset in characters, from 0.
    fn column(&self, offset: u32) -> u32 {
        let mut column = 0;
        let mut at = offset;
        while at > 0 {
            at -= 1;
            match self.byte(at) {
                b'\n' | b'\r' => break,
                // Continuation bytes of UTF-8 are part of a character already counted.
                0x80..=0xBF => {}
                _ => column += 1,
            }
        }
        column
    }
}

impl<S: Store + ?Sized> Tree for S {}
