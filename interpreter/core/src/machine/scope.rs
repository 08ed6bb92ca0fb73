//! Names: globals, builtins, namespaces of class bodies, cells, and the errors for names that are not there.

use super::{Machine, Piece, Root, frame};
use crate::memory::{HeapView, Kind};
use crate::names::n;
use crate::native::{R, Raised};
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value, Word};

/// Key of a cache entry that holds a builtin. Entries are emptied when a global of such a name appears.
pub const BUILTIN_KEY: Word = Word::MAX >> 1;

/// The place of the value of a global (an object whose first word it would be), if the cache entry knows it: it holds
/// how many tables of globals had moved, the place, and the dict.
#[cfg(model = "nanbox")]
#[inline(always)]
pub fn cached_global(
    heap: HeapView,
    function: Value,
    cache: Ref,
    moved: u32,
    _name: impl Fn() -> Word,
) -> Option<Ref> {
    let entry = heap.few::<2>(cache);
    let globals = heap.few::<{ frame::GLOBALS + 1 }>(Value::link(function.word()));
    let key = entry.get::<0>();
    (key >> 32 == Word::from(moved) && globals.get::<{ frame::GLOBALS }>() == entry.get::<1>())
        .then_some(Ref(key as u32))
}

/// The place of the value of a global. A word of 32 bits has no room for all of the above: the entry holds the number of
/// the global in the table, where the name must still be the same.
#[cfg(not(model = "nanbox"))]
#[inline(always)]
pub fn cached_global(
    heap: HeapView,
    function: Value,
    cache: Ref,
    _moved: u32,
    name: impl Fn() -> Word,
) -> Option<Ref> {
    let globals = heap.link(Value::link(function.word()), frame::GLOBALS);
    let table = heap.link(globals, 2);
    let n = heap.header(table).n();
    let i = heap.word(cache, 0) as usize;
    if n & 3 != 2 || i >= n >> 2 {
        return None;
    }
    let place = Ref(table.0 + 2 + 2 * i as u32);
    (heap.word(table, 1 + 2 * i) == name()).then_some(place)
}

/// Name of the register with the dict of the locals that have no register.
pub const SPILL: &[u8] = b".spill";

impl Machine<'_> {
    /// The globals of a function.
    #[inline]
    pub(crate) fn globals_of(&self, function: Value) -> Ref {
        function
            .as_ref()
            .and_then(|f| self.heap.value(f, frame::GLOBALS).as_ref())
            .unwrap_or(Ref(0))
    }

    /// The globals of the running function.
    pub fn current_globals(&self) -> Option<Ref> {
        let f = self.stack.get(self.base);
        if self.top == 0 || !self.heap.is(f, Kind::Function) {
            return None;
        }
        Some(self.globals_of(f))
    }

    /// What a program put into `builtins` under this name.
    pub(crate) fn replaced_builtin(&mut self, name: crate::names::Name) -> Option<Value> {
        let d = self.root(Root::Builtins).as_ref()?;
        if self.table_len(d) == 0 {
            return None;
        }
        self.name_get(d, Value::name(name))
    }

    /// A builtin by name: what a program put into `builtins`, or the table's.
    pub(crate) fn builtin(&mut self, name: Value) -> R<Option<Value>> {
        if let Some(d) = self.root(Root::Builtins).as_ref()
            && self.table_len(d) > 0
            && let Some(v) = self.name_get(d, name)
        {
            return Ok(Some(v));
        }
        if name == Value::name(n::__name__) {
            return Ok(Some(Value::name(n::builtins)));
        }
        self.space_member(types::BUILTINS.0, name)
    }

    #[inline(never)]
    pub(super) fn load_global(&mut self, function: Value, name: Value, cache: Ref) -> R {
        let globals = self.globals_of(function);
        if let Some(i) = self.name_entry(globals, name) {
            self.remember_global(globals, i, cache);
            let v = self.table_entry(globals, i).map_or(Value::NONE, |e| e.1);
            return Ok(v);
        }
        if let Some(own) = self.own_builtins(globals) {
            return self.builtin_of(own, name);
        }
        match self.builtin(name)? {
            Some(v) => {
                self.heap.set_word(cache, 0, BUILTIN_KEY);
                self.heap.set_value(cache, 1, v);
                Ok(v)
            }
            None => Err(self.name_error(name)),
        }
    }

    fn remember_global(&mut self, globals: Ref, i: usize, cache: Ref) {
        if cfg!(not(model = "nanbox")) {
            self.heap.set_word(cache, 0, i as Word);
        } else if let Some(place) = self.table_place(globals, i) {
            self.mark_namespace(globals);
            // Two shifts: as one it would not fit the other models' words.
            let moved = Word::from(self.tables_moved) << 16 << 16;
            self.heap.set_word(cache, 0, moved | Word::from(place));
            self.heap.set_value(cache, 1, Value::reference(globals));
        }
    }

    /// The table of a dict of globals is another one now, or has lost entries: no cache knows a place in it any more.
    pub(crate) fn table_moved(&mut self) {
        self.tables_moved += 1;
        if Word::from(self.tables_moved) == BUILTIN_KEY >> 16 >> 16 {
            self.tables_moved = 1;
            self.flush_caches();
        }
    }

    #[inline(never)]
    pub(super) fn store_global(
        &mut self,
        function: Value,
        name: Value,
        v: Value,
        cache: Ref,
    ) -> R<()> {
        let globals = self.globals_of(function);
        self.name_set(globals, name, v)?;
        if let Some(i) = self.name_entry(globals, name) {
            self.remember_global(globals, i, cache);
        }
        Ok(())
    }

    pub(super) fn delete_global(&mut self, function: Value, name: Value) -> R<()> {
        let globals = self.globals_of(function);
        match self.dict_remove(globals, name)? {
            Some(_) => Ok(()),
            None => Err(self.name_error(name)),
        }
    }

    /// A name in a namespace that may be any mapping.
    fn namespace_get(&mut self, namespace: Value, name: Value) -> R<Option<Value>> {
        if let Some(d) = self.heap.as_kind(namespace, Kind::Dict) {
            return Ok(self.name_get(d, name));
        }
        match self.get_item(namespace, name) {
            Ok(v) => Ok(Some(v)),
            Err(Raised) => {
                self.catch(types::KEY_ERROR)?;
                Ok(None)
            }
        }
    }

    pub(super) fn load_name(&mut self, function: Value, namespace: Value, name: Value) -> R {
        if let Some(v) = self.namespace_get(namespace, name)? {
            return Ok(v);
        }
        let globals = self.globals_of(function);
        if let Some(v) = self.name_get(globals, name) {
            return Ok(v);
        }
        if let Some(own) = self.own_builtins(globals) {
            return self.builtin_of(own, name);
        }
        match self.builtin(name)? {
            Some(v) => Ok(v),
            None => Err(self.name_error(name)),
        }
    }

    /// The dict that stands in for the builtins in code with these globals, if `exec` or `eval` was given one.
    fn own_builtins(&mut self, globals: Ref) -> Option<Ref> {
        let own = self.name_get(globals, Value::name(n::__builtins__))?;
        self.as_native(own, Kind::Dict)
    }

    fn builtin_of(&mut self, own: Ref, name: Value) -> R {
        match self.name_get(own, name) {
            Some(v) => Ok(v),
            None => Err(self.name_error(name)),
        }
    }

    pub(super) fn store_name(&mut self, namespace: Value, name: Value, v: Value) -> R<()> {
        match self.heap.as_kind(namespace, Kind::Dict) {
            Some(d) => self.name_set(d, name, v),
            None => self.set_item(namespace, name, v),
        }
    }

    pub(super) fn delete_name(&mut self, namespace: Value, name: Value) -> R<()> {
        match self.set_item(namespace, name, Value::UNBOUND) {
            Ok(()) => Ok(()),
            Err(Raised) => {
                self.catch(types::KEY_ERROR)?;
                Err(self.name_error(name))
            }
        }
    }

    pub(super) fn load_class_free(
        &mut self,
        namespace: Value,
        name: Value,
        cell: Ref,
        code: Ref,
        free: u8,
    ) -> R {
        if let Some(v) = self.namespace_get(namespace, name)? {
            return Ok(v);
        }
        match self.heap.value(cell, 1).given() {
            Some(v) => Ok(v),
            None => self.unbound_free(code, free).map(|()| Value::NONE),
        }
    }

    /// `locals()` for a native that the running frame has called.
    pub fn current_locals(&mut self) -> R {
        let function = self.stack.get(self.base);
        match self.heap.as_kind(function, Kind::Function) {
            Some(f) if self.top > 0 => {
                let code = self.code_of(f);
                let flags = code::flags(&self.heap, code);
                if flags & code::flags::MODULE != 0 {
                    return Ok(Value::reference(self.globals_of(function)));
                }
                self.load_locals(code)
            }
            _ => Ok(self.root(Root::Main)),
        }
    }

    /// `locals()` in the running frame.
    pub(crate) fn load_locals(&mut self, running: Ref) -> R {
        let flags = code::flags(&self.heap, running);
        let function = self.stack.get(self.base);
        if flags & code::flags::NAMESPACE != 0 {
            return Ok(self.stack.get(self.base + 2));
        }
        let names = self.heap.value(running, code::VARNAMES);
        let count = self.tuple_len(names);
        let cells = self.heap.value(running, code::CELLS);
        let dict = self.new_dict()?;
        let Some(d) = dict.as_ref() else {
            return Ok(dict);
        };
        for i in 0..count {
            let name = self.tuple_item(names, i);
            let mut v = self.stack.get(self.base + 2 + i);
            if let Some(cell) = self.heap.as_kind(v, Kind::Cell) {
                v = self.heap.value(cell, 1);
            }
            if self.str_bytes(name) == Some(SPILL) {
                self.add_spilled(d, v)?;
            }
            // Names like `.0` are the compiler's own.
            if !v.is_unbound()
                && self
                    .str_bytes(name)
                    .is_some_and(|b| b.first() != Some(&b'.'))
            {
                self.dict_set(d, name, v)?;
            }
        }
        let free = function
            .as_ref()
            .map_or(0, |f| self.heap.header(f).n() & 0xff);
        let own = self.tuple_len(cells).saturating_sub(free);
        for i in 0..free {
            let name = self.tuple_item(cells, own + i);
            let cell = function
                .as_ref()
                .and_then(|f| self.heap.value(f, frame::CELLS + i).as_ref());
            if let Some(v) = cell.and_then(|c| self.heap.value(c, 1).given()) {
                self.dict_set(d, name, v)?;
            }
        }
        Ok(dict)
    }

    fn add_spilled(&mut self, locals: Ref, spilled: Value) -> R<()> {
        let Some(from) = self.heap.as_kind(spilled, Kind::Dict) else {
            return Ok(());
        };
        let mut at = 0;
        while let Some((name, mut v)) = self.table_next(from, &mut at) {
            if let Some(cell) = self.heap.as_kind(v, Kind::Cell) {
                v = self.heap.value(cell, 1);
            }
            if !v.is_unbound() {
                self.dict_set(locals, name, v)?;
            }
        }
        Ok(())
    }

    /// A local variable without a register: functions with very many keep the rest in a dict.
    pub(super) fn load_spilled(&mut self, locals: Value, name: Value) -> R {
        let Some(d) = self.heap.as_kind(locals, Kind::Dict) else {
            return Err(self.bad_instruction());
        };
        match self.name_get(d, name) {
            Some(v) => Ok(v),
            None => Err(self.unbound_name(name)),
        }
    }

    pub(super) fn store_spilled(&mut self, locals: Value, name: Value, v: Value) -> R<()> {
        match self.heap.as_kind(locals, Kind::Dict) {
            Some(d) => self.name_set(d, name, v),
            None => Err(self.bad_instruction()),
        }
    }

    pub(super) fn delete_spilled(&mut self, locals: Value, name: Value) -> R<()> {
        let Some(d) = self.heap.as_kind(locals, Kind::Dict) else {
            return Err(self.bad_instruction());
        };
        match self.dict_remove(d, name)? {
            Some(_) => Ok(()),
            None => Err(self.unbound_name(name)),
        }
    }

    /// `__annotations__` of the namespace or of the globals; made if absent.
    pub(super) fn load_annotations(&mut self, running: Ref) -> R {
        let namespace = if code::flags(&self.heap, running) & code::flags::NAMESPACE != 0 {
            self.stack.get(self.base + 2)
        } else {
            Value::reference(self.globals_of(self.stack.get(self.base)))
        };
        let name = Value::name(n::__annotations__);
        if let Some(v) = self.namespace_get(namespace, name)? {
            return Ok(v);
        }
        let dict = self.new_dict()?;
        self.store_name(namespace, name, dict)?;
        Ok(dict)
    }

    pub(super) fn make_cell(&mut self, v: Value) -> R {
        let r = self.alloc_unkept(Kind::Cell, 0, 2)?;
        self.heap.set_value(r, 1, Value::UNBOUND);
        self.heap.set_value(r, 1, v);
        Ok(Value::reference(r))
    }

    #[cold]
    pub(super) fn unbound_local(&mut self, code: Ref, register: u8) -> R<()> {
        let names = self.heap.value(code, code::VARNAMES);
        let i = usize::from(register) - 2;
        let name = if i < self.tuple_len(names) {
            self.tuple_item(names, i)
        } else {
            Value::name(n::name)
        };
        Err(self.unbound_name(name))
    }

    /// A variable of a comprehension in the running code.
    #[cold]
    pub(super) fn unbound_variable(&mut self, name: Value) -> R<()> {
        Err(self.unbound_name(name))
    }

    fn unbound_name(&mut self, name: Value) -> Raised {
        self.error(
            types::UNBOUND_LOCAL_ERROR,
            &[
                Piece::S("cannot access local variable '"),
                Piece::V(name),
                Piece::S("' where it is not associated with a value"),
            ],
        )
    }

    /// A cell of this function is empty. Which one, its place among the locals says.
    #[cold]
    pub(super) fn unbound_cell(&mut self, code: Ref, register: u8) -> R<()> {
        self.unbound_local(code, register)
    }

    #[cold]
    pub(super) fn unbound_free(&mut self, code: Ref, free: u8) -> R<()> {
        let names = self.heap.value(code, code::CELLS);
        let count = self
            .stack
            .get(self.base)
            .as_ref()
            .map_or(0, |f| self.heap.header(f).n() & 0xff);
        let own = self.tuple_len(names).saturating_sub(count);
        let name = self.tuple_item(names, own + usize::from(free));
        Err(types::exceptions::free_variable(self, name))
    }

    #[cold]
    pub(crate) fn name_error(&mut self, name: Value) -> Raised {
        types::exceptions::name_error(self, name)
    }
}
