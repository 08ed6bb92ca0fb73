//! Finding a name in a type, along its method resolution order, and binding what is found.

use crate::machine::{Machine, Root};
use crate::memory::Kind;
use crate::names::Name;
use crate::native::{Args, Item, Native, R, Sort};
use crate::object::class;
use crate::types;
use crate::value::{Immediate, Ref, TypeId, Value, WORD};

impl Machine<'_> {
    /// The member of a builtin type or module, as the value it stands for. Methods, functions and properties are
    /// `Value::native` (what they are, the space's table says); constants may have to be made.
    pub fn space_member(&mut self, space: u16, name: Value) -> R<Option<Value>> {
        let Some(name) = self.static_name(name) else {
            return Ok(None);
        };
        let Some((index, item)) = self.space(space).find(name) else {
            return Ok(None);
        };
        self.item_value(space, index, item).map(Some)
    }

    pub fn item_value(&mut self, space: u16, index: u16, item: &'static Item) -> R {
        match *item {
            Item::Value(v) => Ok(v),
            Item::Int(i) => self.new_int(i64::from(i)),
            Item::Float(f) => self.new_float(*f),
            Item::Str(s) => match Name::find(s.as_bytes()) {
                Some(n) => Ok(Value::name(n)),
                None => self.new_str(s.as_bytes()),
            },
            Item::Type(t) => Ok(Value::builtin_type(t)),
            _ => Ok(Value::native(space, index)),
        }
    }

    /// The static name behind an interned string; one-character names have none.
    fn static_name(&self, name: Value) -> Option<Name> {
        name.as_name()
    }

    /// The item behind a native value.
    pub fn native_item(&self, v: Value) -> Option<&'static Item> {
        match v.as_immediate()? {
            Immediate::Native { space, index } => self
                .space(space)
                .members
                .get(usize::from(index))
                .map(|m| &m.1),
            _ => None,
        }
    }

    /// Looks an interned name up in a type and its bases: what the class body or the builtin table holds, not bound.
    #[inline]
    pub fn lookup(&mut self, class: Value, name: Value) -> Option<Value> {
        if class.as_ref().is_none() {
            return self.lookup_builtin(class.as_type()?, name);
        }
        // They differ in their low bits, behind the tag of 32-bit words: by their place in the heap or among the names.
        let low = |v: Value| v.word() as usize >> if WORD == 4 { 2 } else { 0 };
        let place = low(class).wrapping_mul(31).wrapping_add(low(name)) % super::CLASS_CACHE;
        let known = &self.lookups[place];
        if known.name == name && known.class == class && known.changed == self.classes_changed {
            return known.found;
        }
        self.lookup_anew(class, name, place)
    }

    #[inline(never)]
    fn lookup_anew(&mut self, class: Value, name: Value, place: usize) -> Option<Value> {
        let changed = self.classes_changed;
        let found = self.lookup_in_order(class, name);
        self.lookups[place] = super::Lookup {
            changed,
            class,
            name,
            found,
        };
        found
    }

    fn lookup_in_order(&mut self, class: Value, name: Value) -> Option<Value> {
        let c = self.heap.as_kind(class, Kind::Class)?;
        let mro = self.heap.value(c, class::MRO).as_ref()?;
        for i in 0..self.heap.header(mro).n() {
            let base = self.heap.value(mro, 1 + i);
            let found = match base.as_type() {
                Some(id) => self.lookup_own_builtin(id, name),
                None => {
                    let dict = self.heap.value(base.as_ref()?, class::DICT).as_ref()?;
                    self.name_get(dict, name)
                }
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The attribute of a builtin type itself, not of its bases.
    pub(crate) fn lookup_own_builtin(&mut self, id: TypeId, name: Value) -> Option<Value> {
        let name = self.static_name(name)?;
        let space = self.space(id.0);
        if name == crate::names::n::__new__ && space.class.is_some_and(|c| c.new.is_some()) {
            return Some(Value::native(id.0, types::function::CONSTRUCTOR));
        }
        let (index, item) = self.find_member(id.0, name)?;
        match item {
            Item::Int(_) | Item::Float(_) | Item::Str(_) | Item::Value(_) | Item::Type(_) => {
                self.item_value(id.0, index, item).ok()
            }
            _ => Some(Value::native(id.0, index)),
        }
    }

    /// The member of a space, by way of a small cache: tables are searched from end to end.
    fn find_member(&mut self, space: u16, name: Name) -> Option<(u16, &'static Item)> {
        let place = (usize::from(space) * 31 + usize::from(name.0)) % super::MEMBER_CACHE;
        let of = self.space(space);
        let (known_space, known_name, known) = self.members[place];
        if (known_space, known_name) == (space, name.0) {
            return of.members.get(usize::from(known)).map(|m| (known, &m.1));
        }
        let found = of.find(name);
        self.members[place] = (space, name.0, found.map_or(u16::MAX, |f| f.0));
        found
    }

    #[inline(never)]
    fn lookup_builtin(&mut self, mut id: TypeId, name: Value) -> Option<Value> {
        loop {
            if let Some(v) = self.lookup_own_builtin(id, name) {
                return Some(v);
            }
            if id == types::OBJECT {
                return None;
            }
            id = self.space(id.0).class.map_or(types::OBJECT, |c| c.base);
        }
    }

    /// As `lookup`, but only in the classes behind `after` in the order of `class`: for `super`.
    pub fn lookup_after(&mut self, class: Value, after: Value, name: Value) -> Option<Value> {
        if class.as_type().is_some() {
            let mut passed = false;
            let mut first = None;
            self.each_base(class, |c| {
                if passed {
                    first = c.as_type();
                    return false;
                }
                passed = c == after;
                true
            });
            return first.and_then(|id| self.lookup_builtin(id, name));
        }
        let c = self.heap.as_kind(class, Kind::Class)?;
        let mro = self.heap.value(c, class::MRO).as_ref()?;
        let mut passed = false;
        for i in 0..self.heap.header(mro).n() {
            let base = self.heap.value(mro, 1 + i);
            if !passed {
                passed = base == after;
                continue;
            }
            let found = match base.as_type() {
                Some(id) => self.lookup_own_builtin(id, name),
                None => {
                    let dict = self.heap.value(base.as_ref()?, class::DICT).as_ref()?;
                    self.name_get(dict, name)
                }
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The special method of a value's type, not bound.
    #[inline]
    pub fn special(&mut self, v: Value, name: Name) -> Option<Value> {
        let class = self.type_of(v);
        self.lookup(class, Value::name(name))
    }

    /// A special method defined by a program's class of `v` (not one inherited from a builtin type).
    pub fn own_special(&mut self, v: Value, name: Name) -> Option<Value> {
        let r = v.as_ref()?;
        if !matches!(
            self.heap.kind(r),
            Kind::Instance | Kind::Class | Kind::Exception
        ) {
            return None;
        }
        let found = self.special(v, name)?;
        match found.as_immediate() {
            // The operators know what the core's own types do; what a type of the library does, its members say. A class
            // body may have given a builtin's method a name: `__getattr__ = dict.get`.
            Some(Immediate::Native { space, .. }) if space < types::COUNT => {
                let own = space != types::OBJECT.0 && self.names_native(v, name, found);
                own.then_some(found)
            }
            _ => Some(found),
        }
    }

    /// Whether a program's class of `v` holds this native under this name.
    #[cold]
    fn names_native(&mut self, v: Value, name: Name, native: Value) -> bool {
        let class = self.type_of(v);
        let Some(mro) = self
            .heap
            .as_kind(class, Kind::Class)
            .and_then(|c| self.heap.value(c, class::MRO).as_ref())
        else {
            return false;
        };
        for i in 0..self.heap.header(mro).n() {
            let base = self.heap.value(mro, 1 + i);
            let Some(c) = self.heap.as_kind(base, Kind::Class) else {
                return false;
            };
            let held = self
                .heap
                .value(c, class::DICT)
                .as_ref()
                .and_then(|d| self.name_get(d, Value::name(name)));
            if held.is_some() {
                return held == Some(native);
            }
        }
        false
    }

    /// Calls a special method found by `special`, bound to `v`.
    pub fn call_special(&mut self, method: Value, v: Value, args: &[Value]) -> R {
        if self.is_plain_method(method) {
            return self.call_with_self(method, v, args);
        }
        let class = self.type_of(v);
        let bound = self.bind(method, v, class)?;
        self.call(bound, args)
    }

    /// Whether calling `method(self, …)` is what calling it bound would do.
    #[inline]
    pub fn is_plain_method(&self, method: Value) -> bool {
        match method.as_ref() {
            Some(r) => self.heap.header(r).is(Kind::Function),
            None => self.is_native_method(method),
        }
    }

    /// What reading an attribute gives when `found` was found in a type: functions become bound methods, properties are
    /// computed, other descriptors are asked. `instance` is UNBOUND when the attribute is read from the type itself.
    pub fn bind(&mut self, found: Value, instance: Value, class: Value) -> R {
        let Some(r) = found.as_ref() else {
            let Some(item) = self.native_item(found) else {
                return Ok(found);
            };
            return match *item {
                Item::Native(Native {
                    sort: Sort::Method, ..
                }) if !instance.is_unbound() => {
                    self.new_object(Kind::Method, 0, &[found, instance])
                }
                Item::Native(Native {
                    sort: Sort::ClassMethod,
                    ..
                }) => self.new_object(Kind::Method, 0, &[found, class]),
                Item::Property(get, _) if !instance.is_unbound() => get(self, instance),
                Item::Getter(get) => get(self),
                _ => Ok(found),
            };
        };
        match self.heap.kind(r) {
            Kind::Function if !instance.is_unbound() => {
                self.new_object(Kind::Method, 0, &[found, instance])
            }
            Kind::Record => types::descriptor::get(self, found, instance, class),
            Kind::Instance => {
                let Some(get) = self.own_special(found, crate::names::n::__get__) else {
                    // A subclass of property and the like.
                    let own = self.payload(found);
                    return if self.heap.is(own, Kind::Record) {
                        types::descriptor::get(self, found, instance, class)
                    } else {
                        Ok(found)
                    };
                };
                let instance = instance.given().unwrap_or(Value::NONE);
                self.call_special(get, found, &[instance, class])
            }
            _ => Ok(found),
        }
    }

    /// Whether `found` (in a type) goes before an instance's own attributes: it has `__set__` or `__delete__`.
    pub fn is_data_descriptor(&mut self, found: Value) -> bool {
        let Some(r) = found.as_ref() else {
            return matches!(self.native_item(found), Some(Item::Property(..)));
        };
        match self.heap.kind(r) {
            Kind::Record => types::descriptor::is_data(self, found),
            Kind::Instance => {
                self.own_special(found, crate::names::n::__set__).is_some()
                    || self
                        .own_special(found, crate::names::n::__delete__)
                        .is_some()
                    || types::descriptor::is_data(self, found)
            }
            _ => false,
        }
    }

    /// The method resolution order of a type: calls `f` with each until it returns false.
    pub fn each_base(&self, class: Value, mut f: impl FnMut(Value) -> bool) {
        if let Some(mut id) = class.as_type() {
            let group = id == types::EXCEPTION_GROUP;
            loop {
                if !f(Value::builtin_type(id)) || id == types::OBJECT {
                    return;
                }
                // The one builtin class with two bases.
                if group
                    && id == types::BASE_EXCEPTION_GROUP
                    && !f(Value::builtin_type(types::EXCEPTION))
                {
                    return;
                }
                id = self.space(id.0).class.map_or(types::OBJECT, |c| c.base);
            }
        }
        let Some(mro) = self
            .heap
            .as_kind(class, Kind::Class)
            .and_then(|c| self.heap.value(c, class::MRO).as_ref())
        else {
            return;
        };
        for i in 0..self.heap.header(mro).n() {
            if !f(self.heap.value(mro, 1 + i)) {
                return;
            }
        }
    }

    /// Whether `base` is in the method resolution order of `class`. Both are types.
    pub fn is_subclass(&self, class: Value, base: Value) -> bool {
        if class == base {
            return true;
        }
        let mut found = false;
        self.each_base(class, |c| {
            found = c == base;
            !found
        });
        found
    }

    /// Whether `v` is an instance of the builtin type or of a subclass.
    pub fn is_a(&self, v: Value, class: TypeId) -> bool {
        self.is_subclass(self.type_of(v), Value::builtin_type(class))
    }

    /// Whether `v` is a type.
    pub fn is_type(&self, v: Value) -> bool {
        v.as_type().is_some() || self.heap.is(v, Kind::Class)
    }

    /// Name of a type, as a str.
    pub fn type_name(&self, class: Value) -> Value {
        match class.as_type() {
            Some(id) => Value::name(self.space(id.0).name),
            None => self
                .heap
                .as_kind(class, Kind::Class)
                .map_or(Value::NONE, |c| self.heap.value(c, class::NAME)),
        }
    }

    /// The builtin type whose layout instances of a type have.
    pub fn layout_of(&self, class: Value) -> TypeId {
        match class.as_type() {
            Some(id) => id,
            None => self
                .heap
                .as_kind(class, Kind::Class)
                .and_then(|c| self.heap.value(c, class::LAYOUT).as_type())
                .unwrap_or(types::OBJECT),
        }
    }

    /// A tuple of the first `count` arguments.
    pub fn new_tuple_of(&mut self, args: Args, count: usize) -> R {
        if count == 0 {
            return Ok(self.root(Root::EmptyTuple));
        }
        let r = self.new_tuple_sized(count)?;
        for i in 0..count {
            let v = args.at(self, i);
            self.heap.set_value(r, 1 + i, v);
        }
        Ok(Value::reference(r))
    }

    /// Length of a tuple.
    #[inline]
    pub fn tuple_len(&self, tuple: Value) -> usize {
        self.as_native(tuple, Kind::Tuple)
            .map_or(0, |r| self.heap.header(r).n())
    }

    /// Item of a tuple; `i` must be in range.
    #[inline]
    pub fn tuple_item(&self, tuple: Value, i: usize) -> Value {
        self.as_native(tuple, Kind::Tuple)
            .map_or(Value::NONE, |r| self.heap.value(r, 1 + i))
    }

    /// Length of a list.
    #[inline]
    pub fn list_len(&self, list: Ref) -> usize {
        self.heap.word(list, 1) as usize
    }

    /// Item of a list; `i` must be in range.
    #[inline]
    pub fn list_item(&self, list: Ref, i: usize) -> Value {
        self.heap
            .value(list, 2)
            .as_ref()
            .map_or(Value::NONE, |b| self.heap.value(b, 1 + i))
    }

    #[inline]
    pub fn list_set(&mut self, list: Ref, i: usize, v: Value) {
        if let Some(b) = self.heap.value(list, 2).as_ref() {
            self.heap.set_value(b, 1 + i, v);
        }
    }

    /// Appends to a list.
    #[inline]
    pub fn list_push(&mut self, list: Ref, v: Value) -> R<()> {
        let len = self.list_len(list);
        if let Some(b) = self.heap.value(list, 2).as_ref()
            && len < self.heap.header(b).n()
        {
            self.heap.set_value(b, 1 + len, v);
            self.heap.set_word(list, 1, len as crate::value::Word + 1);
            return Ok(());
        }
        self.list_push_slow(list, v)
    }

    #[inline(never)]
    fn list_push_slow(&mut self, list: Ref, v: Value) -> R<()> {
        let mark = self.mark();
        self.keep(Value::reference(list));
        self.keep(v);
        let len = self.list_len(list);
        self.list_reserve(list, len + 1 + (len >> 3) + if len < 8 { 2 } else { 6 })?;
        self.release(mark);
        if let Some(b) = self.heap.value(list, 2).as_ref() {
            self.heap.set_value(b, 1 + len, v);
        }
        self.heap.set_word(list, 1, len as crate::value::Word + 1);
        Ok(())
    }

    /// Makes room for `capacity` items.
    pub fn list_reserve(&mut self, list: Ref, capacity: usize) -> R<()> {
        let old = self.heap.value(list, 2).as_ref();
        if old.is_some_and(|b| self.heap.header(b).n() >= capacity) {
            return Ok(());
        }
        let mark = self.mark();
        let new = self.alloc(Kind::Items, capacity, 1 + capacity)?;
        let len = self.list_len(list);
        if let Some(b) = old {
            let (from, to) = self.heap.two((b, 1, 1 + len), (new, 1, 1 + len));
            to.copy_from_slice(from);
        }
        self.heap.set_value(list, 2, Value::reference(new));
        self.release(mark);
        Ok(())
    }

    /// Whether a name is one of the builtins, so that a global of that name hides it.
    pub fn is_builtin_name(&mut self, name: Value) -> bool {
        name.as_name()
            .is_some_and(|n| self.space(types::BUILTINS.0).find(n).is_some())
            || self
                .root(Root::Builtins)
                .as_ref()
                .is_some_and(|d| self.table_len(d) > 0)
    }
}
