//! Instructions that make containers, functions and classes from registers, and take containers apart into registers.

use super::{Machine, Piece, Text, frame};
use crate::memory::{Header, Kind};
use crate::names::n;
use crate::native::{R, Raised};
use crate::object::code;
use crate::types;
use crate::value::{Ref, Value, Word};

impl Machine<'_> {
    /// Register of the running frame.
    fn register(&self, i: usize) -> Value {
        self.stack.get(self.base + i)
    }

    fn set_register(&mut self, i: usize, v: Value) {
        self.stack.set(self.base + i, v);
    }

    pub(super) fn build_list(&mut self, a: u8, count: u8) -> R {
        let list = self.new_list_sized(usize::from(count))?;
        self.heap.set_word(list, 1, Word::from(count));
        for i in 0..usize::from(count) {
            let v = self.register(usize::from(a) + i);
            self.list_set(list, i, v);
        }
        Ok(Value::reference(list))
    }

    pub(super) fn build_tuple(&mut self, a: u8, count: u8) -> R {
        if count == 0 {
            return Ok(self.root(super::Root::EmptyTuple));
        }
        let count = usize::from(count);
        let r = self.alloc_unkept(Kind::Tuple, count, 1 + count)?;
        for i in 0..count {
            let v = self.register(usize::from(a) + i);
            self.heap.set_value(r, 1 + i, v);
        }
        Ok(Value::reference(r))
    }

    pub(super) fn build_set(&mut self, a: u8, count: u8) -> R {
        let set = self.new_table_object(Kind::Set)?;
        for i in 0..usize::from(count) {
            let v = self.register(usize::from(a) + i);
            if let Some(s) = set.as_ref() {
                self.set_add(s, v)?;
            }
        }
        Ok(set)
    }

    pub(super) fn build_dict(&mut self, a: u8, count: u8) -> R {
        let dict = self.new_dict()?;
        for i in 0..usize::from(count) {
            let (k, v) = (
                self.register(usize::from(a) + 2 * i),
                self.register(usize::from(a) + 2 * i + 1),
            );
            if let Some(d) = dict.as_ref() {
                self.dict_set(d, k, v)?;
            }
        }
        Ok(dict)
    }

    pub(crate) fn build_slice(&mut self, start: Value, stop: Value, step: Value) -> R {
        self.new_object(Kind::Slice, 0, &[start, stop, step])
    }

    pub(super) fn build_string(&mut self, a: u8, count: u8) -> R {
        let mut text = Text::with_capacity(self, 32)?;
        for i in 0..usize::from(count) {
            let v = self.register(usize::from(a) + i);
            if self.str_bytes(v).is_none() {
                return Err(self.bad_instruction());
            }
            text.push_all(self, v)?;
        }
        text.finish(self)
    }

    pub(super) fn format_value(&mut self, v: Value, spec: Value, flags: u8) -> R {
        let v = match flags & 3 {
            1 => self.str(v)?,
            2 => self.repr(v)?,
            3 => types::builtins::ascii_of(self, v)?,
            _ => v,
        };
        self.keep(v);
        if flags & 4 == 0 && !self.has_special_methods(v) {
            return self.str(v);
        }
        let spec = if flags & 4 != 0 {
            spec
        } else {
            self.new_str(b"")?
        };
        types::builtins::format_of(self, v, spec)
    }

    pub(super) fn extend_list(&mut self, list: Value, v: Value) -> R<()> {
        let Some(r) = self.heap.as_kind(list, Kind::List) else {
            return Err(self.bad_instruction());
        };
        if !self.is_iterable(v) {
            return Err(self.type_error(&[
                Piece::S("Value after * must be an iterable, not "),
                Piece::T(v),
            ]));
        }
        self.list_extend(r, v)
    }

    pub(super) fn update_set(&mut self, set: Value, v: Value) -> R<()> {
        let Some(r) = self.heap.as_kind(set, Kind::Set) else {
            return Err(self.bad_instruction());
        };
        self.for_each(v, |m, item| {
            m.set_add(r, item)?;
            Ok(true)
        })
    }

    pub(super) fn update_dict(&mut self, dict: Value, v: Value) -> R<()> {
        if !self.heap.is(dict, Kind::Dict) {
            return Err(self.bad_instruction());
        }
        if self.as_native(v, Kind::Dict).is_none() && self.special(v, n::keys).is_none() {
            return Err(self.type_error(&[
                Piece::S("'"),
                Piece::T(v),
                Piece::S("' object is not a mapping"),
            ]));
        }
        types::dict::update(self, dict, v)
    }

    /// `f(**v)`: keys must be new strings.
    pub(super) fn merge_keywords(&mut self, dict: Value, v: Value, f: Value) -> R<()> {
        if !self.heap.is(dict, Kind::Dict) {
            return Err(self.bad_instruction());
        }
        types::function::merge_keywords(self, dict, v, f)
    }

    /// Exactly `count` items into registers from `a` on.
    pub(super) fn unpack(&mut self, a: u8, count: u8, v: Value) -> R<()> {
        let (first, count) = (usize::from(a), usize::from(count));
        if let Some(r) = v.as_ref() {
            let header = self.heap.header(r);
            let len = match header.kind() {
                Kind::Tuple => Some(header.n()),
                Kind::List => Some(self.list_len(r)),
                _ => None,
            };
            if let Some(len) = len {
                if len != count {
                    return Err(self.wrong_unpack(
                        count,
                        Some(len),
                        header.is(Kind::List) || len < count,
                    ));
                }
                for i in 0..count {
                    let item = if header.is(Kind::Tuple) {
                        self.heap.value(r, 1 + i)
                    } else {
                        self.list_item(r, i)
                    };
                    self.set_register(first + i, item);
                }
                return Ok(());
            }
        }
        if !self.is_iterable(v) {
            return Err(self.type_error(&[
                Piece::S("cannot unpack non-iterable "),
                Piece::T(v),
                Piece::S(" object"),
            ]));
        }
        let iterator = self.iter(v)?;
        self.keep(iterator);
        for i in 0..count {
            match self.next(iterator)? {
                Some(item) => self.set_register(first + i, item),
                None => return Err(self.wrong_unpack(count, Some(i), true)),
            }
        }
        match self.next(iterator)? {
            Some(_) => Err(self.wrong_unpack(count, None, false)),
            None => Ok(()),
        }
    }

    fn wrong_unpack(&mut self, count: usize, got: Option<usize>, _exact: bool) -> Raised {
        match got {
            Some(got) if got < count => self.value_error(&[
                Piece::S("not enough values to unpack (expected "),
                Piece::I(count as i64),
                Piece::S(", got "),
                Piece::I(got as i64),
                Piece::S(")"),
            ]),
            _ => self.value_error(&[
                Piece::S("too many values to unpack (expected "),
                Piece::I(count as i64),
                Piece::S(")"),
            ]),
        }
    }

    /// `before` items, a list of the rest, `after` items.
    pub(super) fn unpack_ex(&mut self, a: u8, before: u8, after: u8, v: Value) -> R<()> {
        let (first, before, after) = (usize::from(a), usize::from(before), usize::from(after));
        if !self.is_iterable(v) {
            return Err(self.type_error(&[
                Piece::S("cannot unpack non-iterable "),
                Piece::T(v),
                Piece::S(" object"),
            ]));
        }
        let too_few = |m: &mut Self, got: usize| {
            m.value_error(&[
                Piece::S("not enough values to unpack (expected at least "),
                Piece::I((before + after) as i64),
                Piece::S(", got "),
                Piece::I(got as i64),
                Piece::S(")"),
            ])
        };
        let ready = v
            .as_ref()
            .is_some_and(|r| matches!(self.heap.kind(r), Kind::Tuple | Kind::List));
        let (list, taken) = if ready {
            (self.list_of(v)?, 0)
        } else {
            let iterator = self.iter(v)?;
            self.keep(iterator);
            for i in 0..before {
                match self.next(iterator)? {
                    Some(item) => self.set_register(first + i, item),
                    None => return Err(too_few(self, i)),
                }
            }
            (self.list_of(iterator)?, before)
        };
        let len = taken + self.list_len(list);
        if len < before + after {
            return Err(too_few(self, len));
        }
        let middle = self.new_list_sized(len - before - after)?;
        for i in before..len - after {
            let item = self.list_item(list, i - taken);
            self.list_push(middle, item)?;
        }
        for i in taken..before {
            let item = self.list_item(list, i);
            self.set_register(first + i, item);
        }
        self.set_register(first + before, Value::reference(middle));
        for i in 0..after {
            let item = self.list_item(list, len - after + i - taken);
            self.set_register(first + before + 1 + i, item);
        }
        Ok(())
    }

    /// The state of a loop over `v`, in four registers: containers are walked where they are, ranges by numbers.
    pub(super) fn begin_loop(&mut self, a: u8, v: Value) -> R<()> {
        let a = usize::from(a);
        if let Some(r) = v.as_ref() {
            match self.heap.kind(r) {
                Kind::List | Kind::Tuple => {
                    self.set_register(a, v);
                    self.set_register(a + 1, Value::small_wrapping(0));
                    return Ok(());
                }
                Kind::Str | Kind::Bytes if self.has_byte_items(r) => {
                    self.set_register(a, v);
                    self.set_register(a + 1, Value::small_wrapping(0));
                    return Ok(());
                }
                Kind::Range => {
                    let [start, stop, step] = [1, 2, 3].map(|i| self.heap.value(r, i));
                    if let (Some(start), Some(stop), Some(step)) =
                        (start.as_small(), stop.as_small(), step.as_small())
                    {
                        let count = types::range::small_count(start, stop, step);
                        let last = start.saturating_add(count.saturating_mul(step));
                        if Value::small(last).is_some() && Value::small(count).is_some() {
                            self.set_register(a, Value::RANGE_LOOP);
                            self.set_register(a + 1, Value::small_wrapping(start));
                            self.set_register(a + 2, Value::small_wrapping(count));
                            self.set_register(a + 3, Value::small_wrapping(step));
                            return Ok(());
                        }
                    }
                }
                _ => {}
            }
        }
        let iterator = self.iter(v)?;
        self.set_register(a, iterator);
        self.set_register(a + 1, Value::small_wrapping(0));
        Ok(())
    }

    /// What a loop that begins later goes over: `iter(v)`, or `v` itself if the iterator would know nothing more.
    pub(super) fn iterable(&mut self, v: Value) -> R {
        if let Some(r) = v.as_ref() {
            match self.heap.kind(r) {
                Kind::List | Kind::Tuple | Kind::Range => return Ok(v),
                Kind::Str | Kind::Bytes if self.has_byte_items(r) => return Ok(v),
                _ => {}
            }
        }
        self.iter(v)
    }

    /// Whether the items of a str or bytes object are its bytes.
    fn has_byte_items(&self, r: Ref) -> bool {
        self.heap.header(r).is(Kind::Bytes) || self.heap.word(r, 1) & super::ASCII != 0
    }

    /// The next item of a loop over some iterator.
    pub(super) fn next_in_loop(&mut self, a: u8) -> R<Option<Value>> {
        let iterator = self.register(usize::from(a));
        if iterator.is_none() {
            return Ok(None);
        }
        self.next_unkept(iterator)
    }

    pub(super) fn make_function(&mut self, a: u8, code: Value, flags: u8, cells: u8) -> R {
        let a = usize::from(a);
        let cells = usize::from(cells);
        let Some(c) = code.as_ref() else {
            return Err(self.bad_instruction());
        };
        let globals = Value::reference(self.globals_of(self.register(0)));
        let code_flags = code::flags(&self.heap, c);
        let special = code::flags::VARARGS | code::flags::VARKEYWORDS | code::flags::ANY_GENERATOR;
        let simple = if code_flags & special == 0 && code::keyword_only(&self.heap, c) == 0 {
            code::positional(&self.heap, c) | frame::SIMPLE
        } else {
            0
        };
        let mut target = code;
        if flags & 7 != 0 {
            let part = |m: &Self, bit: u8, i: usize| {
                if flags & bit != 0 {
                    m.register(a + i)
                } else {
                    Value::NONE
                }
            };
            let (defaults, keywords, annotations) =
                (part(self, 1, 0), part(self, 2, 1), part(self, 4, 2));
            let fits = |v: Value, kind: Kind| v.is_none() || self.heap.is(v, kind);
            if !fits(defaults, Kind::Tuple)
                || !fits(keywords, Kind::Dict)
                || !fits(annotations, Kind::Dict)
            {
                return Err(self.bad_instruction());
            }
            target = types::function::new_extra(self, code, defaults, keywords, annotations)?;
        }
        if !(0..cells).all(|i| self.heap.is(self.register(a + 3 + i), Kind::Cell)) {
            return Err(self.bad_instruction());
        }
        let r = self.alloc(Kind::Function, cells | simple << 8, frame::CELLS + cells)?;
        self.heap.set_value(r, frame::CODE, target);
        self.heap.set_value(r, frame::GLOBALS, globals);
        for i in 0..cells {
            let cell = self.register(a + 3 + i);
            self.heap.set_value(r, frame::CELLS + i, cell);
        }
        debug_assert!(self.heap.header(r) == Header::new(Kind::Function, cells | simple << 8));
        Ok(Value::reference(r))
    }

    pub(super) fn make_class(
        &mut self,
        body: Value,
        name: Value,
        bases: Value,
        keywords: Value,
    ) -> R {
        let namespace = self.heap.as_kind(body, Kind::Function).is_some_and(|f| {
            let code = self.code_of(f);
            code::flags(&self.heap, code) & code::flags::NAMESPACE != 0
        });
        if !namespace
            || self.str_bytes(name).is_none()
            || !self.heap.is(bases, Kind::Tuple)
            || !(keywords.is_unbound() || self.heap.is(keywords, Kind::Dict))
        {
            return Err(self.bad_instruction());
        }
        if let Some(replaced) = self.replaced_builtin(n::__build_class__) {
            let args = self.new_list(&[body, name])?;
            let Some(list) = args.as_ref() else {
                return Ok(args);
            };
            self.list_extend(list, bases)?;
            return self.call_spread(replaced, args, keywords);
        }
        types::class::build(self, body, name, bases, keywords)
    }

    pub(super) fn intrinsic(&mut self, number: u8) -> R {
        types::typing::intrinsic(self, number)
    }

    pub(super) fn length_value(&mut self, v: Value) -> R {
        let len = self.len(v)?;
        self.new_int(len as i64)
    }

    /// `a is b`: equal words, or equal numbers that the object model keeps apart.
    pub(crate) fn is_same(&self, a: Value, b: Value) -> bool {
        a == b
    }

    /// Shows a value at the prompt.
    pub(super) fn display(&mut self, v: Value) -> R<()> {
        types::sys::display(self, v)
    }

    #[cold]
    pub(super) fn bad_instruction(&mut self) -> Raised {
        self.error(types::SYSTEM_ERROR, &[Piece::S("unknown instruction")])
    }
}
