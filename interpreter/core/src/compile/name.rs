//! Names: where a variable lives, and reading, writing and deleting it.

use super::Compiler;
use super::symbols::{Resolved, ScopeKind, flags};
use crate::code::Op;
use crate::names::n;
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::store::Store;
use pyrite_syntax::tree::{Node, Text};

/// Where a variable lives, as seen from the code being emitted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Register(u8),
    /// A register that may change between two uses in one expression.
    Unsteady(u8),
    /// Variable of an inlined comprehension: symbol and register.
    Iteration(u32, u8),
    /// The register holds a cell.
    Cell(u8),
    /// Without a register: in the unit's dict of such variables, as it is or in a cell.
    Spilled,
    SpilledCell,
    Free(u8),
    /// A free variable, but the namespace of the class comes first.
    ClassFree(u8),
    Global,
    Namespace,
}

/// Bytes of the longest identifier that is brought into its normal form.
#[cfg(feature = "normal-names")]
const LONGEST_NORMAL: usize = 250;

impl Compiler<'_, '_, '_> {
    /// The interned name at a stretch of source, mangled if it is private to a class.
    pub(super) fn name_of(&mut self, text: Text) -> R<Value> {
        let mangled =
            text.len > 2 && self.byte(text.start) == b'_' && self.byte(text.start + 1) == b'_';
        if mangled && let Some(class) = self.private {
            return self.mangle(text, class);
        }
        self.plain_name(text)
    }

    /// The interned name, not mangled.
    pub(super) fn plain_name(&mut self, text: Text) -> R<Value> {
        #[cfg(feature = "normal-names")]
        if let Some(v) = self.normal_form(text)? {
            return Ok(v);
        }
        self.interned(text)
    }

    /// An identifier beyond ASCII in its normal form, if that is another one.
    #[cfg(feature = "normal-names")]
    fn normal_form(&mut self, text: Text) -> R<Option<Value>> {
        use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
        let mut buffer = [0u8; LONGEST_NORMAL];
        let len = text.len as usize;
        let Some(bytes) = buffer.get_mut(..len) else {
            return Ok(None);
        };
        for (byte, at) in bytes.iter_mut().zip(text.start..) {
            *byte = self.byte(at);
        }
        let Ok(name) = core::str::from_utf8(bytes) else {
            return Ok(None);
        };
        if name.is_ascii() || is_nfkc_quick(name.chars()) == IsNormalized::Yes {
            return Ok(None);
        }
        let mut normal = crate::machine::Text::new(self.m)?;
        for char in name.nfkc() {
            normal.push_str(self.m, char.encode_utf8(&mut [0; 4]))?;
        }
        let v = normal.finish(self.m)?;
        self.m.intern_value(v).map(Some)
    }

    /// A stretch of source as an interned str.
    pub(super) fn interned(&mut self, text: Text) -> R<Value> {
        if let super::Bed::Slice(bytes) = self.source {
            let bytes = bytes
                .get(text.start as usize..text.end() as usize)
                .unwrap_or(b"");
            return self.m.intern(bytes);
        }
        let mut buffer = [0u8; 64];
        let len = text.len as usize;
        if len <= buffer.len() {
            buffer[..len].copy_from_slice(self.source_bytes(text));
            return self.m.intern(&buffer[..len]);
        }
        let mut long = crate::machine::Text::with_capacity(self.m, len)?;
        for at in text.start..text.end() {
            let byte = self.byte(at);
            long.push_byte(self.m, byte)?;
        }
        let v = long.finish(self.m)?;
        self.m.intern_value(v)
    }

    fn mangle(&mut self, text: Text, class: Text) -> R<Value> {
        let name = self.source_bytes(text);
        let skip = self
            .source_bytes(class)
            .iter()
            .take_while(|&&b| b == b'_')
            .count() as u32;
        if name.ends_with(b"__") || name.contains(&b'.') || skip == class.len {
            return self.plain_name(text);
        }
        let mut out = crate::machine::Text::new(self.m)?;
        out.push_byte(self.m, b'_')?;
        for at in (class.start + skip..class.end()).chain(text.start..text.end()) {
            let byte = self.byte(at);
            out.push_byte(self.m, byte)?;
        }
        let v = out.finish(self.m)?;
        self.m.intern_value(v)
    }

    /// `a` of the dotted name `a.b.c`.
    pub(super) fn first_component(&self, name: Text) -> Text {
        let bytes = self.source_bytes(name);
        let end = bytes
            .iter()
            .position(|&b| b == b'.' || b.is_ascii_whitespace())
            .unwrap_or(bytes.len());
        Text {
            start: name.start,
            len: end as u32,
        }
    }

    pub(super) fn place_of(&self, name: Value) -> Place {
        let mut scope = self.scope;
        loop {
            let kind = self.scope_kind(scope);
            if kind == ScopeKind::Module {
                return if self.separate {
                    Place::Namespace
                } else {
                    Place::Global
                };
            }
            let Some(symbol) = self.find_symbol(scope, name) else {
                return if kind == ScopeKind::Class {
                    Place::Namespace
                } else {
                    Place::Global
                };
            };
            let w = self.symbol_flags(symbol);
            let slot = self.symbol_slot(symbol);
            return match self.resolved(symbol) {
                Resolved::Local if kind == ScopeKind::Class => Place::Namespace,
                Resolved::Local if w & flags::SPILLED != 0 => {
                    if w & flags::CELL != 0 {
                        Place::SpilledCell
                    } else {
                        Place::Spilled
                    }
                }
                Resolved::Local if w & flags::CELL != 0 => Place::Cell(slot),
                Resolved::Local if kind.is_inlined() => Place::Iteration(symbol, slot),
                Resolved::Local if w & flags::WALRUS != 0 => Place::Unsteady(slot),
                Resolved::Local => Place::Register(slot),
                Resolved::Free if kind == ScopeKind::Class => Place::ClassFree(slot),
                Resolved::Free => Place::Free(self.free_index(name)),
                Resolved::GlobalExplicit => Place::Global,
                Resolved::Global if kind == ScopeKind::Class => Place::Namespace,
                Resolved::Global | Resolved::Unknown => Place::Global,
                Resolved::Up => {
                    scope = self.parent(scope);
                    continue;
                }
            };
        }
    }

    /// Whether the name is that of a global variable here, and no scope in between has one of its own.
    pub(super) fn means_global(&self, name: Value) -> bool {
        match self.place_of(name) {
            Place::Global => true,
            Place::Namespace => {
                self.find_symbol(self.scope, name)
                    .is_none_or(|symbol| self.resolved(symbol) != Resolved::Local)
                    || self.scope_kind(self.scope) == ScopeKind::Module
            }
            _ => false,
        }
    }

    /// Index of a free variable of the unit.
    fn free_index(&self, name: Value) -> u8 {
        let unit = self.unit_of(self.scope);
        self.find_symbol(unit, name)
            .map_or(0, |s| self.symbol_slot(s))
    }

    /// The variable's value in `to`.
    pub(super) fn load_name(&mut self, name: Value, to: u8) -> R<()> {
        match self.place_of(name) {
            Place::Register(r) | Place::Unsteady(r) => {
                self.check_bound(r)?;
                self.move_to(to, r)
            }
            Place::Iteration(symbol, r) => {
                self.check_iteration(symbol, r)?;
                self.move_to(to, r)
            }
            Place::Cell(r) => self.emit(Op::LoadCell, &[to, r]),
            Place::Spilled => self.load_spilled(name, to),
            Place::SpilledCell => {
                let cell = self.spilled_cell(name)?;
                self.emit(Op::LoadCell, &[to, cell])?;
                self.free_to(cell);
                Ok(())
            }
            Place::Free(i) => self.emit(Op::LoadFree, &[to, i]),
            Place::ClassFree(i) => {
                let name = self.constant(name)?;
                self.emit_wide(Op::LoadClassFree, &[to], name, &[i])
            }
            Place::Global => self.load_global_name(name, to),
            Place::Namespace => {
                let name = self.constant(name)?;
                self.emit_wide(Op::LoadName, &[to], name, &[])
            }
        }
    }

    fn load_spilled(&mut self, name: Value, to: u8) -> R<()> {
        let name = self.constant(name)?;
        self.emit_wide(Op::LoadSpilled, &[to, self.u.spill], name, &[])
    }

    pub(super) fn store_spilled(&mut self, name: Value, from: u8) -> R<()> {
        let name = self.constant(name)?;
        self.emit_wide(Op::StoreSpilled, &[self.u.spill], name, &[from])
    }

    /// The cell of a variable without a register, in a new register.
    fn spilled_cell(&mut self, name: Value) -> R<u8> {
        let cell = self.temp()?;
        self.load_spilled(name, cell)?;
        Ok(cell)
    }

    /// A global or builtin, past all other scopes.
    pub(super) fn load_global_name(&mut self, name: Value, to: u8) -> R<()> {
        if self.separate && self.u.scope == 0 {
            let name = self.constant(name)?;
            return self.emit_wide(Op::LoadName, &[to], name, &[]);
        }
        self.emit_cached(Op::LoadGlobal, &[to], name, &[])
    }

    pub(super) fn store_global_name(&mut self, name: Value, from: u8) -> R<()> {
        if self.separate && self.u.scope == 0 {
            let name = self.constant(name)?;
            return self.emit_wide(Op::StoreName, &[from], name, &[]);
        }
        self.emit_cached(Op::StoreGlobal, &[from], name, &[])
    }

    /// The register of a variable that needs no code to be read, but for a check; `None` for others.
    pub(super) fn register_of(&mut self, name: Value) -> R<Option<u8>> {
        match self.place_of(name) {
            Place::Register(r) => {
                self.check_bound(r)?;
                Ok(Some(r))
            }
            Place::Iteration(symbol, r) => {
                self.check_iteration(symbol, r)?;
                Ok(Some(r))
            }
            _ => Ok(None),
        }
    }

    pub(super) fn check_bound(&mut self, register: u8) -> R<()> {
        if !self.u.assigned.has(register) {
            self.emit(Op::CheckBound, &[register])?;
            self.u.assigned.add(register);
        }
        Ok(())
    }

    fn check_iteration(&mut self, symbol: u32, register: u8) -> R<()> {
        if self.symbol_flags(symbol) & flags::SET == 0 {
            let name = self.symbol_name(symbol);
            let name = self.constant(name)?;
            self.emit_wide(Op::CheckNamed, &[register], name, &[])?;
        }
        Ok(())
    }

    pub(super) fn store_name(&mut self, name: Value, from: u8) -> R<()> {
        if self.consts.len() > 0 && self.means_global(name) {
            self.forget_constant(name);
        }
        match self.place_of(name) {
            Place::Register(r) | Place::Unsteady(r) => {
                self.move_to(r, from)?;
                self.u.assigned.add(r);
                Ok(())
            }
            Place::Iteration(symbol, r) => {
                let w = self.symbol_flags(symbol);
                self.set_symbol_flags(symbol, w | flags::SET);
                self.move_to(r, from)
            }
            Place::Cell(r) => self.emit(Op::StoreCell, &[r, from]),
            Place::Spilled => self.store_spilled(name, from),
            Place::SpilledCell => {
                let cell = self.spilled_cell(name)?;
                self.emit(Op::StoreCell, &[cell, from])?;
                self.free_to(cell);
                Ok(())
            }
            Place::Free(i) | Place::ClassFree(i) => self.emit(Op::StoreFree, &[i, from]),
            Place::Global => self.emit_cached(Op::StoreGlobal, &[from], name, &[]),
            Place::Namespace => {
                let name = self.constant(name)?;
                self.emit_wide(Op::StoreName, &[from], name, &[])
            }
        }
    }

    pub(super) fn delete_name(&mut self, name: Value) -> R<()> {
        self.forget_constant(name);
        match self.place_of(name) {
            Place::Register(r) | Place::Unsteady(r) | Place::Iteration(_, r) => {
                self.emit(Op::DeleteLocal, &[r])?;
                self.u.assigned.remove(r);
                Ok(())
            }
            Place::Cell(r) => self.emit(Op::DeleteCell, &[r]),
            Place::Spilled => {
                let name = self.constant(name)?;
                self.emit_wide(Op::DeleteSpilled, &[self.u.spill], name, &[])
            }
            Place::SpilledCell => {
                let cell = self.spilled_cell(name)?;
                self.emit(Op::DeleteCell, &[cell])?;
                self.free_to(cell);
                Ok(())
            }
            Place::Free(i) | Place::ClassFree(i) => self.emit(Op::DeleteFree, &[i]),
            Place::Global => {
                let name = self.constant(name)?;
                self.emit_wide(Op::DeleteGlobal, &[], name, &[])
            }
            Place::Namespace => {
                let name = self.constant(name)?;
                self.emit_wide(Op::DeleteName, &[], name, &[])
            }
        }
    }

    /// Unbinds the name of an exception handler, which may be unbound already.
    pub(super) fn forget_name(&mut self, name: Value) -> R<()> {
        if let Place::Register(r) | Place::Unsteady(r) = self.place_of(name) {
            self.emit(Op::LoadSpecial, &[r, 5])?;
            self.u.assigned.remove(r);
            return Ok(());
        }
        let save = self.u.sp;
        let none = self.temp()?;
        self.load_none(none)?;
        self.store_name(name, none)?;
        self.free_to(save);
        self.delete_name(name)
    }

    /// Puts the cell of a variable of the code being emitted into a register: for a function made here.
    pub(super) fn load_closure(&mut self, name: Value, to: u8) -> R<()> {
        let mut scope = self.scope;
        loop {
            let kind = self.scope_kind(scope);
            if kind == ScopeKind::Class && name == Value::name(n::__class__) {
                let register = self.class_cell(scope);
                if register != 0 {
                    return self.move_to(to, register);
                }
            }
            if let Some(symbol) = self.find_symbol(scope, name) {
                let w = self.symbol_flags(symbol);
                if w & flags::CELL != 0
                    && self.resolved(symbol) == Resolved::Local
                    && kind != ScopeKind::Class
                {
                    if w & flags::SPILLED != 0 {
                        return self.load_spilled(name, to);
                    }
                    let register = self.symbol_slot(symbol);
                    return self.move_to(to, register);
                }
            }
            if !kind.is_inlined() {
                break;
            }
            scope = self.parent(scope);
        }
        if scope == 0 {
            return Err(self.internal("no cell for a free variable"));
        }
        let i = self.free_index(name);
        self.emit(Op::LoadClosure, &[to, i])
    }

    /// The name at an `Expr::Name` node.
    pub(super) fn name_at(&mut self, node: Node) -> R<Option<Value>> {
        use pyrite_syntax::tree::{Expr, Tree};
        match self.expr(node) {
            Expr::Name { id } => Ok(Some(self.name_of(id)?)),
            _ => Ok(None),
        }
    }
}
