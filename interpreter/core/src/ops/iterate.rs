//! Iteration: `iter(v)`, `next(v)`, and collecting what an iterable gives.

use crate::machine::{Machine, Piece, Root};
use crate::memory::Kind;
use crate::names::n;
use crate::native::{Item, Native, R, Sort};
use crate::types;
use crate::value::{Ref, Value};

impl Machine<'_> {
    /// `iter(v)`.
    pub fn iter(&mut self, v: Value) -> R {
        if let Some(r) = v.as_ref() {
            match self.heap.kind(r) {
                Kind::List
                | Kind::Tuple
                | Kind::Str
                | Kind::Bytes
                | Kind::ByteArray
                | Kind::Range
                | Kind::Dict
                | Kind::Set
                | Kind::FrozenSet => {
                    return types::iterator::over(self, v);
                }
                Kind::Generator => {
                    return if types::generator::type_of(self.heap.header(r)) == types::GENERATOR {
                        Ok(v)
                    } else {
                        Err(self.not_iterable(v))
                    };
                }
                Kind::Record if types::iterator::is_own(self, v) => return Ok(v),
                _ => {}
            }
        } else if self.str_bytes(v).is_some() {
            return types::iterator::over(self, v);
        }
        if let Some(method) = self.special(v, n::__iter__) {
            if method.is_none() {
                return Err(self.not_iterable(v));
            }
            // A builtin type's own way, inherited.
            let own = self.payload(v);
            if own != v && method.as_ref().is_none() {
                // An iterator's subclass may step in its own way.
                if types::iterator::is_own(self, own) {
                    return Ok(v);
                }
                return self.iter(own);
            }
            let iterator = self.call_special(method, v, &[])?;
            if self.special(iterator, n::__next__).is_none() {
                return Err(self.type_error(&[
                    Piece::S("iter() returned non-iterator of type '"),
                    Piece::T(iterator),
                    Piece::S("'"),
                ]));
            }
            return Ok(iterator);
        }
        let own = self.payload(v);
        if own != v {
            return self.iter(own);
        }
        if !self.is_type(v) && self.special(v, n::__getitem__).is_some() {
            return types::iterator::over(self, v);
        }
        Err(self.not_iterable(v))
    }

    fn not_iterable(&mut self, v: Value) -> crate::native::Raised {
        self.type_error(&[
            Piece::S("'"),
            Piece::T(v),
            Piece::S("' object is not iterable"),
        ])
    }

    /// `next(iterator)`: `None` at the end. The result is a temporary root. Ctrl-C comes in now and then: the iterator may
    /// be endless.
    pub fn next(&mut self, iterator: Value) -> R<Option<Value>> {
        self.breathe()?;
        let v = self.next_unkept(iterator)?;
        if let Some(v) = v {
            self.keep(v);
        }
        Ok(v)
    }

    /// As `next`, where the result is no root, and the loop's fuel sees to Ctrl-C.
    #[inline(always)]
    pub(crate) fn next_unkept(&mut self, iterator: Value) -> R<Option<Value>> {
        self.set_root(Root::Stopped, Value::NONE);
        if let Some(r) = iterator.as_ref() {
            match self.heap.kind(r) {
                Kind::Generator => return self.resume_generator(iterator, Value::NONE),
                Kind::Record => {
                    match types::iterator::step(self, iterator) {
                        // A StopIteration of what the iterator calls ends it.
                        Some(Err(_)) => {
                            self.catch(types::STOP_ITERATION)?;
                            return Ok(None);
                        }
                        Some(result) => return result,
                        None => {}
                    }
                }
                _ => {}
            }
        }
        let Some(method) = self.special(iterator, n::__next__) else {
            return Err(self.type_error(&[
                Piece::S("'"),
                Piece::T(iterator),
                Piece::S("' object is not an iterator"),
            ]));
        };
        match self.call_special(method, iterator, &[]) {
            Ok(v) => Ok(Some(v)),
            Err(_) => {
                let e = self.catch(types::STOP_ITERATION)?;
                if !self.stop_value(e).is_none() {
                    self.set_root(Root::Stopped, e);
                }
                Ok(None)
            }
        }
    }

    /// Calls `f` with every item of an iterable, until it returns false. Temporary roots made by `f` are released.
    pub fn for_each(&mut self, v: Value, mut f: impl FnMut(&mut Self, Value) -> R<bool>) -> R<()> {
        if let Some(r) = v.as_ref()
            && matches!(
                self.heap.kind(r),
                Kind::List | Kind::Tuple | Kind::Bytes | Kind::ByteArray
            )
        {
            self.keep(v);
            self.set_root(Root::Stopped, Value::NONE);
            let mark = self.mark();
            let mut i = 0;
            // It may change meanwhile.
            while let Some(item) = self.item_at(r, i) {
                self.breathe()?;
                self.keep(item);
                if !f(self, item)? {
                    break;
                }
                self.release(mark);
                i += 1;
            }
            return Ok(());
        }
        let iterator = self.iter(v)?;
        self.keep(iterator);
        let mark = self.mark();
        while let Some(item) = self.next(iterator)? {
            if !f(self, item)? {
                break;
            }
            self.release(mark);
        }
        Ok(())
    }

    /// Item `i` of a list, tuple, bytes or bytearray; `None` beyond its end.
    #[inline]
    fn item_at(&self, r: Ref, i: usize) -> Option<Value> {
        let heap = self.heap.view();
        let header = heap.header(r);
        let byte = |of: Ref| Value::small_wrapping(i64::from(heap.byte(of, 1, i)));
        match header.kind() {
            Kind::Bytes => (i < header.n()).then(|| byte(r)),
            Kind::ByteArray => (i < heap.word(r, 1) as usize).then(|| byte(heap.link(r, 2))),
            _ => types::sequence::item(self, r, i),
        }
    }

    /// As `for_each`, when `f` does with an item what `Machine::pour` does with `sink`, or more: a generator that takes no
    /// thought is run through in one go.
    pub(crate) fn for_each_into(
        &mut self,
        v: Value,
        mut sink: Value,
        mut f: impl FnMut(&mut Self, Value) -> R<bool>,
    ) -> R<()> {
        if !self.is_generator(v) {
            return self.for_each(v, f);
        }
        let mark = self.mark();
        while let Some(item) = self.drain(v, &mut sink)? {
            if !f(self, item)? {
                break;
            }
            self.release(mark);
        }
        Ok(())
    }

    /// Whether the value is a generator: no coroutine, and none that a program's class makes.
    pub(crate) fn is_generator(&self, v: Value) -> bool {
        self.heap
            .as_kind(v, Kind::Generator)
            .is_some_and(|r| types::generator::type_of(self.heap.header(r)) == types::GENERATOR)
    }

    /// One of many steps of native code that the loop's fuel does not count: polls once in a while.
    #[inline]
    pub fn breathe(&mut self) -> R<()> {
        self.steps = self.steps.wrapping_add(1);
        if self.steps & 0xfff == 0 {
            self.poll()?;
        }
        Ok(())
    }

    /// As many steps at once: before work that is long by the size of what it works on.
    pub(crate) fn breathe_for(&mut self, steps: usize) -> R<()> {
        let before = self.steps;
        self.steps = before.wrapping_add(steps.min(1 << 20) as u32);
        if (before ^ self.steps) >> 12 != 0 {
            self.poll()?;
        }
        Ok(())
    }

    /// For long work in native code: a KeyboardInterrupt if Ctrl-C was pressed.
    pub fn poll(&mut self) -> R<()> {
        if self.interrupted() {
            return Err(self.keyboard_interrupt());
        }
        Ok(())
    }

    /// A new list of what an iterable gives.
    pub fn list_of(&mut self, v: Value) -> R<Ref> {
        let list = self.new_list_sized(0)?;
        self.list_extend(list, v)?;
        Ok(list)
    }

    /// A tuple of what an iterable gives.
    pub fn tuple_of(&mut self, v: Value) -> R {
        if self.heap.is(v, Kind::Tuple) {
            return Ok(v);
        }
        let list = self.list_of(v)?;
        self.list_to_tuple(list)
    }

    /// A tuple of a list's items.
    pub fn list_to_tuple(&mut self, list: Ref) -> R {
        let len = self.list_len(list);
        if len == 0 {
            return Ok(self.root(crate::machine::Root::EmptyTuple));
        }
        let r = self.new_tuple_sized(len)?;
        if let Some(buffer) = self.heap.value(list, 2).as_ref() {
            let (from, to) = self.heap.two((buffer, 1, 1 + len), (r, 1, 1 + len));
            to.copy_from_slice(from);
        }
        Ok(Value::reference(r))
    }

    /// Whether a native value is a method of its type.
    pub fn is_native_method(&self, v: Value) -> bool {
        matches!(
            self.native_item(v),
            Some(Item::Native(Native {
                sort: Sort::Method,
                ..
            }))
        )
    }
}
