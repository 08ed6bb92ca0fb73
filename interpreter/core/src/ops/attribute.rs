//! Reading, setting and deleting attributes of every kind of value.

use super::KnownPlace;
use crate::machine::{Machine, Piece};
use crate::memory::{Header, Kind};
use crate::names::n;
use crate::native::{Item, R, Raised};
use crate::object::{class, exception, shape};
use crate::types;
use crate::value::{Immediate, Ref, Value, WORD};

/// Where an instance keeps an attribute.
#[derive(Clone, Copy)]
pub enum Place {
    Slot(usize),
    /// In the dict of an instance in dict mode.
    Dict(Ref),
    Absent,
}

impl Machine<'_> {
    /// `getattr(v, name)`; `name` is interned.
    pub fn getattr(&mut self, v: Value, name: Value) -> R {
        match self.find_attr(v, name)? {
            Some(found) => Ok(found),
            None => Err(self.no_attribute(v, name)),
        }
    }

    /// As `getattr`, `None` if there is no such attribute. Other errors of a program's `__getattr__` go up.
    #[inline]
    pub fn find_attr(&mut self, v: Value, name: Value) -> R<Option<Value>> {
        if let Some(r) = v.as_ref() {
            let header = self.heap.header(r);
            if header.is(Kind::Instance)
                && let Some((object, i)) = self.known_value(r, header, name, KnownPlace::READ)
                && let Some(found) = self.heap.value(object, i).given()
            {
                return Ok(Some(found));
            }
        }
        self.find_attr_anew(v, name)
    }

    #[inline(never)]
    fn find_attr_anew(&mut self, v: Value, name: Value) -> R<Option<Value>> {
        let Some(r) = v.as_ref() else {
            return self.find_plain(v, name);
        };
        match self.heap.kind(r) {
            Kind::Instance => self.find_instance_attr(v, r, name),
            Kind::Class => self.find_class_attr(v, name),
            Kind::Module => self.find_module_attr(v, r, name),
            Kind::Exception => self.find_exception_attr(v, r, name),
            Kind::Function => match types::function::own_attr(self, r, name) {
                Some(found) => Ok(Some(found)),
                None => self.find_plain(v, name),
            },
            Kind::Method => match self.find_plain(v, name)? {
                Some(found) => Ok(Some(found)),
                None => {
                    let function = self.heap.value(r, 1);
                    self.find_attr(function, name)
                }
            },
            Kind::Record if self.as_record(v, types::SUPER).is_some() => {
                types::descriptor::super_attr(self, v, name)
            }
            _ => self.find_plain(v, name),
        }
    }

    /// An attribute that the type gives.
    fn find_plain(&mut self, v: Value, name: Value) -> R<Option<Value>> {
        if v.as_type().is_some() {
            return self.find_class_attr(v, name);
        }
        let class = self.type_of(v);
        if name == Value::name(n::__class__) {
            return Ok(Some(class));
        }
        match self.lookup(class, name) {
            Some(found) => self.bind(found, v, class).map(Some),
            None => types::object::common_attr(self, v, name),
        }
    }

    fn class_flags(&self, class: Ref) -> i64 {
        self.heap.value(class, class::FLAGS).as_small().unwrap_or(0)
    }

    /// Where the cache of places keeps an attribute.
    #[inline(always)]
    fn place_of_known(header: Header, name: Value) -> usize {
        let low = name.word() as usize >> if WORD == 4 { 2 } else { 0 };
        (header.n() >> 8).wrapping_mul(31).wrapping_add(low) % super::PLACE_CACHE
    }

    /// How to get at an attribute of instances with this header; 0 if it is not known.
    #[inline(always)]
    fn known_place(&self, header: Header, name: Value) -> u32 {
        let known = &self.places[Self::place_of_known(header, name)];
        if known.header == header.0 && known.name == name && known.changed == self.classes_changed {
            known.how
        } else {
            0
        }
    }

    /// Where the value of an instance's own attribute is, if that is known and nothing in its class hides it: an object and
    /// the word there.
    #[inline(always)]
    fn known_value(&self, r: Ref, header: Header, name: Value, may: u32) -> Option<(Ref, usize)> {
        let heap = self.heap.view();
        let how = self.known_place(header, name);
        if how & may == 0 {
            return None;
        }
        let i = (how >> KnownPlace::PLACE) as usize;
        if how & KnownPlace::IN_DICT == 0 {
            return Some((r, i));
        }
        let dict = heap.value(r, header.n() & 0xff).as_ref()?;
        let table = heap.value(dict, 2).as_ref()?;
        let n = heap.header(table).n();
        let place = 1 + 2 * i;
        (n & 3 == 2 && i < n >> 2 && heap.word(table, place) == name.word())
            .then_some((table, place + 1))
    }

    /// Notes where instances with this header keep an attribute, and that it may be read or set.
    fn note_place(&mut self, header: Header, name: Value, place: Place, may: u32) {
        let how = match place {
            Place::Slot(i) => (1 + i as u32) << KnownPlace::PLACE,
            Place::Dict(dict) => match self.name_entry(dict, name) {
                Some(i) => (i as u32) << KnownPlace::PLACE | KnownPlace::IN_DICT,
                None => return,
            },
            Place::Absent => return,
        };
        let before = self.known_place(header, name) & (KnownPlace::READ | KnownPlace::WRITE);
        self.places[Self::place_of_known(header, name)] = KnownPlace {
            header: header.0,
            name,
            changed: self.classes_changed,
            how: how | may | before,
        };
    }

    fn find_instance_attr(&mut self, v: Value, r: Ref, name: Value) -> R<Option<Value>> {
        let header = self.heap.header(r);
        let s = self.shape_of(header);
        let class = self.heap.value(s, shape::CLASS);
        let Some(c) = class.as_ref() else {
            return Ok(None);
        };
        let flags = self.class_flags(c);
        if flags & (class::flags::GETATTRIBUTE | class::flags::GETATTR) == 0
            && self.lookup(class, name).is_none()
        {
            let place = self.place_in(s, r, header, name);
            if let Some(own) = self.own_attr_at(r, place, name) {
                self.note_place(header, name, place, KnownPlace::READ);
                return Ok(Some(own));
            }
        }
        if flags & class::flags::GETATTRIBUTE != 0
            && let Some(method) = self.own_special(v, n::__getattribute__)
        {
            let mark = self.mark();
            return match self.call_special(method, v, &[name]) {
                Ok(found) => Ok(Some(found)),
                Err(Raised)
                    if flags & class::flags::GETATTR != 0
                        && self.pending_is(types::ATTRIBUTE_ERROR) =>
                {
                    self.take_pending();
                    self.release(mark);
                    self.ask_getattr(v, name)
                }
                Err(e) => Err(e),
            };
        }
        let found = self.generic_getattr(v, r, class, name);
        if flags & class::flags::GETATTR == 0 {
            return found;
        }
        match found {
            Ok(None) => self.ask_getattr(v, name),
            Err(Raised) if self.pending_is(types::ATTRIBUTE_ERROR) => {
                self.take_pending();
                self.ask_getattr(v, name)
            }
            other => other,
        }
    }

    fn ask_getattr(&mut self, v: Value, name: Value) -> R<Option<Value>> {
        match self.special(v, n::__getattr__) {
            Some(method) => self.call_special(method, v, &[name]).map(Some),
            None => Ok(None),
        }
    }

    /// `object.__getattribute__`.
    pub fn generic_getattr(
        &mut self,
        v: Value,
        r: Ref,
        class: Value,
        name: Value,
    ) -> R<Option<Value>> {
        let found = self.lookup(class, name);
        if let Some(descriptor) = found
            && self.is_data_descriptor(descriptor)
            && !self.only_sets(descriptor)
        {
            return self.bind(descriptor, v, class).map(Some);
        }
        if let Some(own) = self.own_attr(r, name) {
            return Ok(Some(own));
        }
        if let Some(found) = found {
            return self.bind(found, v, class).map(Some);
        }
        if name == Value::name(n::__class__) {
            return Ok(Some(class));
        }
        types::object::common_attr(self, v, name)
    }

    /// A data descriptor without `__get__`: reading goes past it to the instance.
    fn only_sets(&mut self, descriptor: Value) -> bool {
        self.heap.is(descriptor, Kind::Instance)
            && self.payload(descriptor) == descriptor
            && self.own_special(descriptor, n::__get__).is_none()
    }

    /// Where an instance keeps this attribute.
    pub fn place_of(&mut self, instance: Ref, name: Value) -> Place {
        let header = self.heap.header(instance);
        self.place_in(self.shape_of(header), instance, header, name)
    }

    /// As `place_of`, of an instance with this header and shape.
    #[inline(always)]
    fn place_in(&self, mut s: Ref, instance: Ref, header: Header, name: Value) -> Place {
        if self.heap.value(s, shape::NAME) == shape::DICT_MODE {
            return match self.heap.value(instance, header.n() & 0xff).as_ref() {
                Some(dict) => Place::Dict(dict),
                None => Place::Absent,
            };
        }
        loop {
            let found = self.heap.value(s, shape::NAME);
            if found == name {
                return Place::Slot(self.heap.header(s).n() - 1);
            }
            match self.heap.value(s, shape::PARENT).as_ref() {
                Some(parent) => s = parent,
                None => return Place::Absent,
            }
        }
    }

    /// An instance's own attribute.
    pub fn own_attr(&mut self, instance: Ref, name: Value) -> Option<Value> {
        let header = self.heap.header(instance);
        let place = self.place_in(self.shape_of(header), instance, header, name);
        self.own_attr_at(instance, place, name)
    }

    #[inline(always)]
    fn own_attr_at(&mut self, instance: Ref, place: Place, name: Value) -> Option<Value> {
        match place {
            Place::Slot(i) => self.heap.value(instance, 1 + i).given(),
            Place::Dict(dict) => self.name_get(dict, name),
            Place::Absent => None,
        }
    }

    /// Sets an instance's own attribute, whatever its class says.
    pub fn set_own_attr(&mut self, instance: Ref, name: Value, v: Value) -> R<()> {
        let header = self.heap.header(instance);
        let place = self.place_in(self.shape_of(header), instance, header, name);
        self.set_attr_at(instance, place, name, v)
    }

    #[inline(always)]
    fn set_attr_at(&mut self, instance: Ref, place: Place, name: Value, v: Value) -> R<()> {
        match place {
            Place::Slot(i) => {
                self.heap.set_value(instance, 1 + i, v);
                Ok(())
            }
            Place::Dict(dict) => self.name_set(dict, name, v),
            Place::Absent => self.add_attr(instance, name, v),
        }
    }

    /// Adds an attribute: a step to the next shape, or into dict mode when the slots are used up.
    fn add_attr(&mut self, instance: Ref, name: Value, v: Value) -> R<()> {
        let mark = self.mark();
        self.keep(Value::reference(instance));
        self.keep(v);
        let header = self.heap.header(instance);
        let old = self.shape_of(header);
        let (count, slots) = (self.heap.header(old).n(), header.n() & 0xff);
        if count >= slots {
            let class = self.heap.value(old, shape::CLASS);
            if let Some(c) = class.as_ref() {
                let hint = self.heap.value(c, class::SLOTS).as_small().unwrap_or(0);
                self.heap.set_value(
                    c,
                    class::SLOTS,
                    Value::small_wrapping((hint.max(count as i64) + 1).min(64)),
                );
            }
            let dict = self.instance_dict(instance)?;
            self.name_set(dict, name, v)?;
            self.release(mark);
            return Ok(());
        }
        let next = self.child_shape(old, name, count + 1)?;
        let id = self.heap.value(next, shape::ID).small_unchecked() as usize;
        self.heap.set_value(instance, 1 + count, v);
        self.heap
            .set_header(instance, Header::new(Kind::Instance, slots | id << 8));
        self.release(mark);
        Ok(())
    }

    /// The shape that follows `parent` when `name` is added.
    pub(crate) fn child_shape(&mut self, parent: Ref, name: Value, count: usize) -> R<Ref> {
        // Children that died are cut out of the list on the way.
        let mut at = self.heap.value(parent, shape::FIRST_CHILD);
        while let Some(s) = at.as_ref() {
            if self.heap.value(s, shape::NAME) == name {
                return Ok(s);
            }
            at = self.heap.value(s, shape::SIBLING);
        }
        let class = self.heap.value(parent, shape::CLASS);
        let new = self.new_shape(class, Value::reference(parent), name, count)?;
        let first = self.heap.value(parent, shape::FIRST_CHILD);
        self.heap.set_value(new, shape::SIBLING, first);
        self.heap
            .set_value(parent, shape::FIRST_CHILD, Value::reference(new));
        Ok(new)
    }

    /// The dict of an instance, which is in dict mode from now on.
    pub fn instance_dict(&mut self, instance: Ref) -> R<Ref> {
        let header = self.heap.header(instance);
        let old = self.shape_of(header);
        let slots = header.n() & 0xff;
        if self.heap.value(old, shape::NAME) == shape::DICT_MODE {
            return match self.heap.value(instance, slots).as_ref() {
                Some(dict) => Ok(dict),
                None => Err(self.out_of_memory()),
            };
        }
        let mark = self.mark();
        self.keep(Value::reference(instance));
        let dict = self.new_dict()?;
        let Some(d) = dict.as_ref() else {
            return Err(self.out_of_memory());
        };
        // Oldest attribute first: the chain of shapes is walked once per attribute.
        let count = self.heap.header(old).n();
        let mut root = old;
        while let Some(parent) = self.heap.value(root, shape::PARENT).as_ref() {
            root = parent;
        }
        for i in self.heap.header(root).n()..count {
            let mut s = old;
            while self.heap.header(s).n() != i + 1 {
                match self.heap.value(s, shape::PARENT).as_ref() {
                    Some(parent) => s = parent,
                    None => break,
                }
            }
            let name = self.heap.value(s, shape::NAME);
            if let Some(v) = self.heap.value(instance, 1 + i).given() {
                self.name_set(d, name, v)?;
            }
        }
        let in_dict = self.child_shape(root, shape::DICT_MODE, self.heap.header(root).n())?;
        let id = self.heap.value(in_dict, shape::ID).small_unchecked() as usize;
        let first = self.heap.header(root).n();
        self.heap
            .words_mut(instance, 1 + first, 1 + slots)
            .fill(Value::UNBOUND.word());
        self.heap.set_value(instance, slots, dict);
        self.heap
            .set_header(instance, Header::new(Kind::Instance, slots | id << 8));
        self.release(mark);
        Ok(d)
    }

    /// An attribute of a class or builtin type.
    pub fn find_class_attr(&mut self, v: Value, name: Value) -> R<Option<Value>> {
        let meta = self.type_of(v);
        let in_meta = self.lookup(meta, name);
        if let Some(descriptor) = in_meta
            && self.is_data_descriptor(descriptor)
        {
            return self.bind(descriptor, v, meta).map(Some);
        }
        if let Some(found) = self.lookup(v, name) {
            return self.bind(found, Value::UNBOUND, v).map(Some);
        }
        if let Some(found) = in_meta {
            return self.bind(found, v, meta).map(Some);
        }
        if meta.as_ref().is_some()
            && let Some(method) = self.lookup(meta, Value::name(n::__getattr__))
        {
            return self.call_special(method, v, &[name]).map(Some);
        }
        Ok(None)
    }

    fn find_module_attr(&mut self, v: Value, r: Ref, name: Value) -> R<Option<Value>> {
        if let Some(dict) = self.heap.value(r, 2).as_ref()
            && let Some(found) = self.name_get(dict, name)
        {
            return Ok(Some(found));
        }
        if let Some(Immediate::Type(space)) = self.heap.value(r, 3).as_immediate()
            && let Some(name) = name.as_name()
            && let Some((index, item)) = self.space(space.0).find(name)
        {
            return match *item {
                Item::Getter(get) => get(self).map(Some),
                _ => self.item_value(space.0, index, item).map(Some),
            };
        }
        types::module::attr(self, v, r, name)
    }

    fn find_exception_attr(&mut self, v: Value, r: Ref, name: Value) -> R<Option<Value>> {
        let class = self.type_of(v);
        let found = self.lookup(class, name);
        if let Some(descriptor) = found
            && self.is_data_descriptor(descriptor)
        {
            return self.bind(descriptor, v, class).map(Some);
        }
        if let Some(dict) = self.heap.value(r, exception::DICT).as_ref()
            && let Some(own) = self.name_get(dict, name)
        {
            return Ok(Some(own));
        }
        if let Some(found) = found {
            return self.bind(found, v, class).map(Some);
        }
        if let Some(found) = types::object::common_attr(self, v, name)? {
            return Ok(Some(found));
        }
        if class.as_ref().is_some() {
            self.ask_getattr(v, name)
        } else {
            Ok(None)
        }
    }

    /// `setattr(v, name, value)`; a `value` of UNBOUND deletes.
    #[inline]
    pub fn setattr(&mut self, v: Value, name: Value, value: Value) -> R<()> {
        if let Some(r) = v.as_ref()
            && !value.is_unbound()
        {
            let header = self.heap.header(r);
            if header.is(Kind::Instance)
                && let Some((object, i)) = self.known_value(r, header, name, KnownPlace::WRITE)
            {
                self.heap.set_value(object, i, value);
                return Ok(());
            }
        }
        self.setattr_anew(v, name, value)
    }

    #[inline(never)]
    fn setattr_anew(&mut self, v: Value, name: Value, value: Value) -> R<()> {
        let Some(r) = v.as_ref() else {
            return self.set_plain(v, name, value);
        };
        let header = self.heap.header(r);
        if header.is(Kind::Instance) && !value.is_unbound() {
            let s = self.shape_of(header);
            let class = self.heap.value(s, shape::CLASS);
            let special = class::flags::SETATTR | class::flags::SLOTTED;
            if let Some(c) = class.as_ref()
                && self.class_flags(c) & special == 0
                && self.lookup(class, name).is_none()
                && name != Value::name(n::__class__)
                && name != Value::name(n::__dict__)
            {
                let place = self.place_in(s, r, header, name);
                self.note_place(header, name, place, KnownPlace::WRITE);
                return self.set_attr_at(r, place, name, value);
            }
        }
        match header.kind() {
            Kind::Instance | Kind::Exception => {
                let special = if value.is_unbound() {
                    n::__delattr__
                } else {
                    n::__setattr__
                };
                let class = self.type_of(v);
                if let Some(c) = class.as_ref()
                    && self.class_flags(c) & class::flags::SETATTR != 0
                    && let Some(method) = self.own_special(v, special)
                {
                    let args = [name, value];
                    let args = if value.is_unbound() {
                        &args[..1]
                    } else {
                        &args[..]
                    };
                    return self.call_special(method, v, args).map(|_| ());
                }
                self.generic_setattr(v, name, value)
            }
            Kind::Class => types::class::set_attr(self, v, name, value),
            Kind::Module => types::module::set_attr(self, r, name, value),
            Kind::Function => types::function::set_attr(self, v, name, value),
            _ => self.set_plain(v, name, value),
        }
    }

    /// `object.__setattr__` and `object.__delattr__`.
    pub fn generic_setattr(&mut self, v: Value, name: Value, value: Value) -> R<()> {
        let class = self.type_of(v);
        if let Some(found) = self.lookup(class, name)
            && self.set_by_descriptor(found, v, value)?
        {
            return Ok(());
        }
        let Some(r) = v.as_ref() else {
            return self.set_plain(v, name, value);
        };
        if self.heap.header(r).is(Kind::Exception) {
            return types::exceptions::set_attr(self, v, name, value);
        }
        if name == Value::name(n::__class__) {
            return types::object::set_class(self, v, value);
        }
        if name == Value::name(n::__dict__) {
            return types::object::set_dict(self, v, value);
        }
        if let Some(c) = class.as_ref()
            && self.class_flags(c) & class::flags::SLOTTED != 0
        {
            return Err(types::exceptions::not_settable(self, v, name));
        }
        if value.is_unbound() {
            return self.delete_own_attr(v, r, name);
        }
        self.set_own_attr(r, name, value)
    }

    fn delete_own_attr(&mut self, v: Value, r: Ref, name: Value) -> R<()> {
        if self.own_attr(r, name).is_none() {
            return Err(self.error(
                types::ATTRIBUTE_ERROR,
                &[
                    Piece::S("'"),
                    Piece::T(v),
                    Piece::S("' object has no attribute '"),
                    Piece::V(name),
                    Piece::S("'"),
                ],
            ));
        }
        let dict = self.instance_dict(r)?;
        self.dict_remove(dict, name)?;
        Ok(())
    }

    /// Sets (or deletes, with UNBOUND) through a data descriptor; false if `found` is none.
    pub fn set_by_descriptor(&mut self, found: Value, v: Value, value: Value) -> R<bool> {
        if let Some(r) = found.as_ref() {
            if self.heap.header(r).is(Kind::Instance) {
                let special = if value.is_unbound() {
                    n::__delete__
                } else {
                    n::__set__
                };
                if let Some(method) = self.own_special(found, special) {
                    let args = [v, value];
                    let args = if value.is_unbound() {
                        &args[..1]
                    } else {
                        &args[..]
                    };
                    self.call_special(method, found, args)?;
                    return Ok(true);
                }
                let other = if value.is_unbound() {
                    n::__set__
                } else {
                    n::__delete__
                };
                if self.own_special(found, other).is_some() {
                    return Err(self.raise_with(types::ATTRIBUTE_ERROR, Value::name(special)));
                }
            }
            return types::descriptor::set(self, found, v, value);
        }
        match self.native_item(found) {
            Some(Item::Property(_, Some(set))) => {
                set(self, v, value)?;
                Ok(true)
            }
            Some(Item::Property(_, None)) => {
                let Some(Immediate::Native { space, index }) = found.as_immediate() else {
                    return Ok(false);
                };
                let plain = [
                    types::PROPERTY,
                    types::FUNCTION,
                    types::METHOD,
                    types::CODE,
                    types::SLICE,
                    types::RANGE,
                ];
                let computed = found.as_immediate()
                    == self
                        .lookup(Value::builtin_type(types::METHOD), Value::name(n::__doc__))
                        .and_then(Value::as_immediate);
                if plain.iter().any(|t| t.0 == space) && !computed {
                    return Err(
                        self.error(types::ATTRIBUTE_ERROR, &[Piece::S("readonly attribute")])
                    );
                }
                let name = self
                    .space(space)
                    .members
                    .get(usize::from(index))
                    .map_or(n::__, |m| m.0);
                Err(self.error(
                    types::ATTRIBUTE_ERROR,
                    &[
                        Piece::S("attribute '"),
                        Piece::V(Value::name(name)),
                        Piece::S("' of '"),
                        Piece::T(v),
                        Piece::S("' objects is not writable"),
                    ],
                ))
            }
            _ => Ok(false),
        }
    }

    /// Values without attributes of their own.
    fn set_plain(&mut self, v: Value, name: Value, value: Value) -> R<()> {
        if v.as_type().is_some() {
            return types::class::set_attr(self, v, name, value);
        }
        let class = self.type_of(v);
        if let Some(found) = self.lookup(class, name) {
            if self.set_by_descriptor(found, v, value)? {
                return Ok(());
            }
            return Err(self.error(
                types::ATTRIBUTE_ERROR,
                &[
                    Piece::S("'"),
                    Piece::T(v),
                    Piece::S("' object attribute "),
                    Piece::R(name),
                    Piece::S(" is read-only"),
                ],
            ));
        }
        Err(types::exceptions::not_settable(self, v, name))
    }

    /// The AttributeError for a missing attribute.
    #[cold]
    pub fn no_attribute(&mut self, v: Value, name: Value) -> Raised {
        types::exceptions::no_attribute(self, v, name)
    }
}
