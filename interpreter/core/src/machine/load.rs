//! Making a module from what was found for its name, and running its body: as a frame of the loop that imports it, so that
//! the program can be stopped, wait and be compacted meanwhile; or in a loop of its own when a builtin imports.

use super::call::Entered;
use super::frame::{self, Return};
use super::import::Body;
use super::{Machine, Piece, Root};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{R, Raised};
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value};

/// Words of a module object: its full name, and False while its body runs.
const NAME: usize = 1;
const LOADING: usize = 3;

impl Machine<'_> {
    /// The error for a dotted name whose parent is a plain module.
    pub fn not_a_package(&mut self, name: Value) -> Raised {
        let error = |m: &mut Machine| {
            let dot = m
                .str_bytes(name)
                .and_then(|b| b.iter().rposition(|c| *c == b'.'))
                .unwrap_or(0);
            let package = m.new_str_from(name, 0, dot)?;
            let text = m.message(&[
                Piece::S("No module named "),
                Piece::R(name),
                Piece::S("; "),
                Piece::R(package),
                Piece::S(" is not a package"),
            ])?;
            let class = types::MODULE_NOT_FOUND_ERROR;
            R::<Value>::Err(types::exceptions::import_error(m, class, text, name))
        };
        error(self).err().unwrap_or(Raised)
    }

    /// Makes and runs a module that is not in `sys.modules`. `None`: its body runs next.
    pub(super) fn load_module(
        &mut self,
        name: Value,
        parent: Value,
        body: Body,
    ) -> R<Option<Value>> {
        let modules = self.root(Root::Modules);
        let Some(table) = self.as_native(modules, Kind::Dict) else {
            return Err(self.out_of_memory());
        };
        let mut search = self.root(Root::Path);
        if !parent.is_unbound() {
            match self.module_get(parent, Value::name(n::__path__)) {
                Some(path) => search = path,
                // A part of a module of a table.
                None if self.frozen_source(name).is_some() => {}
                None => return Err(self.not_a_package(name)),
            }
        }
        let own_file = self.file_before_builtin(name, search)?;
        if own_file.is_none()
            && let Some(module) = self.builtin_module(name)?
        {
            self.dict_set(table, name, module)?;
            self.tell_parent(name, module)?;
            return Ok(Some(module));
        }
        let found = match own_file {
            Some(found) => Some(found),
            None => self.find_module(name, search)?,
        };
        let Some(found) = found else {
            return match self.old_name(name)? {
                Some(module) => {
                    self.dict_set(table, name, module)?;
                    Ok(Some(module))
                }
                None => Err(self.not_found(name)),
            };
        };
        for v in [found.content, found.file, found.package] {
            self.keep(v);
        }
        let code = if self.heap.is(found.content, Kind::Code) {
            found.content
        } else {
            self.compile(
                crate::compile::Source::Str(found.content),
                found.file,
                crate::compile::Mode::File,
            )?
        };
        self.keep(code);
        let dict = self.new_dict()?;
        let Some(d) = dict.as_ref() else {
            return Err(self.out_of_memory());
        };
        let module = self.new_module(name, dict, Value::UNBOUND)?;
        self.name_set(d, Value::name(n::__file__), found.file)?;
        let package = if found.package.is_unbound() {
            let end = self
                .str_bytes(name)
                .and_then(|b| b.iter().rposition(|c| *c == b'.'))
                .unwrap_or(0);
            self.new_str_from(name, 0, end)?
        } else {
            let path = if self.heap.is(found.package, Kind::List) {
                found.package
            } else {
                self.new_list(&[found.package])?
            };
            self.name_set(d, Value::name(n::__path__), path)?;
            name
        };
        self.name_set(d, Value::name(n::__package__), package)?;
        self.dict_set(table, name, module)?;
        let object = module.as_ref().unwrap_or(d);
        // While its code runs, the module says so in errors.
        self.heap.set_value(object, LOADING, Value::FALSE);
        match body {
            Body::Nested => match self.run_code(code, d, Value::UNBOUND) {
                Ok(_) => self.loaded(module).map(Some),
                Err(raised) => {
                    self.not_loaded(module);
                    Err(raised)
                }
            },
            Body::InTheLoop => match self.enter_body(module, code, d) {
                Ok(true) => Ok(None),
                Ok(false) => self.loaded(module).map(Some),
                Err(raised) => {
                    self.not_loaded(module);
                    Err(raised)
                }
            },
        }
    }

    /// Makes the body of a module the current frame, to come back to the instruction that imports it. The module lies
    /// below the frame. False: there is nothing to run.
    fn enter_body(&mut self, module: Value, code: Value, globals: Ref) -> R<bool> {
        let function = self.module_function(code, globals)?;
        let before = self.top;
        if before + frame::SLACK > self.temp {
            return Err(self.recursion_error());
        }
        self.stack.set(before, module);
        self.top = before + 1;
        let entered = self
            .enter_namespace(function, Value::reference(globals))
            .and_then(|entered| self.count_frame().map(|()| entered));
        match entered {
            Ok(Entered::Frame { base, .. }) => {
                let back = frame::address(self.pc, base - self.base, Return::Import);
                self.stack.set(base + 1, back);
                self.begin_frame(base);
                Ok(true)
            }
            Ok(Entered::Value(_)) => {
                self.top = before;
                Ok(false)
            }
            Err(raised) => {
                self.top = before;
                Err(raised)
            }
        }
    }

    /// The current frame, the body of a module, is at its end: back to the instruction that imports it.
    pub(super) fn leave_body(&mut self, back: usize, distance: usize) -> R<()> {
        let module = self.stack.get(self.base - 1);
        // What this raises comes from the body, which is still the current frame.
        self.loaded(module)?;
        self.frames = self.frames.wrapping_sub(1);
        self.base -= distance;
        let code = self.code_of(self.stack.get(self.base).as_ref().unwrap_or(Ref(0)));
        self.top = self.base + code::registers(&self.heap, code);
        self.pc = back;
        Ok(())
    }

    /// The body of a module has run: what is found under its name now.
    fn loaded(&mut self, module: Value) -> R {
        let Some(object) = self.heap.as_kind(module, Kind::Module) else {
            return Ok(module);
        };
        self.heap.set_value(object, LOADING, Value::UNBOUND);
        let name = self.heap.value(object, NAME);
        match self.module_named(name)? {
            Some(found) => {
                self.tell_parent(name, found)?;
                Ok(found)
            }
            None => Err(self.key_error(name)),
        }
    }

    /// The body of a module has raised what is pending: it is no module.
    pub(super) fn not_loaded(&mut self, module: Value) {
        let Some(object) = self.heap.as_kind(module, Kind::Module) else {
            return;
        };
        self.heap.set_value(object, LOADING, Value::UNBOUND);
        let name = self.heap.value(object, NAME);
        let mark = self.mark();
        let e = self.root(Root::Pending);
        self.keep(e);
        if let Some(table) = self.as_native(self.root(Root::Modules), Kind::Dict)
            && self.dict_remove(table, name).is_err()
        {
            self.take_pending();
        }
        self.set_root(Root::Pending, e);
        self.release(mark);
    }

    /// A submodule is an attribute of its package.
    fn tell_parent(&mut self, name: Value, module: Value) -> R<()> {
        let dot = self
            .str_bytes(name)
            .and_then(|b| b.iter().rposition(|c| *c == b'.').map(|at| (at, b.len())));
        let Some((dot, len)) = dot else {
            return Ok(());
        };
        let package = self.new_str_from(name, 0, dot)?;
        let package = self.intern_value(package)?;
        let found = self.module_named(package)?;
        if let Some(package) = found.and_then(|p| self.heap.as_kind(p, Kind::Module)) {
            let tail = self.new_str_from(name, dot + 1, len)?;
            let tail = self.intern_value(tail)?;
            types::module::set_attr(self, package, tail, module)?;
        }
        Ok(())
    }
}
