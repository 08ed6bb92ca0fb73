//! Names bound by `micropython.const()` at module level: where they are read, their value stands, and one that begins with
//! an underscore is stored nowhere.
//!
//! Only the function of the module `micropython` is meant: it has to have been imported before, in the same source.

use super::{Compiler, Mode};
use crate::native::R;
use crate::value::Value;
use pyrite_syntax::store::Store;
use pyrite_syntax::tree::*;

/// What has been imported so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Imported {
    /// `from micropython import const`
    function: bool,
    /// `import micropython`
    module: bool,
}

impl Compiler<'_, '_, '_> {
    /// Emits `NAME = const(value)`; whether the statement is one.
    pub(super) fn constant_statement(&mut self, node: Node) -> R<bool> {
        let Some((id, value)) = self.const_call(node) else {
            return Ok(false);
        };
        let Some(v) = self.constant_of(value)? else {
            return Ok(false);
        };
        let name = self.plain_name(id)?;
        self.m.keep(name);
        let private = self.byte(id.start) == b'_' && self.mode == Mode::File;
        if !private {
            self.at_line(node);
            let register = self.temp()?;
            self.load_constant(register, v)?;
            self.store_global_name(name, register)?;
            self.free_to(register);
        }
        self.forget_constant(name);
        self.consts.push(self.m, name)?;
        self.consts.push(self.m, v)?;
        Ok(true)
    }

    /// The name and the value of `NAME = const(value)`.
    fn const_call(&self, node: Node) -> Option<(Text, Node)> {
        let Stmt::Assign { targets, value } = self.stmt(node) else {
            return None;
        };
        let Expr::Call {
            func,
            args,
            keywords,
        } = self.expr(value)
        else {
            return None;
        };
        if targets.len() != 1 || args.len() != 1 || !keywords.is_empty() {
            return None;
        }
        let known = match self.expr(func) {
            Expr::Name { id } => self.imported.function && self.is_text(id, b"const"),
            Expr::Attribute { value, attr } => {
                self.imported.module
                    && self.is_text(attr, b"const")
                    && matches!(self.expr(value), Expr::Name { id } if self.is_text(id, b"micropython"))
            }
            _ => false,
        };
        let Expr::Name { id } = self.expr(targets.get(self, 0)?) else {
            return None;
        };
        if !known || self.is_text(id, b"__debug__") {
            return None;
        }
        Some((id, args.get(self, 0)?))
    }

    /// Notes what a module-level statement says of the name `const`. A fallback for other interpreters in a `try` does not
    /// count as another meaning.
    pub(super) fn note_const(&mut self, node: Node) {
        match self.stmt(node) {
            Stmt::Import { mut names } => {
                while let Some(alias) = self.next(&mut names) {
                    let Alias { name, asname } = self.part(alias);
                    if self.is_text(name, b"micropython") && asname.is_none() {
                        self.imported.module = true;
                    }
                }
            }
            Stmt::ImportFrom {
                module: Some(module),
                mut names,
                level: 0,
            } => {
                let own = self.is_text(module, b"micropython");
                while let Some(alias) = self.next(&mut names) {
                    let Alias { name, asname } = self.part(alias);
                    if self.is_text(asname.unwrap_or(name), b"const") {
                        self.imported.function = own && asname.is_none();
                    }
                }
            }
            Stmt::Try { body, .. } => {
                if let Some(first) = body.get(self, 0)
                    && matches!(
                        self.stmt(first),
                        Stmt::Import { .. } | Stmt::ImportFrom { .. }
                    )
                {
                    self.note_const(first);
                }
            }
            Stmt::FunctionDef { name, .. } | Stmt::ClassDef { name, .. }
                if self.is_text(name, b"const") =>
            {
                self.imported.function = false;
            }
            Stmt::Assign { targets, .. } => {
                for i in 0..targets.len() {
                    if let Some(target) = targets.get(self, i)
                        && matches!(self.expr(target), Expr::Name { id } if self.is_text(id, b"const"))
                    {
                        self.imported.function = false;
                    }
                }
            }
            _ => {}
        }
    }

    /// The value that `const()` gave to the name, where the name means the global variable.
    pub(super) fn named_constant(&self, id: Text) -> Option<Value> {
        if self.consts.len() == 0 {
            return None;
        }
        let own = self.source_bytes(id);
        let place = (0..self.consts.len())
            .step_by(2)
            .find(|&i| self.m.str_bytes(self.consts.get(self.m, i)) == Some(own))?;
        if self.private.is_some() && own.starts_with(b"__") {
            return None;
        }
        let name = self.consts.get(self.m, place);
        self.means_global(name)
            .then(|| self.consts.get(self.m, place + 1))
    }

    /// The variable is bound in another way, so it is no constant any more.
    pub(super) fn forget_constant(&mut self, name: Value) {
        for i in (0..self.consts.len()).step_by(2) {
            if self.consts.get(self.m, i) == name {
                self.consts.set(self.m, i, Value::NONE);
            }
        }
    }
}
