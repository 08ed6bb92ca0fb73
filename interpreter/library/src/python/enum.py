# enum: classes whose members are a fixed set of values.
__all__ = ["EnumMeta", "EnumType", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "member", "nonmember", "global_enum", "show_flag_values"]

_property = property


class auto:
    def __init__(self, value=None):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class property(_property):
    # An attribute of members that a member of the same name on the class does not disturb.
    def __set_name__(self, owner, name):
        self.name = name


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_descriptor(value):
    return hasattr(type(value), "__get__") or hasattr(type(value), "__set__") or isinstance(
        value, (classmethod, staticmethod, _property)
    )


class _Namespace(dict):
    # The names of an enum's body; auto() gets its value here, in order.
    def __init__(self, name):
        dict.__init__(self)
        self._class = name
        self._members = {}
        self._ignore = []
        self._next = None

    def __setitem__(self, name, value):
        if _is_sunder(name):
            if name == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                self._ignore = value
            elif name == "_generate_next_value_":
                self._next = value.__func__ if isinstance(value, staticmethod) else value
        elif _is_dunder(name) or name in self._ignore or name.startswith("_%s__" % self._class):
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif name in self._members:
            raise TypeError("%r already defined as %r" % (name, self[name]))
        elif isinstance(value, member) or not _is_descriptor(value):
            if name in self:
                raise TypeError("%r already defined as %r" % (name, self[name]))
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                value = self._auto(name, value)
            elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
                value = tuple([self._auto(name, v) if isinstance(v, auto) else v for v in value])
            self._members[name] = value
        dict.__setitem__(self, name, value)

    def _auto(self, name, value):
        if value.value is None:
            given = [v for v in self._members.values()]
            value.value = self._next(name, 1, len(self._members), given)
        return value.value


class EnumMeta(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **keywords):
        metacls._check_bases(cls, bases)
        namespace = _Namespace(cls)
        for base in bases:
            generate = getattr(base, "_generate_next_value_", None)
            if generate is not None:
                namespace._next = generate
                break
        return namespace

    @staticmethod
    def _check_bases(cls, bases):
        for base in bases:
            if isinstance(base, EnumMeta) and base._member_names_:
                raise TypeError("<enum %r> cannot extend %r" % (cls, base))

    def __new__(metacls, cls, bases, namespace, boundary=None, _simple=False, **keywords):
        members = namespace._members
        body = {name: value for name, value in namespace.items() if name not in members}
        for name in namespace._ignore:
            body.pop(name, None)
        body.pop("_ignore_", None)
        if "mro" in members:
            raise ValueError("invalid enum member name(s) 'mro'")
        generate = body.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            body["_generate_next_value_"] = staticmethod(generate)
        own_new = body.pop("__new__", None)
        body["_member_names_"] = []
        body["_member_map_"] = {}
        body["_value2member_map_"] = {}
        body["_unhashable_values_"] = []
        self = type.__new__(metacls, cls, bases, body, **keywords)
        if own_new is not None:
            self._new_member_ = own_new.__func__ if isinstance(own_new, staticmethod) else own_new
        self._member_type_ = data = metacls._data_type(bases)
        if data is not object and bases:
            # How members show themselves is the enum's business, not that of the data type.
            for name in ("__repr__", "__str__", "__format__"):
                if name not in body and getattr(self, name) in (getattr(data, name), getattr(object, name)):
                    type.__setattr__(self, name, getattr(bases[-1], name))
        if boundary is not None:
            self._boundary_ = boundary
        for name, value in members.items():
            self._add_member(name, value)
        if "_order_" in body:
            order = body["_order_"]
            order = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            if order != [n for n in self._member_map_ if self._member_map_[n]._name_ == n and n in order]:
                raise TypeError("member order does not match _order_")
        return self

    @staticmethod
    def _data_type(bases):
        for base in bases:
            for c in base.__mro__:
                if c is object or isinstance(c, EnumMeta):
                    continue
                if "__new__" in c.__dict__ or c.__module__ == "builtins":
                    return base if not isinstance(base, EnumMeta) else c
            if isinstance(base, EnumMeta) and base._member_type_ is not object:
                return base._member_type_
        return object

    def _add_member(cls, name, value):
        args = value if isinstance(value, tuple) else (value,)
        data = cls._member_type_
        if data is tuple:
            args = (args,)
        new = getattr(cls, "_new_member_", None)
        if new is not None:
            self = new(cls, *args)
            if not hasattr(self, "_value_"):
                self._value_ = value if data is object else data(*args)
        elif data is object:
            self = object.__new__(cls)
            self._value_ = value
        else:
            self = data.__new__(cls, *args)
            if not hasattr(self, "_value_"):
                self._value_ = data(*args)
        value = self._value_
        self._name_ = name
        self.__objclass__ = cls
        for known in cls._member_map_.values():
            if known._value_ == value:
                cls._member_map_[name] = known
                type.__setattr__(cls, name, known)
                return
        self._sort_order_ = len(cls._member_names_)
        init = type(self).__init__
        if init is not object.__init__:
            self.__init__(*args)
        if cls._counts_as_name(self):
            cls._member_names_.append(name)
        cls._member_map_[name] = self
        try:
            cls._value2member_map_[value] = self
        except TypeError:
            cls._unhashable_values_.append((value, self))
        type.__setattr__(cls, name, self)

    def _counts_as_name(cls, member):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None:
            return cls._find(value)
        return cls._make(value, names, module, type, start)

    def _find(cls, value):
        if value.__class__ is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for known, self in cls._unhashable_values_:
                if known == value:
                    return self
        try:
            result = cls._missing_(value)
        except Exception as e:
            e.__context__ = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            raise
        if isinstance(result, cls):
            return result
        error = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        if result is None:
            raise error
        raise TypeError(
            "error in %s._missing_: returned %r instead of None or a valid member" % (cls.__name__, result)
        ) from error

    def _make(cls, name, names, module, mixin, start):
        bases = (cls,) if mixin is None else (mixin, cls)
        meta = cls.__class__
        namespace = meta.__prepare__(name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if hasattr(names, "items"):
            names = list(names.items())
        given = []
        for i, item in enumerate(names):
            if isinstance(item, str):
                value = namespace._next(item, start, i, list(given))
                item = (item, value)
            given.append(item[1])
            namespace[item[0]] = item[1]
        if module is not None:
            namespace["__module__"] = module
        return meta.__new__(meta, name, bases, namespace)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        if not isinstance(value, Enum):
            import sys

            if sys.version_info < (3, 12):
                raise TypeError(
                    "unsupported operand type(s) for 'in': '%s' and '%s'"
                    % (type(value).__qualname__, cls.__class__.__qualname__)
                )
            return value in cls._value2member_map_
        return False

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return iter([cls._member_map_[name] for name in reversed(cls._member_names_)])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __repr__(cls):
        if issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % name)
        type.__setattr__(cls, name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, name))
        type.__delattr__(cls, name)

    @_property
    def __members__(cls):
        return dict(cls._member_map_)


EnumType = EnumMeta


class Enum(metaclass=EnumMeta):
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return max(last_values) + 1
        except TypeError:
            return last_values[-1] + 1

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, self._show_value())

    def _show_value(self):
        data = self._member_type_
        if data is object:
            return repr(self._value_)
        return getattr(data, "__repr__")(self._value_)

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __format__(self, spec):
        return format(str(self), spec)

    def __dir__(self):
        return ["__class__", "__doc__", "__module__", "name", "value"]

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, protocol):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    __str__ = int.__repr__
    __format__ = int.__format__
    __hash__ = int.__hash__


class StrEnum(str, ReprEnum):
    __str__ = str.__str__
    __format__ = str.__format__
    __hash__ = str.__hash__

    def _new_member_(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        text = str(*values)
        self = str.__new__(cls, text)
        self._value_ = text
        return self

    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary
__all__ += ["FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP"]


def _bits(value):
    while value:
        bit = value & -value
        yield bit
        value ^= bit


def show_flag_values(value):
    return list(_bits(value))


class _FlagMeta(EnumMeta):
    # Only single bits are listed; combinations are aliases.
    def _counts_as_name(cls, member):
        value = member._value_
        return isinstance(value, int) and value > 0 and value & (value - 1) == 0

    @_property
    def _flag_mask_(cls):
        mask = 0
        for m in cls._member_map_.values():
            mask |= int(m._value_)
        return mask


class Flag(Enum, metaclass=_FlagMeta):
    _boundary_ = STRICT

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        return 2 ** max(last_values).bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask = cls._flag_mask_
        every = (1 << mask.bit_length()) - 1
        if value < 0 and ~value & ~every == 0:
            value = (every + 1 + value) if cls._boundary_ in (EJECT, KEEP) else mask & value
        elif value < 0:
            value = mask & value
        unknown = value & ~mask
        if unknown:
            if cls._boundary_ is STRICT:
                size = max(value.bit_length(), every.bit_length())
                raise ValueError(
                    "%r invalid value %r\n    given %s\n  allowed %s"
                    % (cls, value, "0b" + format(value, "0%db" % (size + 1)).replace("0", "0 ", 1),
                       "0b" + format(mask, "0%db" % (size + 1)).replace("0", "0 ", 1))
                )
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
        known = cls._value2member_map_.get(value)
        if known is not None:
            return known
        data = cls._member_type_
        self = object.__new__(cls) if data is object else data.__new__(cls, value)
        self._value_ = value
        names = [m._name_ for m in cls if m._value_ & value]
        rest = value & ~mask
        if rest and names:
            names.append(str(rest) if value >= 0 else "")
        self._name_ = "|".join(names) or None
        self.__objclass__ = cls
        cls._value2member_map_[value] = self
        return self

    def _show_value(self):
        return str(int(self._value_))

    def __repr__(self):
        if self._name_ is None:
            return "<%s: %s>" % (self.__class__.__name__, self._show_value())
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, self._show_value())

    def __str__(self):
        if self._name_ is None:
            return "%s(%s)" % (self.__class__.__name__, self._show_value())
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': %r and %r"
                % (type(other).__qualname__, self.__class__.__qualname__)
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        cls = self.__class__
        return iter([cls(bit) for bit in _bits(self._value_ & cls._flag_mask_)])

    def __len__(self):
        return bin(self._value_).count("1")

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return int(other)
        return None

    def __or__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._other(other)
        return NotImplemented if value is None else self.__class__(self._value_ ^ value)

    def __invert__(self):
        cls = self.__class__
        if cls._boundary_ in (EJECT, KEEP):
            return cls(~self._value_)
        return cls(cls._flag_mask_ & ~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__
    __hash__ = Enum.__hash__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    __str__ = int.__repr__
    __format__ = int.__format__
    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __contains__ = Flag.__contains__
    __bool__ = Flag.__bool__
    __repr__ = Flag.__repr__
    __hash__ = int.__hash__


def unique(enumeration):
    twice = [(name, m._name_) for name, m in enumeration._member_map_.items()
             if name != m._name_ and m._name_ in enumeration._member_map_]
    if twice:
        raise ValueError(
            "duplicate values found in %r: %s" % (enumeration, ", ".join(["%s -> %s" % pair for pair in twice]))
        )
    return enumeration


def global_enum(cls):
    import sys

    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
