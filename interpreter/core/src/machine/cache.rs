//! Attribute access through inline caches: the slow half, which looks an attribute up and remembers where it was.
//!
//! An entry is a header word and a value. `LoadAttr`: the header of an instance and its slot. `StoreAttr`: the same, and
//! behind the slot, times 256, the shape that the instance gets. Instances in dict mode: `in_dict` of the header, and the
//! place in the dict. `LoadMethod`: the header of an instance, or the kind of
//! a builtin value, and the method.

use super::frame::Return;
use super::{Machine, Mark};
use crate::memory::{Header, Kind};
use crate::names::n;
use crate::native::{Item, R};
use crate::object::{class, shape};
use crate::ops::Place;
use crate::value::{Ref, Value, WORD, Word};

/// What a cache entry holds for a member of a module of a table: it names the module object itself. A module whose
/// attributes a program sets empties the caches, and so does compaction.
#[inline(always)]
pub fn module_key(module: Ref) -> Word {
    Header::new(Kind::Module, module.0 as usize).0
}

/// The key of an entry for instances with this header that are in dict mode: no object's header.
#[inline(always)]
fn in_dict(header: Header) -> Header {
    Header(header.0 | Header::NO_KIND)
}

impl Machine<'_> {
    /// The member of a module that is a table, remembered; `None` for other modules, and for what is computed.
    fn table_member(&mut self, r: Ref, name: Value, cache: Ref) -> Option<Value> {
        let space = self.heap.value(r, 3).as_type()?;
        let dict = self.heap.value(r, 2).as_ref()?;
        if self.name_get(dict, name).is_some() {
            return None;
        }
        let (index, item) = self.space(space.0).find(name.as_name()?)?;
        if matches!(item, Item::Getter(_)) {
            return None;
        }
        let v = self.item_value(space.0, index, item).ok()?;
        if cache.0 != 0 {
            self.heap.set_word(cache, 0, module_key(r));
            self.heap.set_value(cache, 1, v);
        }
        Some(v)
    }

    fn remember(&mut self, cache: Ref, header: Header, v: Value) {
        if cache.0 != 0 {
            self.heap.set_word(cache, 0, header.0);
            self.heap.set_value(cache, 1, v);
        }
    }

    fn flags_of(&self, class: Ref) -> i64 {
        self.heap.value(class, class::FLAGS).as_small().unwrap_or(0)
    }

    /// The attribute of an instance in dict mode, if it lies where the cache entry says.
    fn remembered_in_dict(&self, r: Ref, name: Value, cache: Ref) -> Option<(Ref, usize)> {
        let header = self.heap.header(r);
        if self.heap.word(cache, 0) != in_dict(header).0 {
            return None;
        }
        let i = self.heap.value(cache, 1).small_bits();
        let dict = self.heap.value(r, header.n() & 0xff).as_ref()?;
        let table = self.heap.value(dict, 2).as_ref()?;
        let n = self.heap.header(table).n();
        let place = 1 + 2 * i;
        (n & 3 == 2 && i < n >> 2 && self.heap.value(table, place) == name)
            .then_some((table, place + 1))
    }

    #[inline(never)]
    pub(super) fn load_attr(&mut self, v: Value, name: Value, cache: Ref) -> R {
        if let Some(r) = self.heap.as_kind(v, Kind::Instance)
            && let Some((table, place)) = self.remembered_in_dict(r, name, cache)
        {
            return Ok(self.heap.value(table, place));
        }
        if let Some(r) = self.heap.as_kind(v, Kind::Instance) {
            let class = self.type_of(v);
            let flags = class.as_ref().map_or(0, |c| self.flags_of(c));
            if flags & class::flags::GETATTRIBUTE == 0
                && let Place::Slot(i) = self.place_of(r, name)
                && let Some(own) = self.heap.value(r, 1 + i).given()
            {
                let hidden = match self.lookup(class, name) {
                    Some(found) => {
                        self.is_data_descriptor(found)
                            && !crate::types::descriptor::is_slot(self, found, name)
                    }
                    None => false,
                };
                if !hidden {
                    self.remember(
                        cache,
                        self.heap.header(r),
                        Value::small_wrapping(1 + i as i64),
                    );
                    return Ok(own);
                }
            }
        }
        if let Some(r) = self.heap.as_kind(v, Kind::Instance)
            && let Place::Dict(dict) = self.place_of(r, name)
            && let Some(i) = self.name_entry(dict, name)
        {
            let class = self.type_of(v);
            let flags = class.as_ref().map_or(0, |c| self.flags_of(c));
            let hidden = match self.lookup(class, name) {
                Some(found) => self.is_data_descriptor(found),
                None => false,
            };
            if flags & class::flags::GETATTRIBUTE == 0 && !hidden {
                self.remember(
                    cache,
                    in_dict(self.heap.header(r)),
                    Value::small_wrapping(i as i64),
                );
            }
        }
        if let Some(r) = self.heap.as_kind(v, Kind::Module)
            && let Some(member) = self.table_member(r, name, cache)
        {
            return Ok(member);
        }
        self.getattr(v, name)
    }

    #[inline(never)]
    pub(super) fn store_attr(&mut self, v: Value, name: Value, value: Value, cache: Ref) -> R<()> {
        let Some(r) = self.heap.as_kind(v, Kind::Instance) else {
            return self.setattr(v, name, value);
        };
        if let Some((table, place)) = self.remembered_in_dict(r, name, cache) {
            self.heap.set_value(table, place, value);
            return Ok(());
        }
        let class = self.type_of(v);
        let flags = class.as_ref().map_or(0, |c| self.flags_of(c));
        let plain = flags & class::flags::SETATTR == 0
            && name != Value::name(n::__class__)
            && name != Value::name(n::__dict__)
            && match self.lookup(class, name) {
                // A slot is kept like other attributes.
                Some(found) if crate::types::descriptor::is_slot(self, found, name) => true,
                Some(found) => {
                    flags & class::flags::SLOTTED == 0 && !self.is_data_descriptor(found)
                }
                None => flags & class::flags::SLOTTED == 0,
            };
        if !plain {
            return self.setattr(v, name, value);
        }
        let before = self.heap.header(r);
        let place = self.place_of(r, name);
        self.set_own_attr(r, name, value)?;
        match place {
            Place::Slot(i) => self.remember(cache, before, Value::small_wrapping(1 + i as i64)),
            Place::Absent => {
                let after = self.heap.header(r);
                let s = self.shape_of(after);
                if self.heap.value(s, shape::NAME) == name {
                    let slot = self.heap.header(s).n();
                    let id = self.heap.value(s, shape::ID).small_unchecked();
                    self.remember(cache, before, Value::small_wrapping(slot as i64 | id << 8));
                }
            }
            Place::Dict(dict) => {
                if let Some(i) = self.name_entry(dict, name) {
                    self.remember(cache, in_dict(before), Value::small_wrapping(i as i64));
                }
            }
        }
        Ok(())
    }

    /// The method and the object it is called on; or the attribute and UNBOUND when it is not a method.
    #[inline(never)]
    pub(super) fn load_method(&mut self, v: Value, name: Value, cache: Ref) -> R<(Value, Value)> {
        let class = self.type_of(v);
        let Some(r) = v.as_ref() else {
            if v.as_type().is_none()
                && let Some(found) = self.lookup(class, name)
                && self.is_native_method(found)
            {
                if v.is_text() {
                    self.remember(cache, Header::new(Kind::Str, 0), found);
                }
                return Ok((found, v));
            }
            return Ok((self.getattr(v, name)?, Value::UNBOUND));
        };
        let header = self.heap.header(r);
        match header.kind() {
            Kind::Instance => {
                let flags = class.as_ref().map_or(0, |c| self.flags_of(c));
                if flags & class::flags::GETATTRIBUTE == 0
                    && let Some(found) = self.lookup(class, name)
                    && self.is_plain_method(found)
                    && self.own_attr(r, name).is_none()
                {
                    let s = self.shape_of(header);
                    // In dict mode the header says nothing of what the instance has.
                    if self.heap.value(s, shape::NAME) != shape::DICT_MODE {
                        self.remember(cache, header, found);
                    }
                    return Ok((found, v));
                }
            }
            Kind::Module => {
                if let Some(member) = self.table_member(r, name, cache) {
                    return Ok((member, Value::UNBOUND));
                }
            }
            Kind::Class | Kind::Exception | Kind::Function | Kind::Method => {}
            Kind::Record if class == Value::builtin_type(crate::types::SUPER) => {
                if let Some((found, own, _)) = crate::types::superobject::find(self, r, name)
                    && !own.is_unbound()
                    && self.is_plain_method(found)
                {
                    return Ok((found, own));
                }
            }
            kind => {
                if let Some(found) = self.lookup(class, name)
                    && self.is_plain_method(found)
                {
                    if kind == Kind::Record {
                        self.remember(cache, header, found);
                    } else if kind != Kind::Generator && kind != Kind::BigInt {
                        self.remember(cache, Header::new(kind, 0), found);
                    }
                    return Ok((found, v));
                }
            }
        }
        Ok((self.getattr(v, name)?, Value::UNBOUND))
    }

    /// `v[i]`, when it is no list or tuple with a small index; UNBOUND when a frame was entered that gives it.
    #[inline(never)]
    pub(super) fn load_item(&mut self, v: Value, i: Value) -> R {
        let Some(r) = v.as_ref() else {
            return self.get_item(v, i);
        };
        let header = self.heap.header(r);
        if header.is(Kind::Dict) {
            let mark: Mark = self.mark();
            if let Some(found) = self.dict_get(r, i)? {
                self.release(mark);
                return Ok(found);
            }
        } else if let Some(at) = i.as_small() {
            let byte = |len: usize| {
                let at = if at < 0 { at + len as i64 } else { at };
                usize::try_from(at).ok().filter(|at| *at < len)
            };
            match header.kind() {
                Kind::ByteArray => {
                    if let Some(at) = byte(self.heap.word(r, 1) as usize)
                        && let Some(buffer) = self.heap.value(r, 2).as_ref()
                    {
                        return Ok(self.byte_at(buffer, 1, at));
                    }
                }
                Kind::Bytes => {
                    if let Some(at) = byte(header.n()) {
                        return Ok(self.byte_at(r, 1, at));
                    }
                }
                Kind::Str if self.heap.word(r, 1) & super::ASCII != 0 => {
                    if let Some(at) = byte(header.n()) {
                        let c = self.byte_at(r, 2, at).small_unchecked();
                        return Ok(Value::character(c as u8));
                    }
                }
                _ => {}
            }
        }
        if header.is(Kind::Instance)
            && let Some(f) = self.special_function(v, n::__getitem__)
            && self.begin_special(f, v, i, Return::Value)
        {
            return Ok(Value::UNBOUND);
        }
        self.get_item(v, i)
    }

    /// Byte `at` behind word `word` of an object, as an int.
    fn byte_at(&self, r: Ref, word: usize, at: usize) -> Value {
        let w = self.heap.word(r, word + at / WORD);
        Value::small_wrapping(((w >> (at % WORD * 8)) & 0xff) as i64)
    }

    /// `v[i] = x`, when it is no list with a small index.
    #[inline(never)]
    pub(super) fn store_item(&mut self, v: Value, i: Value, x: Value) -> R<()> {
        if let Some(r) = v.as_ref() {
            let header = self.heap.header(r);
            if header.is(Kind::Dict) {
                return self.dict_set(r, i, x);
            }
        }
        self.set_item(v, i, x)
    }
}
