//! The arguments of a Python function's call: brought to where its parameters are, with defaults, `*args` and `**kwargs`.

use super::{Machine, Root, frame};
use crate::memory::Kind;
use crate::native::R;
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value};

impl Machine<'_> {
    /// Puts the arguments behind window `w` where the function's parameters are, and makes the rest of its registers
    /// unbound.
    pub(crate) fn bind_arguments(
        &mut self,
        w: usize,
        function: Ref,
        count: usize,
        names: Value,
    ) -> R<()> {
        let code = self.code_of(function);
        let registers = code::registers(&self.heap, code);
        if w + registers.max(count + 2) + frame::SLACK > self.temp {
            return Err(self.recursion_error());
        }
        self.prepare_caches(code)?;
        let called = self.heap.header(function).n() >> 8;
        let wanted = called & 0xff;
        if names.is_unbound()
            && called & frame::SIMPLE != 0
            && (count == wanted || self.fill_defaults(w, function, count, wanted))
        {
            let behind = w + 2 + wanted;
            for register in self.stack.slice_mut(behind, behind.max(w + registers)) {
                *register = Value::UNBOUND;
            }
            self.top = self.top.max(w + registers).max(behind);
            return Ok(());
        }
        let flags = code::flags(&self.heap, code);
        let (positional, keyword_only) = (
            code::positional(&self.heap, code),
            code::keyword_only(&self.heap, code),
        );
        let simple = names.is_unbound()
            && count == positional
            && keyword_only == 0
            && flags & (code::flags::VARARGS | code::flags::VARKEYWORDS) == 0;
        // The stack above the arguments holds what earlier frames left there: no collection may see it.
        let behind = w + 2 + count;
        if registers > 2 + count {
            self.stack
                .slice_mut(behind, w + registers)
                .fill(Value::UNBOUND);
        }
        self.top = self.top.max(w + registers).max(behind);
        if !simple {
            self.bind_slowly(w, function, code, count, names)?;
            let params = positional
                + keyword_only
                + usize::from(flags & code::flags::VARARGS != 0)
                + usize::from(flags & code::flags::VARKEYWORDS != 0);
            self.stack
                .slice_mut(w + 2 + params, w + registers.max(2 + params))
                .fill(Value::UNBOUND);
        }
        Ok(())
    }

    /// Puts defaults where the last positional arguments are missing; false if there are too many arguments or too few
    /// defaults.
    #[inline(never)]
    fn fill_defaults(&mut self, w: usize, function: Ref, count: usize, wanted: usize) -> bool {
        let Some(missing) = wanted.checked_sub(count) else {
            return false;
        };
        let (defaults, _) = types::function::defaults(self, function);
        let Some(r) = self.heap.as_kind(defaults, Kind::Tuple) else {
            return false;
        };
        let Some(from) = self.heap.header(r).n().checked_sub(missing) else {
            return false;
        };
        for i in 0..missing {
            let v = self.heap.value(r, 1 + from + i);
            self.stack.set(w + 2 + count + i, v);
        }
        true
    }

    /// Defaults, keyword-only parameters, `*args` and `**kwargs`.
    #[inline(never)]
    fn bind_slowly(
        &mut self,
        w: usize,
        function: Ref,
        code: Ref,
        count: usize,
        names: Value,
    ) -> R<()> {
        let mark = self.mark();
        let flags = code::flags(&self.heap, code);
        let positional = code::positional(&self.heap, code);
        let positional_only = code::positional_only(&self.heap, code);
        let keyword_only = code::keyword_only(&self.heap, code);
        let varargs = flags & code::flags::VARARGS != 0;
        let varkeywords = flags & code::flags::VARKEYWORDS != 0;
        let named = if names.is_unbound() {
            0
        } else {
            self.tuple_len(names)
        };
        let given = count - named;
        let params = positional + keyword_only;
        let total = params + usize::from(varargs) + usize::from(varkeywords);
        if w + 2 + total + count + frame::SLACK > self.temp {
            return Err(self.recursion_error());
        }
        let at = w + 2;

        let mut rest = Value::UNBOUND;
        if given > positional {
            if !varargs {
                return Err(types::function::too_many_arguments(
                    self, function, given, at, names,
                ));
            }
            let tuple = self.new_tuple_sized(given - positional)?;
            for i in positional..given {
                let v = self.stack.get(at + i);
                self.heap.set_value(tuple, 1 + i - positional, v);
            }
            rest = Value::reference(tuple);
        }
        let mut keywords = Value::UNBOUND;
        if varkeywords {
            keywords = self.new_dict()?;
        }
        // Keyword values wait behind everything else.
        let wait = at + total.max(given);
        for i in (0..named).rev() {
            let v = self.stack.get(at + given + i);
            self.stack.set(wait + i, v);
        }
        self.top = self.top.max(wait + named);
        for i in given.min(positional)..total {
            self.stack.set(at + i, Value::UNBOUND);
        }
        if varargs {
            if rest.is_unbound() {
                rest = self.root(Root::EmptyTuple);
            }
            self.stack.set(at + params, rest);
        }
        if varkeywords {
            self.stack.set(at + params + usize::from(varargs), keywords);
        }
        let varnames = self.heap.value(code, code::VARNAMES);
        for i in 0..named {
            let name = self.tuple_item(names, i);
            let v = self.stack.get(wait + i);
            let place = (positional_only..params)
                .find(|p| self.same_name(self.tuple_item(varnames, *p), name));
            match place {
                Some(p) if !self.stack.get(at + p).is_unbound() => {
                    return Err(types::function::argument_twice(self, function, name));
                }
                Some(p) => self.stack.set(at + p, v),
                None => match keywords.as_ref() {
                    Some(d) => self.dict_set(d, name, v)?,
                    None => {
                        return Err(types::function::unexpected_keyword(
                            self, function, name, names,
                        ));
                    }
                },
            }
        }
        let (defaults, keyword_defaults) = types::function::defaults(self, function);
        let defaults_len = if defaults.is_none() {
            0
        } else {
            self.tuple_len(defaults)
        };
        let mut missing = false;
        for p in 0..positional {
            if self.stack.get(at + p).is_unbound() {
                if p + defaults_len >= positional {
                    let v = self.tuple_item(defaults, p + defaults_len - positional);
                    self.stack.set(at + p, v);
                } else {
                    missing = true;
                }
            }
        }
        for p in positional..params {
            if self.stack.get(at + p).is_unbound() {
                let name = self.tuple_item(varnames, p);
                let found = keyword_defaults
                    .as_ref()
                    .and_then(|d| self.name_get(d, name));
                match found {
                    Some(v) => self.stack.set(at + p, v),
                    None => missing = true,
                }
            }
        }
        if missing {
            return Err(types::function::missing_arguments(self, function, at));
        }
        self.release(mark);
        Ok(())
    }

    /// Whether two strings are the same name.
    pub(crate) fn same_name(&self, a: Value, b: Value) -> bool {
        a == b || (self.str_bytes(a).is_some() && self.str_bytes(a) == self.str_bytes(b))
    }
}
