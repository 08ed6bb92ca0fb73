# dataclasses: methods made from annotations.
import sys

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _Mark:
    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return self._name


MISSING = _Mark("<MISSING>")
KW_ONLY = _Mark("<KW_ONLY>")
_FIELD = _Mark("_FIELD")
_CLASSVAR = _Mark("_FIELD_CLASSVAR")
_INITVAR = _Mark("_FIELD_INITVAR")
_FACTORY = _Mark("<factory>")
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class InitVar:
    def __init__(self, type):
        self.type = type

    def __repr__(self):
        return "dataclasses.InitVar[%s]" % getattr(self.type, "__name__", repr(self.type))

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = {} if metadata is None else metadata
        self.kw_only = kw_only

    def __repr__(self):
        return "Field(%s)" % ",".join(["%s=%r" % (name, getattr(self, name)) for name in Field.__slots__])


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


class _Params:
    def __init__(self, **values):
        self.__dict__.update(values)


def _kind(annotation):
    if annotation is InitVar or isinstance(annotation, InitVar):
        return _INITVAR
    if isinstance(annotation, str):
        text = annotation.split("[")[0].strip().split(".")[-1]
        if text == "InitVar":
            return _INITVAR
        return _CLASSVAR if text == "ClassVar" else _FIELD
    typing = sys.modules.get("typing")
    if typing is not None:
        if annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar:
            return _CLASSVAR
    return _FIELD


def _collect(cls, kw_only):
    found = {}
    for base in cls.__mro__[-1:0:-1]:
        inherited = base.__dict__.get(_FIELDS) if hasattr(base, "__dict__") else None
        if inherited:
            found.update(inherited)
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or (isinstance(annotation, str) and annotation.endswith("KW_ONLY")):
            kw_only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            one = default
        else:
            if hasattr(default, "__get__") and hasattr(default, "__objclass__"):
                default = MISSING
            one = field(default=default)
        one.name, one.type = name, annotation
        one._field_type = _kind(annotation)
        if one._field_type is not _FIELD and one.default_factory is not MISSING:
            raise TypeError("field %s cannot have a default factory" % name)
        if one.kw_only is MISSING:
            one.kw_only = kw_only
        if one._field_type is _FIELD and one.default.__class__.__hash__ is None:
            raise ValueError(
                "mutable default %s for field %s is not allowed: use default_factory" % (type(one.default), name)
            )
        found[name] = one
        if isinstance(cls.__dict__.get(name), Field):
            if one.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, one.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError("%r is a field but has no type annotation" % name)
    return found


def _compile(cls, name, parameters, body, namespace):
    text = "def %s(%s):\n %s\n" % (name, ", ".join(parameters), "\n ".join(body or ["pass"]))
    exec(text, namespace)
    function = namespace[name]
    function.__qualname__ = cls.__qualname__ + "." + name
    return function


def _make_init(cls, all_fields, frozen, slots):
    namespace = {"_FACTORY": _FACTORY, "_set": object.__setattr__, "__name__": cls.__module__}
    positional, named, body = ["self"], [], []
    seen_default = False
    for f in all_fields:
        if f.init and not f.kw_only:
            if f.default is not MISSING or f.default_factory is not MISSING:
                seen_default = True
            elif seen_default:
                raise TypeError("non-default argument %r follows default argument" % f.name)
    for f in all_fields:
        name = f.name
        value = name
        if f.default_factory is not MISSING:
            namespace["_make_" + name] = f.default_factory
            made = "_make_%s()" % name
            value = "%s if %s is _FACTORY else %s" % (made, name, name) if f.init else made
        elif f.default is not MISSING:
            namespace["_default_" + name] = f.default
            if not f.init:
                value = "_default_" + name if slots else None
        elif not f.init:
            value = None
        if f.init:
            parameter = name
            if f.default_factory is not MISSING:
                parameter += "=_FACTORY"
            elif f.default is not MISSING:
                parameter += "=_default_" + name
            (named if f.kw_only else positional).append(parameter)
        if value is not None and f._field_type is _FIELD:
            body.append("_set(self, %r, %s)" % (name, value) if frozen else "self.%s = %s" % (name, value))
    if named:
        positional += ["*"] + named
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__(%s)" % ", ".join([f.name for f in all_fields if f._field_type is _INITVAR]))
    return _compile(cls, "__init__", positional, body, namespace)


_showing = []


def _make_repr(shown):
    def __repr__(self):
        if any(self is other for other in _showing):
            return "..."
        _showing.append(self)
        try:
            text = ", ".join(["%s=%r" % (name, getattr(self, name)) for name in shown])
        finally:
            _showing.pop()
        return "%s(%s)" % (self.__class__.__qualname__, text)

    return __repr__


def _tuple_of(names, own):
    return "(%s)" % "".join(["%s.%s," % (own, name) for name in names])


def _make_compare(cls, name, operator, names):
    return _compile(
        cls, name, ["self", "other"],
        ["if other.__class__ is self.__class__:",
         "  return %s %s %s" % (_tuple_of(names, "self"), operator, _tuple_of(names, "other")),
         "return NotImplemented"],
        {"__name__": cls.__module__},
    )


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError("cannot assign to field %r" % name)
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError("cannot delete field %r" % name)
        super(cls, self).__delattr__(name)

    for method in (__setattr__, __delattr__):
        if method.__name__ in cls.__dict__:
            raise TypeError("Cannot overwrite attribute %s in class %s" % (method.__name__, cls.__name__))
        setattr(cls, method.__name__, method)


def _with_slots(cls, names):
    if "__slots__" in cls.__dict__:
        raise TypeError("%s already specifies __slots__" % cls.__name__)
    inherited = set()
    for base in cls.__mro__[1:-1]:
        slots = base.__dict__.get("__slots__", ())
        inherited.update((slots,) if isinstance(slots, str) else slots)
    namespace = dict(cls.__dict__)
    namespace["__slots__"] = tuple([name for name in names if name not in inherited])
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = cls.__qualname__
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    cls.__qualname__ = qualname
    return cls


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    for base in cls.__mro__[1:]:
        params = getattr(base, _PARAMS, None)
        if params is not None and getattr(base, _FIELDS, None):
            if params.frozen and not frozen:
                raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
            if frozen and not params.frozen:
                raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    all_fields = _collect(cls, kw_only)
    setattr(cls, _FIELDS, all_fields)
    setattr(cls, _PARAMS, _Params(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen))
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    own = cls.__dict__
    has_hash = "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)
    given = [f for f in all_fields.values() if f._field_type is not _CLASSVAR]
    real = [f for f in given if f._field_type is _FIELD]
    if init:
        cls.__init__ = _make_init(cls, given, frozen, slots)
    if repr and "__repr__" not in own:
        cls.__repr__ = _make_repr([f.name for f in real if f.repr])
    compared = [f.name for f in real if f.compare]
    if eq and "__eq__" not in own:
        cls.__eq__ = _make_compare(cls, "__eq__", "==", compared)
    if order:
        for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if name in own:
                raise TypeError(
                    "Cannot overwrite attribute %s in class %s. Consider using functools.total_ordering"
                    % (name, cls.__name__)
                )
            setattr(cls, name, _make_compare(cls, name, operator, compared))
    if frozen:
        _freeze(cls, [f.name for f in real])
    if unsafe_hash and has_hash:
        raise TypeError("Cannot overwrite attribute __hash__ in class %s" % cls.__name__)
    if unsafe_hash or (eq and frozen and not has_hash):
        hashed = [f.name for f in real if (f.compare if f.hash is None else f.hash)]
        cls.__hash__ = _compile(
            cls, "__hash__", ["self"], ["return hash(%s)" % _tuple_of(hashed, "self")], {"__name__": cls.__module__}
        )
    elif eq and not has_hash:
        cls.__hash__ = None
    if match_args and "__match_args__" not in own:
        cls.__match_args__ = tuple([f.name for f in given if f.init and not f.kw_only])
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + "(" + ", ".join([f.name for f in given if f.init]) + ")"
    if slots:
        cls = _with_slots(cls, [f.name for f in real])
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        all_fields = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in all_fields.values() if f._field_type is _FIELD])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def _converted(value, convert, keep):
    if _is_instance(value):
        return convert(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_converted(v, convert, keep) for v in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_converted(v, convert, keep) for v in value])
    if isinstance(value, dict):
        items = [(_converted(k, convert, keep), _converted(v, convert, keep)) for k, v in value.items()]
        if hasattr(type(value), "default_factory"):
            return type(value)(value.default_factory, items)
        return type(value)(items)
    return keep(value)


def asdict(obj, *, dict_factory=dict):
    from copy import deepcopy

    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def convert(one):
        return dict_factory([(f.name, _converted(getattr(one, f.name), convert, deepcopy)) for f in fields(one)])

    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    from copy import deepcopy

    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(one):
        return tuple_factory([_converted(getattr(one, f.name), convert, deepcopy) for f in fields(one)])

    return convert(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    namespace = {} if namespace is None else dict(namespace)
    annotations = {}
    seen = set()
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, namespace[item[0]] = item
        else:
            raise TypeError("Invalid field: %r" % (item,))
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError("Field names must be valid identifiers: %r" % (name,))
        if name in seen:
            raise TypeError("Field name duplicated: %r" % name)
        seen.add(name)
        annotations[name] = kind
    namespace["__annotations__"] = annotations
    namespace["__module__"] = module or "types"
    return dataclass(type(cls_name, tuple(bases), namespace), **options)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(
                    "field %s is declared with init=False, it cannot be specified with replace()" % f.name
                )
            continue
        if f.name not in changes:
            if f._field_type is _INITVAR and f.default is MISSING:
                raise ValueError("InitVar %r must be specified with replace()" % f.name)
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
