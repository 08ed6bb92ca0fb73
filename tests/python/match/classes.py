# Class patterns: keywords, positions, __match_args__, builtins, errors.
class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Sub(P):
    pass


class NoArgs:
    z = 1


def f(v):
    match v:
        case P(0, 0):
            return "origin"
        case P(x=0, y=y):
            return "on y", y
        case P(x, 0):
            return "on x", x
        case P(P(a, b), y):
            return "nested", a, b, y
        case Sub(x=x):
            return "sub", x
        case P(x, y=y) if x == y:
            return "diagonal", x
        case P():
            return "some P"
        case NoArgs(z=1):
            return "NoArgs"
        case bool(b):
            return "bool", b
        case int(n):
            return "int", n
        case str(s):
            return "str", s
        case float() | complex():
            return "float or complex"
        case list([a, b]):
            return "list of two", a, b
        case list():
            return "list"
        case dict({"k": k}):
            return "dict with k", k
        case tuple(t):
            return "tuple", t
        case bytes(b) | bytearray(b):
            return "bytes", b
        case set(s) | frozenset(s):
            return "set", len(s)
        case dict():
            return "dict"
        case object(missing=m):
            return "never"
        case _:
            return "other"


for v in [P(0, 0), P(0, 3), P(4, 0), P(P(1, 2), 3), Sub(5, 6), P(7, 7), P(8, 9), NoArgs(), True, 5, "s", 1.5, 2j, [1, 2], [1], {"k": 1}, (1, 2), b"b", {1}, frozenset(), {}, None]:
    r = f(v)
    print(type(v).__name__, r)


class BadArgs:
    __match_args__ = ["x"]


class IntArgs:
    __match_args__ = (1,)


class Short:
    __match_args__ = ("a",)
    a = 1


class Raises:
    @property
    def p(self):
        raise ValueError("from property")


def attempt(label, source, v):
    try:
        exec(f"match v:\n case {source}: print({label!r}, 'matched')\n case _: print({label!r}, 'not matched')", dict(globals(), v=v))
    except Exception as error:
        print(label, "|", type(error).__name__, error)


attempt("list match_args", "BadArgs(1)", BadArgs())
attempt("int match_args", "IntArgs(1)", IntArgs())
attempt("too many", "Short(1, 2)", Short())
attempt("none", "NoArgs(1)", NoArgs())
attempt("builtin two", "int(1, 2)", 5)
attempt("both ways", "Short(1, a=1)", Short())
attempt("property raises", "Raises(p=1)", Raises())
attempt("missing attribute", "Short(q=1)", Short())
attempt("not a class", "len()", 5)
attempt("undefined", "Undefined()", 5)
attempt("instance is no class", "v()", 5)
attempt("type", "type()", int)
attempt("wrong type is not asked", "BadArgs(1)", 5)
attempt("dotted class", "Outer.Inner()", 5) if False else None


class Meta(type):
    def __instancecheck__(cls, o):
        return o == "fits"


class Checked(metaclass=Meta):
    pass


attempt("instancecheck", "Checked()", "fits")
attempt("int keyword", "int(real=5, imag=0)", 5)
import collections

N = collections.namedtuple("N", "a b")
match N(1, 2):
    case N(a, b=2):
        print("namedtuple", a)
match N(3, 4):
    case [a, b]:
        print("namedtuple as sequence", a, b)
