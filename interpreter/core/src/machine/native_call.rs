//! Calls of natives: arguments counted, spread over the positions of their names, or gathered in a dict.

use super::Mark;
use super::{Machine, Piece};
use crate::native::{Args, Keywords, Native, R};
use crate::value::Value;

impl Machine<'_> {
    /// Calls a native with the `count` arguments behind window `w`.
    #[inline]
    pub(crate) fn call_native(
        &mut self,
        w: usize,
        native: &'static Native,
        count: usize,
        names: Value,
    ) -> R {
        if names.is_unbound() && native.keywords() == Keywords::None {
            if count < usize::from(native.min)
                || (count > usize::from(native.max) && native.max != crate::native::ANY)
            {
                return Err(self.wrong_count(w, native, count));
            }
            let mark = self.mark();
            let result = (native.call)(
                self,
                Args {
                    base: (w + 2) as u32,
                    count: count as u32,
                },
            );
            self.release(mark);
            return result;
        }
        if let Keywords::Named { positional } = native.keywords()
            && names.is_unbound()
            && (usize::from(native.min)..=usize::from(positional)).contains(&count)
        {
            return self.call_native_short(w, native, count);
        }
        self.call_native_named(w, native, count, names)
    }

    /// Calls a native whose positions have names with the first of its arguments.
    #[inline(never)]
    fn call_native_short(&mut self, w: usize, native: &'static Native, count: usize) -> R {
        let saved = (self.mark(), self.top);
        let total = native.params.len();
        let end = w + 2 + total;
        if end + 2 > self.temp {
            return Err(self.recursion_error());
        }
        for i in w + 2 + count..end {
            self.stack.set(i, Value::UNBOUND);
        }
        self.top = self.top.max(end);
        self.run_native(w, native, total, saved)
    }

    #[inline(never)]
    fn call_native_named(
        &mut self,
        w: usize,
        native: &'static Native,
        count: usize,
        names: Value,
    ) -> R {
        let named = if names.is_unbound() {
            0
        } else {
            self.tuple_len(names)
        };
        let positional = count - named;
        let saved = (self.mark(), self.top);
        let total = match native.keywords() {
            Keywords::None if named > 0 => {
                return Err(self.no_keywords(w));
            }
            Keywords::None => positional,
            Keywords::Collect => {
                if positional < usize::from(native.min)
                    || (positional > usize::from(native.max) && native.max != crate::native::ANY)
                {
                    return Err(self.wrong_count(w, native, positional));
                }
                let mut dict = Value::UNBOUND;
                if named > 0 {
                    dict = self.new_dict()?;
                    for i in 0..named {
                        let (k, v) = (
                            self.tuple_item(names, i),
                            self.stack.get(w + 2 + positional + i),
                        );
                        if let Some(d) = dict.as_ref() {
                            self.dict_set(d, k, v)?;
                        }
                    }
                }
                if w + positional + 4 > self.temp {
                    return Err(self.recursion_error());
                }
                self.stack.set(w + 2 + positional, dict);
                self.top = self.top.max(w + 3 + positional);
                positional + 1
            }
            Keywords::Named {
                positional: allowed,
            } => {
                self.bind_native_names(w, native, positional, names, usize::from(allowed))?;
                native.params.len()
            }
        };
        self.run_native(w, native, total, saved)
    }

    /// Spreads the arguments over a native's named positions, absent ones unbound.
    fn bind_native_names(
        &mut self,
        w: usize,
        native: &'static Native,
        positional: usize,
        names: Value,
        allowed: usize,
    ) -> R<()> {
        if positional > allowed {
            return Err(self.too_many_given(w, native, allowed, positional));
        }
        let params = native.params.len();
        let named = if names.is_unbound() {
            0
        } else {
            self.tuple_len(names)
        };
        if w + 4 + params + named > self.temp {
            return Err(self.recursion_error());
        }
        // Keyword values wait behind the positions.
        for i in (0..named).rev() {
            let v = self.stack.get(w + 2 + positional + i);
            self.stack.set(w + 2 + params + i, v);
        }
        for i in positional..params {
            self.stack.set(w + 2 + i, Value::UNBOUND);
        }
        self.top = self.top.max(w + 2 + params + named);
        for i in 0..named {
            let name = self.tuple_item(names, i);
            let place = native
                .params
                .iter()
                .position(|p| *p != crate::names::n::__ && Value::name(*p) == name);
            let place = place.or_else(|| {
                let text = self.str_bytes(name)?;
                native
                    .params
                    .iter()
                    .position(|p| *p != crate::names::n::__ && p.text().as_bytes() == text)
            });
            let function = self.native_name(w);
            let Some(place) = place else {
                return Err(self.invalid_keyword(w, name));
            };
            if !self.stack.get(w + 2 + place).is_unbound() {
                return Err(self.type_error(&[
                    Piece::S("argument for "),
                    Piece::V(function),
                    Piece::S("() given by name ('"),
                    Piece::V(name),
                    Piece::S("') and position ("),
                    Piece::I(place as i64 + 1),
                    Piece::S(")"),
                ]));
            }
            let v = self.stack.get(w + 2 + params + i);
            self.stack.set(w + 2 + place, v);
        }
        for i in 0..usize::from(native.min) {
            if self.stack.get(w + 2 + i).is_unbound() {
                return Err(self.missing_argument(w, native, i, positional));
            }
        }
        Ok(())
    }

    /// Runs a native with the `count` words behind window `w`; then temporary roots and top are again what was `saved`.
    #[inline(always)]
    fn run_native(
        &mut self,
        w: usize,
        native: &'static Native,
        count: usize,
        saved: (Mark, usize),
    ) -> R {
        let result = (native.call)(
            self,
            Args {
                base: (w + 2) as u32,
                count: count as u32,
            },
        );
        self.release(saved.0);
        self.top = saved.1;
        result
    }
}
