# weakref: references that do not keep an object. An object without any other reference is gone once it was collected.
from _weakref import number as _number, object as _object, watch as _watch
from collections.abc import MutableMapping, MutableSet

__all__ = ["CallableProxyType", "ProxyType", "ProxyTypes", "ReferenceType", "WeakKeyDictionary", "WeakMethod", "WeakSet",
           "WeakValueDictionary", "finalize", "getweakrefcount", "getweakrefs", "proxy", "ref"]

# The reference without a function, by the number of its object.
_plain = {}
# Numbers of the references with a function.
_calling = {}


def _look():
    # After a collection.
    for number in [number for number in _plain if _object(number) is None]:
        del _plain[number]
    for number in reversed(list(_calling)):
        reference = _object(number)
        if reference is None:
            del _calling[number]
        elif reference() is None:
            del _calling[number]
            reference.__callback__(reference)


class ref:
    __slots__ = ("_of", "_always", "_hash", "__callback__")

    def __new__(cls, object, callback=None, /):
        of = _number(object)
        if callback is None and cls is ref and of in _plain:
            return _plain[of]
        self = super().__new__(cls)
        self._of = of
        self._always = object if of is None else None
        self._hash = None
        self.__callback__ = callback
        if of is not None:
            _watch(_look)
            if callback is not None:
                _calling[_number(self)] = None
            elif cls is ref:
                _plain[of] = self
        return self

    def __init__(self, object, callback=None, /):
        pass

    def __call__(self):
        return self._always if self._of is None else _object(self._of)

    def __hash__(self):
        if self._hash is None:
            object = self()
            if object is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(object)
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        mine, its = self(), other()
        if mine is None or its is None:
            return self is other
        return mine == its

    def __repr__(self):
        object = self()
        if object is None:
            return "<weakref at %#x; dead>" % id(self)
        return "<weakref at %#x; to '%s' at %#x>" % (id(self), type(object).__name__, id(object))

    @classmethod
    def __class_getitem__(cls, item):
        return cls


ReferenceType = ref


def getweakrefs(object):
    try:
        number = _number(object)
    except TypeError:
        return []
    found = [_plain[number]] if number in _plain else []
    for other in _calling:
        reference = _object(other)
        if reference is not None and reference._of == number:
            found.append(reference)
    return found


def getweakrefcount(object):
    return len(getweakrefs(object))


class WeakMethod(ref):
    __slots__ = ("_function", "_type")

    def __new__(cls, method, callback=None):
        try:
            object, function = method.__self__, method.__func__
        except AttributeError:
            raise TypeError("argument should be a bound method, not %s" % type(method)) from None
        self = ref.__new__(cls, object, callback)
        self._function = ref(function)
        self._type = type(method)
        return self

    def __call__(self):
        object, function = super().__call__(), self._function()
        return None if object is None or function is None else self._type(function, object)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self() is None or other() is None:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    __hash__ = ref.__hash__


class ProxyType:
    __slots__ = ("_reference",)
    __hash__ = None

    def __getattribute__(self, name):
        return getattr(_meant(self), name)

    def __setattr__(self, name, value):
        setattr(_meant(self), name, value)

    def __delattr__(self, name):
        delattr(_meant(self), name)

    def __repr__(self):
        object = _reference(self)()
        return "<weakproxy at %#x to %s at %#x>" % (id(self), type(object).__name__, id(object))

    def __bool__(self):
        return bool(_meant(self))


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **keywords):
        return _meant(self)(*args, **keywords)


ProxyTypes = (ProxyType, CallableProxyType)
_reference = ProxyType._reference.__get__
_refer = ProxyType._reference.__set__
_blank = object.__new__


def _meant(proxy):
    object = _reference(proxy)()
    if object is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return object


def _forward():
    import operator

    def operation(function):
        return lambda self, *others: function(_meant(self), *[_meant(o) if isinstance(o, ProxyType) else o for o in others])

    def turned(function):
        return lambda self, other: function(other, _meant(self))

    for name in ("lt", "le", "eq", "ne", "gt", "ge", "neg", "pos", "invert", "contains", "getitem", "setitem", "delitem", "index"):
        setattr(ProxyType, "__%s__" % name, operation(getattr(operator, name)))
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul"):
        function = getattr(operator, name + "_" if name in ("and", "or") else name)
        setattr(ProxyType, "__%s__" % name, operation(function))
        setattr(ProxyType, "__r%s__" % name, turned(function))
        setattr(ProxyType, "__i%s__" % name, operation(getattr(operator, "i" + name)))
    for name, function in (("len", len), ("iter", iter), ("next", next), ("str", str), ("int", int), ("float", float),
                           ("abs", abs), ("reversed", reversed), ("divmod", divmod), ("round", round), ("bytes", bytes)):
        setattr(ProxyType, "__%s__" % name, operation(function))


_forward()


def proxy(object, callback=None, /):
    made = _blank(CallableProxyType if callable(object) else ProxyType)
    if callback is None:
        reference = ref(object)
    else:
        reference = ref(object, lambda _: callback(made))
    _refer(made, reference)
    return made


class finalize:
    __slots__ = ()
    _waiting = {}

    def __init__(self, obj, func, /, *args, **keywords):
        if not finalize._waiting:
            try:
                import atexit
                atexit.register(finalize._exit)
            except ImportError:
                pass
        finalize._waiting[self] = [ref(obj, lambda _: self()), func, args, keywords, True]

    def __call__(self, _=None):
        entry = finalize._waiting.pop(self, None)
        if entry is not None:
            return entry[1](*entry[2], **entry[3])

    def detach(self):
        found = self.peek()
        finalize._waiting.pop(self, None)
        return found

    def peek(self):
        entry = finalize._waiting.get(self)
        object = entry and entry[0]()
        return None if object is None else (object, *entry[1:4])

    @property
    def alive(self):
        return self in finalize._waiting

    @property
    def atexit(self):
        entry = finalize._waiting.get(self)
        return entry is not None and entry[4]

    @atexit.setter
    def atexit(self, value):
        entry = finalize._waiting.get(self)
        if entry is not None:
            entry[4] = bool(value)

    @classmethod
    def _exit(cls):
        for self in reversed(list(cls._waiting)):
            if self.atexit:
                self()
        cls._waiting.clear()


class _WeakDictionary(MutableMapping):
    """What both kinds have alike; copy() is their own."""

    def __copy__(self):
        return self.copy()

    def __or__(self, other):
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, MutableMapping) else NotImplemented

    def __repr__(self):
        return "<%s at %#x>" % (type(self).__name__, id(self))


class WeakValueDictionary(_WeakDictionary):
    def __init__(self, other=(), /, **keywords):
        self._references = {}
        self.update(other, **keywords)

    def __getitem__(self, key):
        object = self._references[key]()
        if object is None:
            raise KeyError(key)
        return object

    def __setitem__(self, key, value):
        self._references[key] = ref(value)

    def __delitem__(self, key):
        if self._references.pop(key)() is None:
            raise KeyError(key)

    def __contains__(self, key):
        return self.get(key) is not None

    def get(self, key, default=None):
        reference = self._references.get(key)
        object = reference and reference()
        return default if object is None else object

    def items(self):
        for key, reference in list(self._references.items()):
            object = reference()
            if object is not None:
                yield key, object
            elif self._references.get(key) is reference:
                del self._references[key]

    def __iter__(self):
        for key, _ in self.items():
            yield key

    keys = __iter__

    def values(self):
        for _, object in self.items():
            yield object

    def __len__(self):
        return sum(1 for _ in self.items())

    def valuerefs(self):
        return list(self._references.values())

    def itervaluerefs(self):
        return iter(self.valuerefs())

    def copy(self):
        return WeakValueDictionary(self.items())


class WeakKeyDictionary(_WeakDictionary):
    def __init__(self, dict=None):
        self._entries = {}
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self._entries[ref(key)]

    def __setitem__(self, key, value):
        self._entries[ref(key)] = value

    def __delitem__(self, key):
        del self._entries[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self._entries
        except TypeError:
            return False

    def get(self, key, default=None):
        return self._entries.get(ref(key), default)

    def items(self):
        gone = [reference for reference in self._entries if reference() is None]
        for reference in gone:
            del self._entries[reference]
        for reference, value in list(self._entries.items()):
            key = reference()
            if key is not None:
                yield key, value

    def __iter__(self):
        for key, _ in self.items():
            yield key

    keys = __iter__

    def values(self):
        for _, value in self.items():
            yield value

    def __len__(self):
        return sum(1 for _ in self.items())

    def keyrefs(self):
        return list(self._entries)

    def copy(self):
        return WeakKeyDictionary(dict(self.items()))


class WeakSet(MutableSet):
    def __init__(self, data=None):
        self._references = WeakKeyDictionary()
        if data is not None:
            self.update(data)

    def add(self, item):
        self._references[item] = None

    def discard(self, item):
        self._references.pop(item, None)

    def remove(self, item):
        del self._references[item]

    def update(self, other):
        for item in other:
            self.add(item)

    def __contains__(self, item):
        return item in self._references

    def __iter__(self):
        return iter(self._references)

    def __len__(self):
        return len(self._references)

    def clear(self):
        self._references = WeakKeyDictionary()

    def copy(self):
        return WeakSet(self)

    def union(self, other):
        return self | WeakSet(other)

    def intersection(self, other):
        return WeakSet(item for item in other if item in self)

    def difference(self, other):
        gone = WeakSet(other)
        return WeakSet(item for item in self if item not in gone)

    def issubset(self, other):
        return all(item in other for item in self)

    def issuperset(self, other):
        return all(item in self for item in other)

    def __repr__(self):
        return repr(set(self))
