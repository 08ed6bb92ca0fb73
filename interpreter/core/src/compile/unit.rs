//! A unit: the code of one module, class body or function while it is being emitted, and what becomes of it.

use super::Compiler;
use super::symbols::{NOTHING, ScopeKind, flags as symbol, scope_flags};
use crate::code::Op;
use crate::machine::Piece;
use crate::memory::Kind;
use crate::names::n;
use crate::native::R;
use crate::object::code;
use crate::value::{Value, WORD, Word};
use pyrite_syntax::tree::{Node, Tree};

/// Which of a unit's local variables surely have a value here, by register.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bits(pub [u32; 8]);

impl Bits {
    pub fn has(&self, register: u8) -> bool {
        self.0[usize::from(register >> 5)] >> (register & 31) & 1 != 0
    }

    pub fn add(&mut self, register: u8) {
        self.0[usize::from(register >> 5)] |= 1 << (register & 31);
    }

    pub fn remove(&mut self, register: u8) {
        self.0[usize::from(register >> 5)] &= !(1 << (register & 31));
    }

    pub fn remove_all(&mut self, other: &Bits) {
        for (a, b) in self.0.iter_mut().zip(other.0) {
            *a &= !b;
        }
    }

    pub fn intersect(&mut self, other: &Bits) {
        for (a, b) in self.0.iter_mut().zip(other.0) {
            *a &= b;
        }
    }
}

/// The largest number of registers of a frame.
const MAX_REGISTERS: u8 = 250;

/// Registers that local variables may take; the others of a function are kept in a dict.
const LOCALS: u8 = 160;

/// From here on values are gathered in lists rather than in registers.
const CROWDED: u8 = 140;

#[derive(Clone, Copy, Default)]
pub(super) struct Unit {
    pub scope: u32,
    // Where the unit's part of each buffer begins.
    pub code: u32,
    pub lines: u32,
    pub handlers: u32,
    pub constants: u32,
    /// Its part of the table of constants, and how large that is.
    pub places: u32,
    pub placed: u32,
    pub labels: u32,
    pub blocks: u32,
    pub caches: u32,
    /// The next free register.
    pub sp: u8,
    pub registers: u8,
    /// The first register that is not a local variable's.
    pub first_temp: u8,
    pub first_line: u32,
    /// Line of what is emitted now, and of what was emitted last.
    pub line: u32,
    pub last_line: u32,
    pub last_offset: u32,
    /// The node that what is emitted now is made of, and where it counts from if that is not its start.
    pub node: u32,
    pub node_from: u32,
    /// Of the instruction that is asked for.
    pub spot: Option<super::Spot>,
    pub next_handler: u32,
    /// Register of the dict with the locals that have none, or 0.
    pub spill: u8,
    pub reachable: bool,
    /// Emit jumps of any length.
    pub long: bool,
    /// A jump was too far.
    pub overflow: bool,
    pub assigned: Bits,
    /// Local variables that may become unbound again.
    pub deletable: Bits,
}

/// What a code object says beside its code.
#[derive(Clone, Copy)]
pub(super) struct Signature {
    pub positional: u8,
    pub positional_only: u8,
    pub keyword_only: u8,
    pub flags: u32,
    pub name: Value,
    pub doc: Value,
}

/// Where the buffers ended at a moment.
#[derive(Clone, Copy)]
pub(super) struct Checkpoint {
    unit: Unit,
    code: u32,
    lines: u32,
    handlers: u32,
    constants: u32,
}

impl Compiler<'_, '_, '_> {
    /// A fresh register above those in use.
    pub(super) fn temp(&mut self) -> R<u8> {
        self.temps(1)
    }

    /// `count` fresh registers in a row; the first.
    pub(super) fn temps(&mut self, count: usize) -> R<u8> {
        let first = self.u.sp;
        let end = usize::from(first) + count;
        if end > usize::from(MAX_REGISTERS) {
            return Err(self.too_complex());
        }
        self.u.sp = end as u8;
        self.u.registers = self.u.registers.max(self.u.sp);
        Ok(first)
    }

    /// Whether few registers are left: then rows of values grow in lists.
    pub(super) fn is_crowded(&self) -> bool {
        self.u.sp >= CROWDED
    }

    /// Gives back `register` and all above.
    pub(super) fn free_to(&mut self, register: u8) {
        self.u.sp = register;
    }

    /// More variables, parameters or values at once than a frame has registers.
    #[cold]
    pub(super) fn too_complex(&mut self) -> crate::native::Raised {
        self.too_large("code too complex: too many variables or values at once")
    }

    /// A limit of one code object, in words of the program.
    #[cold]
    pub(super) fn too_large(&mut self, text: &str) -> crate::native::Raised {
        let line = self.u.line;
        match self.m.message(&[Piece::S(text)]) {
            Ok(text) => self.raise_at(crate::types::SYNTAX_ERROR, text, 0, [line, 1, line, 1]),
            Err(raised) => raised,
        }
    }

    fn begin(&mut self, scope: u32, first_line: u32) {
        self.u = Unit {
            scope,
            code: self.code.len(),
            lines: self.lines.len(),
            handlers: self.handlers.len(),
            constants: self.constants.len(),
            places: self.places.len(),
            labels: self.labels.len(),
            blocks: self.blocks.len(),
            sp: 2,
            registers: 2,
            first_temp: 2,
            first_line,
            line: first_line,
            last_line: first_line,
            reachable: true,
            ..Unit::default()
        };
    }

    pub(super) fn open_module(&mut self) -> R<()> {
        self.begin(0, 1);
        self.qualnames.push(self.m, Value::name(n::r#__))?;
        // The namespace.
        self.u.sp = 3;
        self.u.registers = 3;
        self.u.first_temp = 3;
        Ok(())
    }

    pub(super) fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            unit: self.u,
            code: self.code.len(),
            lines: self.lines.len(),
            handlers: self.handlers.len(),
            constants: self.constants.len(),
        }
    }

    pub(super) fn back_to(&mut self, c: Checkpoint) {
        self.code.truncate(c.code);
        self.lines.truncate(c.lines);
        self.handlers.truncate(c.handlers);
        self.constants.truncate(self.m, c.constants);
        self.u = c.unit;
        self.labels.truncate(c.unit.labels);
    }

    /// Compiles a unit inside of the current one: `body` emits its code, `sign` says the rest.
    pub(super) fn nested_unit(
        &mut self,
        scope: u32,
        first_line: u32,
        qualname: Value,
        signature: Signature,
        body: &mut dyn FnMut(&mut Self) -> R<()>,
    ) -> R {
        let (outer, outer_scope) = (self.u, self.scope);
        self.qualnames.push(self.m, qualname)?;
        let mut long = false;
        let result = loop {
            self.begin(scope, first_line);
            self.u.long = long;
            let before = self.checkpoint();
            self.scope = scope;
            self.open_locals(scope)?;
            body(self)?;
            if self.u.overflow && !long {
                long = true;
                self.back_to(before);
                continue;
            }
            break self.finish(signature)?;
        };
        let inner = self.u;
        self.code.truncate(inner.code);
        self.lines.truncate(inner.lines);
        self.handlers.truncate(inner.handlers);
        self.constants.truncate(self.m, inner.constants);
        self.places.truncate(inner.places);
        self.labels.truncate(inner.labels);
        self.blocks.truncate(inner.blocks);
        let count = self.qualnames.len() - 1;
        self.qualnames.truncate(self.m, count);
        self.u = outer;
        self.scope = outer_scope;
        Ok(result)
    }

    /// Gives the local variables their registers, and cells to those that functions inside refer to.
    fn open_locals(&mut self, scope: u32) -> R<()> {
        if self.scope_kind(scope) == ScopeKind::Class {
            self.temp()?;
            if self.scope_has(scope, scope_flags::CLASS_CELL) {
                let register = self.temp()?;
                self.set_class_cell(scope, register);
                self.emit(Op::LoadSpecial, &[register, 5])?;
                self.emit(Op::MakeCell, &[register])?;
            }
            self.u.first_temp = self.u.sp;
            return Ok(());
        }
        let mut spill = false;
        let mut at = self.first_symbol(scope);
        while at != NOTHING {
            if self.resolved(at) == super::symbols::Resolved::Local {
                let w = self.symbol_flags(at) & !symbol::SPILLED;
                if w & symbol::PARAMETER == 0 && self.u.sp >= LOCALS {
                    self.set_symbol_flags(at, w | symbol::SPILLED);
                    spill = true;
                    at = self.next_symbol(at);
                    continue;
                }
                self.set_symbol_flags(at, w);
                let register = self.temp()?;
                self.set_symbol_slot(at, register);
                if w & symbol::PARAMETER != 0 {
                    self.u.assigned.add(register);
                }
                if w & symbol::DELETED != 0 {
                    self.u.deletable.add(register);
                }
            }
            at = self.next_symbol(at);
        }
        if spill {
            self.u.spill = self.temp()?;
            self.emit(Op::BuildDict, &[self.u.spill, 0, 0])?;
        }
        self.u.first_temp = self.u.sp;
        let mut at = self.first_symbol(scope);
        while at != NOTHING {
            let w = self.symbol_flags(at);
            if self.resolved(at) == super::symbols::Resolved::Local && w & symbol::CELL != 0 {
                if w & symbol::SPILLED == 0 {
                    let register = self.symbol_slot(at);
                    self.emit(Op::MakeCell, &[register])?;
                } else {
                    let cell = self.temp()?;
                    self.load_constant(cell, Value::UNBOUND)?;
                    self.emit(Op::MakeCell, &[cell])?;
                    let name = self.symbol_name(at);
                    self.store_spilled(name, cell)?;
                    self.free_to(cell);
                }
            }
            at = self.next_symbol(at);
        }
        Ok(())
    }

    /// The module's code object.
    pub(super) fn finish_unit(&mut self) -> R {
        let name = self.m.intern(b"<module>")?;
        let signature = Signature {
            positional: 0,
            positional_only: 0,
            keyword_only: 0,
            flags: code::flags::NAMESPACE,
            name,
            doc: Value::UNBOUND,
        };
        self.qualnames.truncate(self.m, 0);
        self.qualnames.push(self.m, name)?;
        self.finish(signature)
    }

    /// Ends the unit's code and makes the code object.
    fn finish(&mut self, signature: Signature) -> R {
        if self.u.reachable {
            self.emit(Op::ReturnNone, &[])?;
        }
        let u = self.u;
        let mark = self.m.mark();
        let varnames = self.name_tuple(u.scope, symbol::BOUND)?;
        let cells = self.name_tuple(u.scope, symbol::FREE)?;
        let lines = self
            .m
            .new_bytes_sized((self.lines.len() - u.lines) as usize)?;
        self.lines.copy_to(self.m, u.lines, lines, 1);
        let handlers = self
            .m
            .new_bytes_sized((self.handlers.len() - u.handlers) as usize)?;
        self.handlers.copy_to(self.m, u.handlers, handlers, 1);
        let length = (self.code.len() - u.code) as usize;
        let constants = (self.constants.len() - u.constants) as usize;
        if length > 0xff_ffff || constants > 0xffff || u.caches > 0xffff {
            return Err(self.too_large(
                "code too long: a module, class or function has at most 65535 constants and names, and 65535 uses of globals and attributes",
            ));
        }
        let first = code::FIRST_CONSTANT + constants;
        let size = first + length.div_ceil(WORD);
        let r = self.m.alloc(Kind::Code, size, size)?;
        let heap = &mut self.m.heap;
        let shape = u32::from(u.registers)
            | u32::from(signature.positional) << 8
            | u32::from(signature.positional_only) << 16
            | u32::from(signature.keyword_only) << 24;
        heap.set_word(r, code::SHAPE, Word::from(shape));
        heap.set_word(
            r,
            code::FLAGS,
            Word::from(signature.flags | (constants as u32) << 16),
        );
        heap.set_word(r, code::LENGTH, length as Word);
        heap.set_word(r, code::FIRST_LINE, Word::from(u.first_line));
        heap.set_word(r, code::CACHES, Word::from(u.caches));
        let last = size - 1;
        if length > 0 {
            heap.set_word(r, last, 0);
        }
        let qualname = self.qualnames.get(self.m, self.qualnames.len() - 1);
        let fields = [
            (code::CACHE, Value::NONE),
            (code::NAME, signature.name),
            (code::QUALNAME, qualname),
            (code::FILENAME, self.filename),
            (code::VARNAMES, varnames),
            (code::LINES, Value::reference(lines)),
            (code::HANDLERS, Value::reference(handlers)),
            (code::CELLS, cells),
            (code::DOC, signature.doc),
        ];
        for (i, v) in fields {
            self.m.heap.set_value(r, i, v);
        }
        self.constants
            .copy_to(self.m, u.constants, r, code::FIRST_CONSTANT);
        self.code.copy_to(self.m, u.code, r, first);
        self.note_code(r);
        let code = Value::reference(r);
        #[cfg(debug_assertions)]
        if let Err(fault) = crate::code::verify::verify_one(&self.m.heap, r) {
            let text = fault.text();
            return Err(self.m.error(
                crate::types::SYSTEM_ERROR,
                &[Piece::S("bad code: "), Piece::S(text)],
            ));
        }
        Ok(self.m.release_but(mark, code))
    }

    /// Names of the unit's local variables in the order of their registers, or of its free variables.
    fn name_tuple(&mut self, scope: u32, which: u32) -> R {
        let wanted = |c: &Self, at: u32| {
            if which == symbol::FREE {
                c.symbol_flags(at) & symbol::FREE != 0
            } else {
                c.resolved(at) == super::symbols::Resolved::Local
                    && c.symbol_flags(at) & symbol::SPILLED == 0
            }
        };
        let spilled = which != symbol::FREE && self.u.spill != 0;
        let kind = self.scope_kind(scope);
        if scope == 0 || (which != symbol::FREE && kind == ScopeKind::Class) {
            return self.m.new_tuple(&[]);
        }
        let mut count = 0;
        let mut at = self.first_symbol(scope);
        while at != NOTHING {
            count += usize::from(wanted(self, at));
            at = self.next_symbol(at);
        }
        if count == 0 {
            return self.m.new_tuple(&[]);
        }
        let tuple = self.m.new_tuple_sized(count + usize::from(spilled))?;
        if spilled {
            let name = self.m.intern(crate::machine::SPILL)?;
            self.m.heap.set_value(tuple, 1 + count, name);
        }
        let (mut at, mut i) = (self.first_symbol(scope), 0);
        while at != NOTHING {
            if wanted(self, at) {
                let name = self.symbol_name(at);
                self.m.heap.set_value(tuple, 1 + i, name);
                i += 1;
            }
            at = self.next_symbol(at);
        }
        Ok(Value::reference(tuple))
    }

    /// Whether a `global` statement of the unit names it.
    pub(super) fn is_declared_global(&self, name: Value) -> bool {
        self.find_symbol(self.unit_of(self.scope), name)
            .is_some_and(|s| self.symbol_flags(s) & symbol::GLOBAL != 0)
    }

    /// The qualified name of something named `name` in the current scope.
    pub(super) fn qualify(&mut self, name: Value) -> R {
        let scope = self.unit_of(self.scope);
        if scope == 0 || self.is_declared_global(name) {
            return Ok(name);
        }
        let outer = self.qualnames.get(self.m, self.qualnames.len() - 1);
        let mut text = crate::machine::Text::new(self.m)?;
        text.push_all(self.m, outer)?;
        text.push_str(
            self.m,
            if self.scope_kind(scope).is_function() {
                ".<locals>."
            } else {
                "."
            },
        )?;
        text.push_all(self.m, name)?;
        text.finish(self.m)
    }

    /// Sets the line of what is emitted next.
    pub(super) fn at_line(&mut self, node: Node) {
        self.u.line = self.line(node);
        self.u.node = node.0;
        self.u.node_from = 0;
    }
}
