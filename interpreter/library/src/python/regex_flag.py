# _regex_flag: re.RegexFlag, an int that knows the names of its bits. Each set of bits is one object.
_NAMES = {
    1: "TEMPLATE",
    2: "IGNORECASE",
    4: "LOCALE",
    8: "MULTILINE",
    16: "DOTALL",
    32: "UNICODE",
    64: "VERBOSE",
    128: "DEBUG",
    256: "ASCII",
}
_made = {}


class RegexFlag(int):
    __module__ = "re"

    def __new__(cls, value=0):
        value = int(value)
        if value not in _made:
            _made[value] = int.__new__(cls, value)
        return _made[value]

    @property
    def value(self):
        return int(self)

    @property
    def name(self):
        names = [name for bit, name in _NAMES.items() if self & bit]
        return "|".join(names) if self else "NOFLAG"

    def __repr__(self):
        value = int(self)
        parts = ["re." + name for bit, name in _NAMES.items() if value & bit]
        if value & ~511:
            parts.append(hex(value & ~511))
        return "|".join(parts) or "re.NOFLAG"

    __str__ = __repr__

    def __format__(self, spec):
        return format(repr(self), spec)

    def __contains__(self, other):
        return int(self) & int(other) == int(other)

    def __iter__(self):
        return iter([RegexFlag(bit) for bit in _NAMES if int(self) & bit])

    def __or__(self, other):
        return RegexFlag(int(self) | int(other)) if isinstance(other, int) else NotImplemented

    def __and__(self, other):
        return RegexFlag(int(self) & int(other)) if isinstance(other, int) else NotImplemented

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other)) if isinstance(other, int) else NotImplemented

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        return RegexFlag(511 & ~int(self))

    def __reduce__(self):
        return RegexFlag, (int(self),)
