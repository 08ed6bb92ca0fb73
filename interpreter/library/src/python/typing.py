# typing: names to annotate with. They carry what they were given and check nothing.
from types import GenericAlias

TYPE_CHECKING = False


class _Form:
    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, args):
        return _Alias(self, args if isinstance(args, tuple) else (args,))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        return ()

    def __call__(self, *args, **keywords):
        raise TypeError("Cannot instantiate " + repr(self))


def _shown(arg):
    if arg is ...:
        return "..."
    if isinstance(arg, list):
        return "[%s]" % ", ".join([_shown(a) for a in arg])
    if isinstance(arg, type):
        return arg.__qualname__ if arg.__module__ == "builtins" else arg.__module__ + "." + arg.__qualname__
    return repr(arg)


class _Alias(_Form):
    def __init__(self, origin, args):
        self.__origin__ = getattr(origin, "_class", origin)
        self.__args__ = args
        self._form = origin

    def __repr__(self):
        form, args = self._form, self.__args__
        if form is Union and len(args) == 2 and type(None) in args:
            form, args = Optional, [a for a in args if a is not type(None)]
        return "%r[%s]" % (form, ", ".join([_shown(a) for a in args]))

    def __getitem__(self, args):
        return _Alias(self._form, args if isinstance(args, tuple) else (args,))

    def __eq__(self, other):
        return isinstance(other, _Alias) and self._form is other._form and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self._form, self.__args__))

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, type):
            return (self.__origin__,)
        return (Generic,) if self._form is Protocol and Generic not in bases else ()

    def __call__(self, *args, **keywords):
        return self.__origin__(*args, **keywords)


class _Union(_Form):
    def __getitem__(self, args):
        flat = []
        for arg in args if isinstance(args, tuple) else (args,):
            arg = type(None) if arg is None else arg
            for one in arg.__args__ if isinstance(arg, _Alias) and arg._form is Union else (arg,):
                if one not in flat:
                    flat.append(one)
        return flat[0] if len(flat) == 1 else _Alias(self, tuple(flat))


class _Optional(_Form):
    def __getitem__(self, arg):
        return Union[arg, None]


class _Literal(_Form):
    def __getitem__(self, args):
        return _Alias(self, args if isinstance(args, tuple) else (args,))


class _Annotated(_Form):
    def __getitem__(self, args):
        alias = _Alias(self, args[:1])
        alias.__metadata__ = args[1:]
        return alias


class _Generic(_Form):
    # An alias of a class: List of list.
    def __init__(self, name, cls):
        self._name = name
        self._class = self.__origin__ = cls

    def __mro_entries__(self, bases):
        return (self._class,)

    def __call__(self, *args, **keywords):
        return self._class(*args, **keywords)

    def __instancecheck__(self, value):
        return isinstance(value, self._class)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self._class)


Any = _Form("Any")
NoReturn, Never, Self = _Form("NoReturn"), _Form("Never"), _Form("Self")
ClassVar, Final, Required, NotRequired = _Form("ClassVar"), _Form("Final"), _Form("Required"), _Form("NotRequired")
LiteralString, TypeAlias, Concatenate = _Form("LiteralString"), _Form("TypeAlias"), _Form("Concatenate")
TypeGuard, Unpack = _Form("TypeGuard"), _Form("Unpack")
Union, Optional, Literal, Annotated = _Union("Union"), _Optional("Optional"), _Literal("Literal"), _Annotated("Annotated")
List, Dict, Set, FrozenSet = _Generic("List", list), _Generic("Dict", dict), _Generic("Set", set), _Generic("FrozenSet", frozenset)
Tuple, Type = _Generic("Tuple", tuple), _Generic("Type", type)
Text = str
AnyStr = _Form("AnyStr")
Hashable, Sized = _Form("Hashable"), _Form("Sized")


def __getattr__(name):
    # The rest names classes of other modules, which are imported when they are wanted.
    if name in ("DefaultDict", "OrderedDict", "Counter", "ChainMap", "Deque"):
        import collections

        cls = getattr(collections, {"DefaultDict": "defaultdict", "Deque": "deque"}.get(name, name))
    elif name in ("ContextManager", "AsyncContextManager"):
        import contextlib

        cls = getattr(contextlib, "Abstract" + name)
    elif name in ("Pattern", "Match"):
        import re

        cls = getattr(re, name)
    elif name in ("IO", "TextIO", "BinaryIO"):
        cls = object
    elif name in (
        "Iterable", "Iterator", "Generator", "Callable", "Sequence", "MutableSequence", "Mapping", "MutableMapping",
        "Collection", "Container", "Reversible", "AbstractSet", "MutableSet", "KeysView", "ValuesView", "ItemsView",
        "MappingView", "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "ByteString",
    ):
        import collections.abc

        cls = getattr(collections.abc, "Set" if name == "AbstractSet" else name)
    else:
        raise AttributeError("module 'typing' has no attribute %r" % name)
    found = globals()[name] = _Generic(name, cls)
    return found


class _Variable:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False):
        self.__name__, self.__constraints__, self.__bound__ = name, constraints, bound
        self.__covariant__, self.__contravariant__ = covariant, contravariant

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class TypeVar(_Variable):
    pass


class ParamSpec(_Variable):
    @property
    def args(self):
        return self

    kwargs = args


class TypeVarTuple(_Variable):
    def __iter__(self):
        yield self


class Generic:
    __slots__ = ()

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        bases = cls.__dict__.get("__orig_bases__", ())
        told = [b for b in bases if getattr(b, "_form", None) is Generic]
        found = [a for b in told or bases for a in getattr(b, "__args__", ()) if isinstance(a, _Variable)]
        if found:
            cls.__parameters__ = tuple(dict.fromkeys(found))
        elif not hasattr(cls, "__parameters__") or bases:
            cls.__parameters__ = ()

    def __class_getitem__(cls, args):
        return _Alias(cls, args if isinstance(args, tuple) else (args,))


class Protocol(Generic):
    __slots__ = ()


def NewType(name, tp):
    def new_type(x):
        return x

    new_type.__name__ = new_type.__qualname__ = name
    new_type.__supertype__ = tp
    return new_type


def cast(typ, val):
    return val


def assert_type(val, typ):
    return val


def reveal_type(obj):
    return obj


def assert_never(arg):
    raise AssertionError("Expected code to be unreachable, but got: %r" % (arg,))


def _same(f):
    return f


def overload(func):
    def dummy(*args, **keywords):
        raise NotImplementedError("You should not call an overloaded function.")

    return dummy


final = override = no_type_check = no_type_check_decorator = _same


def runtime_checkable(cls):
    names = [n for n in cls.__dict__ if not n.startswith("_") or n in ("__call__", "__iter__", "__len__", "__enter__")]
    cls._protocol_names = names
    return cls


def dataclass_transform(**options):
    return _same


def get_origin(tp):
    return getattr(tp, "__origin__", None)


def get_args(tp):
    return getattr(tp, "__args__", ())


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    for part in reversed(obj.__mro__) if isinstance(obj, type) else (obj,):
        names = globalns or getattr(part, "__globals__", {})
        for name, hint in (getattr(part, "__annotations__", None) or {}).items():
            if isinstance(hint, str):
                hint = eval(hint, names, localns or {})
            hints[name] = type(None) if hint is None else hint
    return hints


def is_typeddict(tp):
    return isinstance(tp, type) and hasattr(tp, "__total__")


def NamedTuple(typename, fields=None, /, **keywords):
    from collections import namedtuple

    items = list(fields or keywords.items())
    made = namedtuple(typename, [name for name, _ in items])
    made.__annotations__ = dict(items)
    return made


class _NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        from collections import namedtuple

        annotations = namespace.get("__annotations__", {})
        defaults = [namespace[n] for n in annotations if n in namespace]
        made = namedtuple(name, list(annotations), defaults=defaults or None, module=namespace.get("__module__"))
        made.__annotations__ = dict(annotations)
        for key, value in namespace.items():
            if key not in annotations and key not in ("__module__", "__qualname__", "__annotations__", "__dict__"):
                setattr(made, key, value)
        return made


NamedTuple.__mro_entries__ = lambda bases: (type.__new__(_NamedTupleMeta, "NamedTuple", (), {}),)


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True):
        made = type.__new__(metacls, name, (dict,), {k: v for k, v in namespace.items() if k != "__classcell__"})
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, "__annotations__", {}))
        annotations.update(namespace.get("__annotations__", {}))
        made.__annotations__, made.__total__ = annotations, total
        return made

    def __call__(cls, /, *args, **items):
        return dict(*args, **items)


def TypedDict(typename, fields=None, /, *, total=True):
    return _TypedDictMeta(typename, (), {"__annotations__": dict(fields or {})}, total=total)


TypedDict.__mro_entries__ = lambda bases: (type.__new__(_TypedDictMeta, "TypedDict", (dict,), {}),)
