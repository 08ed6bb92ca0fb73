//! The import statements: finding, making and running modules.

use super::{Machine, Piece, Root, Text};
use crate::memory::Kind;
use crate::names::n;
use crate::native::R;
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value};

/// Modules that were once called so with a `u` before it.
const OLD_NAMES: [&str; 27] = [
    "array",
    "asyncio",
    "binascii",
    "bluetooth",
    "collections",
    "contextlib",
    "cryptolib",
    "datetime",
    "errno",
    "hashlib",
    "heapq",
    "io",
    "json",
    "machine",
    "os",
    "platform",
    "random",
    "re",
    "select",
    "socket",
    "ssl",
    "struct",
    "sys",
    "time",
    "zlib",
    "functools",
    "itertools",
];

/// How the body of a module runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// As a frame of the loop whose instruction imports it.
    InTheLoop,
    /// In a loop of its own, for a builtin.
    Nested,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Imported {
    Ready,
    /// The body of a module runs next.
    Entered,
}

impl Machine<'_> {
    /// A new module object with this dict; `space` is the table it shows, or unbound.
    pub fn new_module(&mut self, name: Value, dict: Value, space: Value) -> R {
        if let Some(d) = dict.as_ref() {
            self.mark_namespace(d);
            self.name_set(d, Value::name(n::__name__), name)?;
        }
        self.new_object(Kind::Module, 0, &[name, dict, space])
    }

    /// `import name`, `from name import names`. `None`: the body of a module has been entered, and runs next; when it is
    /// at its end the instruction is run again.
    pub(super) fn import_statement(
        &mut self,
        function: Value,
        name: Value,
        names: Value,
        level: u8,
    ) -> R<Option<Value>> {
        let globals = self.globals_of(function);
        if let Some(d) = self.root(Root::Builtins).as_ref()
            && self.table_len(d) > 0
            && let Some(hook) = self.name_get(d, Value::name(n::__import__))
        {
            let level = Value::small_wrapping(i64::from(level));
            return self
                .call(
                    hook,
                    &[name, Value::reference(globals), Value::NONE, names, level],
                )
                .map(Some);
        }
        self.import_step(
            Some(globals),
            name,
            names,
            usize::from(level),
            Body::InTheLoop,
        )
    }

    /// What `__import__` does: the first package of a dotted name, or the last when names are wanted from it.
    pub fn import(&mut self, globals: Option<Ref>, name: Value, names: Value, level: usize) -> R {
        let module = self.import_step(globals, name, names, level, Body::Nested)?;
        Ok(module.unwrap_or(Value::NONE))
    }

    fn import_step(
        &mut self,
        globals: Option<Ref>,
        name: Value,
        names: Value,
        level: usize,
        body: Body,
    ) -> R<Option<Value>> {
        let full = if level > 0 {
            self.resolve_relative(globals, name, level)?
        } else {
            self.intern_value(name)?
        };
        self.keep(full);
        let Some(last) = self.import_dotted(full, body)? else {
            return Ok(None);
        };
        let wanted = match names {
            v if v.is_none() || v.is_unbound() => false,
            v => self.truth(v)?,
        };
        if wanted {
            let is_package = self.module_get(last, Value::name(n::__path__)).is_some();
            if is_package && self.import_submodules(last, full, names, body)? == Imported::Entered {
                return Ok(None);
            }
            return Ok(Some(last));
        }
        if level > 0 {
            return Ok(Some(last));
        }
        let dot = self
            .str_bytes(full)
            .and_then(|b| b.iter().position(|c| *c == b'.'));
        match dot {
            None => Ok(Some(last)),
            Some(dot) => {
                let first = self.new_str_from(full, 0, dot)?;
                let first = self.intern_value(first)?;
                self.module_named(first).map(|m| m.or(Some(last)))
            }
        }
    }

    /// `from package import submodule`: imports what is no attribute yet.
    fn import_submodules(
        &mut self,
        package: Value,
        full: Value,
        names: Value,
        body: Body,
    ) -> R<Imported> {
        for i in 0..self.tuple_len(names) {
            let name = self.tuple_item(names, i);
            if self.str_bytes(name).is_some_and(|b| b == b"*") {
                if let Some(all) = self.module_get(package, Value::name(n::__all__)) {
                    let all = self.tuple_of(all)?;
                    if self.tuple_len(all) > 0
                        && !self.same_name(self.tuple_item(all, 0), name)
                        && self.import_submodules(package, full, all, body)? == Imported::Entered
                    {
                        return Ok(Imported::Entered);
                    }
                }
                continue;
            }
            let interned = self.intern_value(name)?;
            if self.find_attr(package, interned)?.is_some() {
                continue;
            }
            let sub = self.join_name(full, name)?;
            match self.import_dotted(sub, body) {
                Ok(Some(_)) => {}
                Ok(None) => return Ok(Imported::Entered),
                Err(_) => {
                    // Absent: the statement that follows says so. Other errors of the module itself go up.
                    let e = self.catch(types::MODULE_NOT_FOUND_ERROR)?;
                    let named = types::exceptions::module_name(self, e);
                    if !self.same_name(named, sub) {
                        return Err(self.raise(e));
                    }
                }
            }
        }
        Ok(Imported::Ready)
    }

    fn join_name(&mut self, package: Value, name: Value) -> R {
        let mut text = Text::new(self)?;
        text.push_all(self, package)?;
        text.push_byte(self, b'.')?;
        text.push_all(self, name)?;
        let joined = text.finish(self)?;
        self.intern_value(joined)
    }

    fn resolve_relative(&mut self, globals: Option<Ref>, name: Value, level: usize) -> R {
        let get = |m: &mut Self, key| globals.and_then(|g| m.name_get(g, Value::name(key)));
        let package = match get(self, n::__package__).filter(|p| !p.is_none()) {
            Some(p) => p,
            None => {
                let own = get(self, n::__name__).unwrap_or(Value::NONE);
                if get(self, n::__path__).is_some() {
                    own
                } else {
                    let end = self
                        .str_bytes(own)
                        .and_then(|b| b.iter().rposition(|c| *c == b'.'))
                        .unwrap_or(0);
                    self.new_str_from(own, 0, end)?
                }
            }
        };
        let mut end = self.str_bytes(package).map_or(0, <[u8]>::len);
        if end == 0 {
            return Err(self.error(
                types::IMPORT_ERROR,
                &[Piece::S(
                    "attempted relative import with no known parent package",
                )],
            ));
        }
        for _ in 1..level {
            let bytes = self.str_bytes(package).unwrap_or(b"");
            match bytes[..end].iter().rposition(|c| *c == b'.') {
                Some(dot) => end = dot,
                None => {
                    return Err(self.error(
                        types::IMPORT_ERROR,
                        &[Piece::S(
                            "attempted relative import beyond top-level package",
                        )],
                    ));
                }
            }
        }
        let base = self.new_str_from(package, 0, end)?;
        if self.str_bytes(name).is_none_or(<[u8]>::is_empty) {
            return self.intern_value(base);
        }
        self.join_name(base, name)
    }

    /// The module of this full name, if it was imported.
    pub(super) fn module_named(&mut self, name: Value) -> R<Option<Value>> {
        match self.as_native(self.root(Root::Modules), Kind::Dict) {
            Some(d) => self.dict_get(d, name),
            None => Ok(None),
        }
    }

    /// A module's attribute, without its `__getattr__`.
    pub fn module_get(&mut self, module: Value, name: Value) -> Option<Value> {
        let r = self.heap.as_kind(module, Kind::Module)?;
        let dict = self.heap.value(r, 2).as_ref()?;
        self.name_get(dict, name)
    }

    /// Imports `a`, then `a.b`, then `a.b.c`; the last, or `None` when the body of one has been entered.
    fn import_dotted(&mut self, full: Value, body: Body) -> R<Option<Value>> {
        let mut parent = Value::UNBOUND;
        let mut from = 0;
        loop {
            let bytes = self.str_bytes(full).unwrap_or(b"");
            let end = bytes[from..]
                .iter()
                .position(|c| *c == b'.')
                .map_or(bytes.len(), |i| from + i);
            let whole = end == bytes.len();
            if end == from {
                return Err(self.value_error(&[Piece::S("Empty module name")]));
            }
            let name = if whole {
                full
            } else {
                self.new_str_from(full, 0, end)?
            };
            let name = self.intern_value(name)?;
            let module = match self.module_named(name)? {
                Some(m) if m.is_none() => return Err(self.halted(name)),
                Some(m) => m,
                None => match self.load_module(name, parent, body)? {
                    Some(m) => m,
                    None => return Ok(None),
                },
            };
            self.keep(module);
            if whole {
                return Ok(Some(module));
            }
            parent = module;
            from = end + 1;
        }
    }

    pub(super) fn not_found(&mut self, name: Value) -> crate::native::Raised {
        let text = match self.message(&[Piece::S("No module named "), Piece::R(name)]) {
            Ok(t) => t,
            Err(raised) => return raised,
        };
        types::exceptions::import_error(self, types::MODULE_NOT_FOUND_ERROR, text, name)
    }

    /// `None` stands in `sys.modules` for the module.
    #[cold]
    fn halted(&mut self, name: Value) -> crate::native::Raised {
        let text = match self.message(&[
            Piece::S("import of "),
            Piece::V(name),
            Piece::S(" halted; None in sys.modules"),
        ]) {
            Ok(t) => t,
            Err(raised) => return raised,
        };
        types::exceptions::import_error(self, types::MODULE_NOT_FOUND_ERROR, text, name)
    }

    /// A module of a table.
    pub(super) fn builtin_module(&mut self, name: Value) -> R<Option<Value>> {
        let Some(static_name) = name.as_name() else {
            return Ok(None);
        };
        let found = self
            .all_spaces()
            .find(|(_, s)| s.class.is_none() && s.name == static_name);
        let Some((id, space)) = found else {
            return Ok(None);
        };
        let has_init = space.find(n::__init__).is_some();
        let dict = if id == types::BUILTINS.0 {
            self.root(Root::Builtins)
        } else {
            self.new_dict()?
        };
        if id == types::BUILTINS.0 {
            return self
                .new_object(
                    Kind::Module,
                    0,
                    &[name, dict, Value::builtin_type(types::BUILTINS)],
                )
                .map(Some);
        }
        let module = self.new_module(name, dict, Value::builtin_type(crate::value::TypeId(id)))?;
        // Some have something to do when they are imported.
        if has_init {
            let init = self.getattr(module, Value::name(n::__init__))?;
            self.call(init, &[])?;
        }
        Ok(Some(module))
    }

    /// The file that goes before a module of a table: a program's own `os.py`, which finds the builtin one as `uos`.
    pub(super) fn file_before_builtin(
        &mut self,
        name: Value,
        search: Value,
    ) -> R<Option<crate::host::Found>> {
        let known = |b: &[u8]| b != b"sys" && OLD_NAMES.iter().any(|known| known.as_bytes() == b);
        if name.as_name().is_none() || !self.str_bytes(name).is_some_and(known) {
            return Ok(None);
        }
        self.find_file(name, search)
    }

    /// A module in files; a mere folder of that name is none.
    pub(super) fn find_file(
        &mut self,
        name: Value,
        search: Value,
    ) -> R<Option<crate::host::Found>> {
        let found = (self.find)(self, name, search)?;
        Ok(found.filter(|found| !self.heap.is(found.package, Kind::List)))
    }

    /// `ujson` is `json`: names that MicroPython's modules once had, where nothing else has them.
    pub(super) fn old_name(&mut self, name: Value) -> R<Option<Value>> {
        let Some([b'u', rest @ ..]) = self.str_bytes(name) else {
            return Ok(None);
        };
        let known = OLD_NAMES.iter().find(|known| known.as_bytes() == rest);
        let Some(known) = known else {
            return Ok(None);
        };
        let own = self.intern(known.as_bytes())?;
        if let Some(module) = self.module_named(own)?
            && self.heap.as_kind(module, Kind::Module).is_some_and(|r| {
                let space = self.heap.value(r, 3);
                !space.is_unbound() && space != Value::FALSE
            })
        {
            return Ok(Some(module));
        }
        match self.builtin_module(own)? {
            Some(module) => Ok(Some(module)),
            None => self.import_dotted(own, Body::Nested),
        }
    }

    /// The text of a frozen module.
    pub(super) fn frozen_source(&self, name: Value) -> Option<&'static [u8]> {
        let name = self.str_bytes(name)?;
        let mut modules = self.frozen.modules.iter();
        modules.find(|f| name == f.0.as_bytes()).map(|f| f.1)
    }

    /// Files go before what is frozen, as a program's own `logging.py` does everywhere; what only the library itself
    /// imports is not looked for.
    pub(super) fn find_module(
        &mut self,
        name: Value,
        search: Value,
    ) -> R<Option<crate::host::Found>> {
        let Some(source) = self.frozen_source(name) else {
            return (self.find)(self, name, search);
        };
        let own = self
            .str_bytes(name)
            .is_some_and(|b| b.starts_with(b"_") || b.contains(&b'.'));
        if !own && let Some(found) = self.find_file(name, search)? {
            return Ok(Some(found));
        }
        let content = (self.frozen.unpack)(self, source)?;
        Ok(Some(crate::host::Found {
            content,
            file: name,
            package: Value::UNBOUND,
        }))
    }

    /// `from module import name`.
    pub(super) fn import_from(&mut self, module: Value, name: Value) -> R {
        if let Some(v) = self.attr_or_none(module, name)? {
            return Ok(v);
        }
        let own = self
            .attr_or_none(module, Value::name(n::__name__))?
            .unwrap_or(Value::NONE);
        if self.str_bytes(own).is_some() {
            let full = self.join_name(own, name)?;
            if let Some(m) = self.module_named(full)? {
                return Ok(m);
            }
        }
        let file = self.attr_or_none(module, Value::name(n::__file__))?;
        let place = match file {
            Some(f) => self.str(f)?,
            None => self.new_str(b"unknown location")?,
        };
        let loading = types::module::is_loading(self, module);
        let text = self.message(&[
            Piece::S("cannot import name "),
            Piece::R(name),
            Piece::S(if loading {
                " from partially initialized module "
            } else {
                " from "
            }),
            Piece::R(own),
            Piece::S(if loading {
                " (most likely due to a circular import) ("
            } else {
                " ("
            }),
            Piece::V(place),
            Piece::S(")"),
        ])?;
        Err(types::exceptions::import_error(
            self,
            types::IMPORT_ERROR,
            text,
            own,
        ))
    }

    /// An attribute; an AttributeError of the module's own `__getattr__` means that there is none.
    fn attr_or_none(&mut self, module: Value, name: Value) -> R<Option<Value>> {
        match self.find_attr(module, name) {
            Ok(found) => Ok(found),
            Err(_) => {
                self.catch(types::ATTRIBUTE_ERROR)?;
                Ok(None)
            }
        }
    }

    /// `from module import *`.
    pub(super) fn import_star(&mut self, running: Ref, module: Value) -> R<()> {
        let target = if code::flags(&self.heap, running) & code::flags::NAMESPACE != 0 {
            self.stack.get(self.base + 2)
        } else {
            Value::reference(self.globals_of(self.stack.get(self.base)))
        };
        let names = match self.attr_or_none(module, Value::name(n::__all__))? {
            Some(all) => self.list_of(all)?,
            None if self
                .attr_or_none(module, Value::name(n::__dict__))?
                .is_none() =>
            {
                return Err(self.error(
                    types::IMPORT_ERROR,
                    &[Piece::S(
                        "from-import-* object has no __dict__ and no __all__",
                    )],
                ));
            }
            None => {
                let all = self.call_builtin_dir(module)?;
                let public = self.new_list_sized(0)?;
                for i in 0..self.list_len(all) {
                    let name = self.list_item(all, i);
                    if self
                        .str_bytes(name)
                        .is_some_and(|b| b.first() != Some(&b'_'))
                    {
                        self.list_push(public, name)?;
                    }
                }
                public
            }
        };
        for i in 0..self.list_len(names) {
            let name = self.list_item(names, i);
            if self.str_bytes(name).is_none() {
                let module = self.getattr(module, Value::name(n::__name__))?;
                return Err(self.type_error(&[
                    Piece::S("Item in "),
                    Piece::V(module),
                    Piece::S(".__all__ must be str, not "),
                    Piece::T(name),
                ]));
            }
            let name = self.intern_value(name)?;
            let v = self.getattr(module, name)?;
            self.keep(v);
            self.store_name(target, name, v)?;
        }
        Ok(())
    }

    fn call_builtin_dir(&mut self, module: Value) -> R<Ref> {
        let names = types::object::dir(self, module)?;
        self.list_of(names)
    }
}
