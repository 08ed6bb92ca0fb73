//! Scopes and their symbols: the records the analysis fills and the code generation asks.
//! Scope 0 is the module; the scopes of one statement are forgotten with its tree.

use super::Compiler;
use crate::machine::Piece;
use crate::names::n;
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::tree::Node;

/// What a scope belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub(super) enum ScopeKind {
    Module,
    Function,
    Lambda,
    Class,
    /// A generator expression: a function with the iterator as its argument.
    Generator,
    /// Another comprehension: its code is part of the code around it.
    Comprehension,
    /// Type parameters of a function, class or alias: their code is part of the code around them.
    TypeParameters,
}

impl ScopeKind {
    fn from(w: u32) -> ScopeKind {
        use ScopeKind::*;
        [
            Module,
            Function,
            Lambda,
            Class,
            Generator,
            Comprehension,
            TypeParameters,
        ]
        .get((w & 7) as usize)
        .copied()
        .unwrap_or(Module)
    }

    /// Its code is part of the code of the scope around it.
    pub fn is_inlined(self) -> bool {
        matches!(self, ScopeKind::Comprehension | ScopeKind::TypeParameters)
    }

    pub fn is_comprehension(self) -> bool {
        matches!(self, ScopeKind::Comprehension | ScopeKind::Generator)
    }

    pub fn is_function(self) -> bool {
        matches!(
            self,
            ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Generator
        )
    }
}

const KIND: u32 = 0;
const NODE: u32 = 1;
const PARENT: u32 = 2;
const FIRST_CHILD: u32 = 3;
const LAST_CHILD: u32 = 4;
const SIBLING: u32 = 5;
const FIRST_SYMBOL: u32 = 6;
const LAST_SYMBOL: u32 = 7;
/// Where the search for a child goes on.
const FOUND: u32 = 8;
/// Register of a class's `__class__` cell.
const CELL: u32 = 9;
const SCOPE_WORDS: u32 = 10;

/// Bits beside the kind of a scope.
pub(super) mod scope_flags {
    pub const YIELDS: u32 = 1 << 8;
    pub const ASYNC: u32 = 1 << 9;
    /// A method of the class needs `__class__`.
    pub const CLASS_CELL: u32 = 1 << 10;
}

pub(super) mod flags {
    pub const USED: u32 = 1;
    pub const BOUND: u32 = 2;
    pub const PARAMETER: u32 = 4;
    pub const GLOBAL: u32 = 8;
    pub const NONLOCAL: u32 = 16;
    pub const DELETED: u32 = 32;
    /// Target of a `:=`.
    pub const WALRUS: u32 = 64;
    /// Loop variable of a comprehension.
    pub const ITERATION: u32 = 128;
    pub const ANNOTATED: u32 = 256;
    /// A `:=` inside of a comprehension binds it further out.
    pub const REBOUND: u32 = 512;
    /// A function inside refers to it.
    pub const CELL: u32 = 1 << 10;
    /// Among the free variables of the scope's code.
    pub const FREE: u32 = 1 << 11;
    /// Set already, for the variables of comprehensions.
    pub const SET: u32 = 1 << 12;
    /// A local without a register: see `Unit::spill`.
    pub const SPILLED: u32 = 1 << 13;
    pub const KIND_SHIFT: u32 = 16;
}

/// Where a name's value is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Resolved {
    Unknown,
    Local,
    Free,
    GlobalExplicit,
    Global,
    /// As in the scope around.
    Up,
}

const SYMBOL_FLAGS: u32 = 0;
const NEXT: u32 = 1;
/// Register of a local, index of a free variable.
const SLOT: u32 = 2;
const SYMBOL_NODE: u32 = 3;
const SYMBOL_WORDS: u32 = 4;

/// No scope, no symbol.
pub(super) const NOTHING: u32 = u32::MAX;

impl Compiler<'_, '_, '_> {
    fn scope_get(&self, scope: u32, field: u32) -> u32 {
        self.scopes.get(self.m, scope * SCOPE_WORDS + field)
    }

    fn scope_set(&mut self, scope: u32, field: u32, w: u32) {
        self.scopes.set(self.m, scope * SCOPE_WORDS + field, w);
    }

    /// A new scope inside of the current one, which it becomes.
    pub(super) fn open_scope(&mut self, kind: ScopeKind, node: Node) -> R<u32> {
        let new = self.scopes.len() / SCOPE_WORDS;
        let parent = self.scope;
        self.scopes.extend(
            self.m,
            &[
                kind as u32,
                node.0,
                parent,
                NOTHING,
                NOTHING,
                NOTHING,
                NOTHING,
                NOTHING,
                NOTHING,
                0,
            ],
        )?;
        if new > 0 {
            let last = self.scope_get(parent, LAST_CHILD);
            if last == NOTHING {
                self.scope_set(parent, FIRST_CHILD, new);
                self.scope_set(parent, FOUND, new);
            } else {
                self.scope_set(last, SIBLING, new);
            }
            self.scope_set(parent, LAST_CHILD, new);
        }
        self.scope = new;
        Ok(new)
    }

    /// Forgets all scopes but the module's.
    pub(super) fn forget_scopes(&mut self) {
        self.scopes.truncate(SCOPE_WORDS);
        self.symbols.truncate(0);
        self.names.truncate(self.m, 0);
        for field in [FIRST_CHILD, LAST_CHILD, FIRST_SYMBOL, LAST_SYMBOL, FOUND] {
            self.scope_set(0, field, NOTHING);
        }
        self.scope = 0;
    }

    pub(super) fn scope_count(&self) -> u32 {
        self.scopes.len() / SCOPE_WORDS
    }

    pub(super) fn scope_kind(&self, scope: u32) -> ScopeKind {
        ScopeKind::from(self.scope_get(scope, KIND))
    }

    pub(super) fn scope_has(&self, scope: u32, flag: u32) -> bool {
        self.scope_get(scope, KIND) & flag != 0
    }

    pub(super) fn scope_mark(&mut self, scope: u32, flag: u32) {
        let w = self.scope_get(scope, KIND);
        self.scope_set(scope, KIND, w | flag);
    }

    /// The node that the scope belongs to.
    pub(super) fn scope_node(&self, scope: u32) -> Node {
        Node(self.scope_get(scope, NODE))
    }

    pub(super) fn parent(&self, scope: u32) -> u32 {
        self.scope_get(scope, PARENT)
    }

    pub(super) fn class_cell(&self, scope: u32) -> u8 {
        self.scope_get(scope, CELL) as u8
    }

    pub(super) fn set_class_cell(&mut self, scope: u32, register: u8) {
        self.scope_set(scope, CELL, u32::from(register));
    }

    /// The scope whose code the scope's code is part of.
    pub(super) fn unit_of(&self, mut scope: u32) -> u32 {
        while self.scope_kind(scope).is_inlined() {
            scope = self.parent(scope);
        }
        scope
    }

    /// The scope of `node` inside of the current scope.
    pub(super) fn child(&mut self, node: Node) -> u32 {
        let start = self.scope_get(self.scope, FOUND);
        let mut at = start;
        while at != NOTHING {
            if self.scope_get(at, NODE) == node.0 {
                self.scope_set(self.scope, FOUND, at);
                return at;
            }
            at = self.scope_get(at, SIBLING);
        }
        at = self.scope_get(self.scope, FIRST_CHILD);
        while at != NOTHING && at != start {
            if self.scope_get(at, NODE) == node.0 {
                self.scope_set(self.scope, FOUND, at);
                return at;
            }
            at = self.scope_get(at, SIBLING);
        }
        0
    }

    pub(super) fn first_symbol(&self, scope: u32) -> u32 {
        self.scope_get(scope, FIRST_SYMBOL)
    }

    pub(super) fn next_symbol(&self, symbol: u32) -> u32 {
        self.symbols.get(self.m, symbol * SYMBOL_WORDS + NEXT)
    }

    pub(super) fn symbol_name(&self, symbol: u32) -> Value {
        self.names.get(self.m, symbol)
    }

    pub(super) fn symbol_flags(&self, symbol: u32) -> u32 {
        self.symbols
            .get(self.m, symbol * SYMBOL_WORDS + SYMBOL_FLAGS)
    }

    /// Where the symbol was met first.
    pub(super) fn symbol_node(&self, symbol: u32) -> Node {
        Node(
            self.symbols
                .get(self.m, symbol * SYMBOL_WORDS + SYMBOL_NODE),
        )
    }

    pub(super) fn set_symbol_flags(&mut self, symbol: u32, w: u32) {
        self.symbols
            .set(self.m, symbol * SYMBOL_WORDS + SYMBOL_FLAGS, w);
    }

    pub(super) fn symbol_slot(&self, symbol: u32) -> u8 {
        self.symbols.get(self.m, symbol * SYMBOL_WORDS + SLOT) as u8
    }

    pub(super) fn set_symbol_slot(&mut self, symbol: u32, slot: u8) {
        self.symbols
            .set(self.m, symbol * SYMBOL_WORDS + SLOT, u32::from(slot));
    }

    pub(super) fn resolved(&self, symbol: u32) -> Resolved {
        match self.symbol_flags(symbol) >> flags::KIND_SHIFT {
            1 => Resolved::Local,
            2 => Resolved::Free,
            3 => Resolved::GlobalExplicit,
            4 => Resolved::Global,
            5 => Resolved::Up,
            _ => Resolved::Unknown,
        }
    }

    fn set_resolved(&mut self, symbol: u32, kind: Resolved) {
        let w = self.symbol_flags(symbol) & ((1 << flags::KIND_SHIFT) - 1);
        self.set_symbol_flags(symbol, w | (kind as u32) << flags::KIND_SHIFT);
    }

    /// The scope's symbol with this (interned) name.
    pub(super) fn find_symbol(&self, scope: u32, name: Value) -> Option<u32> {
        let mut at = self.first_symbol(scope);
        while at != NOTHING {
            if self.symbol_name(at) == name {
                return Some(at);
            }
            at = self.next_symbol(at);
        }
        None
    }

    /// Adds flags to the scope's symbol with this name, which is made if need be.
    pub(super) fn note_symbol(&mut self, scope: u32, name: Value, add: u32, node: Node) -> R<u32> {
        if let Some(symbol) = self.find_symbol(scope, name) {
            let w = self.symbol_flags(symbol);
            self.set_symbol_flags(symbol, w | add);
            return Ok(symbol);
        }
        let new = self.names.len();
        self.names.push(self.m, name)?;
        self.symbols.extend(self.m, &[add, NOTHING, 0, node.0])?;
        let last = self.scope_get(scope, LAST_SYMBOL);
        if last == NOTHING {
            self.scope_set(scope, FIRST_SYMBOL, new);
        } else {
            self.symbols.set(self.m, last * SYMBOL_WORDS + NEXT, new);
        }
        self.scope_set(scope, LAST_SYMBOL, new);
        Ok(new)
    }

    /// Says of every symbol of the statement where its value is.
    pub(super) fn resolve_all(&mut self) -> R<()> {
        for scope in 1..self.scope_count() {
            let mut at = self.first_symbol(scope);
            while at != NOTHING {
                if self.resolved(at) == Resolved::Unknown {
                    self.resolve(scope, at)?;
                }
                at = self.next_symbol(at);
            }
        }
        for scope in 1..self.scope_count() {
            let mut count = 0u32;
            let mut at = self.first_symbol(scope);
            while at != NOTHING {
                if self.symbol_flags(at) & flags::FREE != 0 {
                    self.symbols.set(self.m, at * SYMBOL_WORDS + SLOT, count);
                    count += 1;
                }
                at = self.next_symbol(at);
            }
            if count > 200 {
                let node = Node(self.scope_get(scope, NODE));
                return Err(self.syntax_error(node, &[Piece::S("too many free variables")]));
            }
        }
        Ok(())
    }

    fn resolve(&mut self, scope: u32, symbol: u32) -> R<()> {
        let w = self.symbol_flags(symbol);
        let kind = self.scope_kind(scope);
        if w & flags::GLOBAL != 0 {
            self.set_resolved(symbol, Resolved::GlobalExplicit);
            return Ok(());
        }
        if w & flags::BOUND != 0 && w & flags::NONLOCAL == 0 {
            self.set_resolved(symbol, Resolved::Local);
            return Ok(());
        }
        let name = self.symbol_name(symbol);
        let up = self.parent(scope);
        if kind.is_inlined()
            && (kind == ScopeKind::TypeParameters || self.scope_kind(up) != ScopeKind::Class)
        {
            self.set_resolved(symbol, Resolved::Up);
            if self.scope_kind(up) != ScopeKind::Module {
                let outer =
                    self.note_symbol(up, name, flags::USED, Node(self.scope_get(scope, NODE)))?;
                if self.resolved(outer) == Resolved::Unknown {
                    self.resolve(up, outer)?;
                }
            }
            return Ok(());
        }
        if w & flags::NONLOCAL != 0 && self.is_type_parameter(scope, name) {
            let node = self.symbol_node(symbol);
            return Err(self.syntax_error(
                node,
                &[
                    Piece::S("nonlocal binding not allowed for type parameter '"),
                    Piece::V(name),
                    Piece::S("'"),
                ],
            ));
        }
        if self.capture(scope, name)? {
            self.set_resolved(symbol, Resolved::Free);
            if !kind.is_inlined() {
                let w = self.symbol_flags(symbol);
                self.set_symbol_flags(symbol, w | flags::FREE);
            }
        } else if w & flags::NONLOCAL != 0 {
            let node = self.symbol_node(symbol);
            return Err(self.syntax_error(
                node,
                &[
                    Piece::S("no binding for nonlocal '"),
                    Piece::V(name),
                    Piece::S("' found"),
                ],
            ));
        } else {
            self.set_resolved(symbol, Resolved::Global);
        }
        Ok(())
    }

    /// Whether the nearest variable of this name around `scope` is a type parameter.
    fn is_type_parameter(&self, scope: u32, name: Value) -> bool {
        let mut at = self.parent(scope);
        loop {
            let kind = self.scope_kind(at);
            if kind == ScopeKind::Module {
                return false;
            }
            if kind != ScopeKind::Class
                && let Some(symbol) = self.find_symbol(at, name)
                && self.symbol_flags(symbol) & (flags::BOUND | flags::NONLOCAL) == flags::BOUND
            {
                return kind == ScopeKind::TypeParameters;
            }
            at = self.parent(at);
        }
    }

    /// Looks for a variable of a function around `scope`; if there is one it becomes a cell, and a free variable of every
    /// code in between.
    fn capture(&mut self, scope: u32, name: Value) -> R<bool> {
        let mut at = self.parent(scope);
        loop {
            match self.scope_kind(at) {
                ScopeKind::Module => return Ok(false),
                ScopeKind::Class => {
                    if name == Value::name(n::__class__) && self.unit_of(scope) != at {
                        self.scope_mark(at, scope_flags::CLASS_CELL);
                        break;
                    }
                }
                _ => {
                    if let Some(symbol) = self.find_symbol(at, name) {
                        let w = self.symbol_flags(symbol);
                        if w & flags::GLOBAL != 0 {
                            return Ok(false);
                        }
                        if w & flags::BOUND != 0 && w & flags::NONLOCAL == 0 {
                            self.set_symbol_flags(symbol, w | flags::CELL);
                            break;
                        }
                    }
                }
            }
            at = self.parent(at);
        }
        let owner = self.unit_of(at);
        let mut between = self.unit_of(self.parent(scope));
        while between != owner {
            let symbol = self.note_symbol(
                between,
                name,
                flags::FREE,
                Node(self.scope_get(scope, NODE)),
            )?;
            if self.symbol_flags(symbol) & flags::BOUND == 0
                || self.scope_kind(between) != ScopeKind::Class
            {
                self.set_resolved(symbol, Resolved::Free);
            }
            between = self.unit_of(self.parent(between));
        }
        Ok(true)
    }
}
