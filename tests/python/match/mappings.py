# Mapping patterns.
def f(x):
    match x:
        case {"type": "circle", "r": r}:
            return "circle", r
        case {"type": "rect", "size": [w, h], **rest}:
            return "rect", w, h, rest
        case {"a": {"b": {"c": v}}}:
            return "deep", v
        case {1: one, None: none}:
            return "odd keys", one, none
        case {"only": _, **rest} if not rest:
            return "only"
        case {-1: m, 2.5: n}:
            return "numbers", m, n
        case {"k": 1 | 2 as k}:
            return "or", k
        case {**rest} if rest:
            return "rest", rest
        case {}:
            return "empty pattern"
        case _:
            return "no"


for x in [{"type": "circle", "r": 2}, {"type": "circle", "r": 2, "more": 3}, {"type": "rect", "size": (1, 2), "c": "red"}, {"type": "rect", "size": 5},
          {"a": {"b": {"c": 1}}}, {1: "x", None: "y"}, {"only": 1}, {"only": 1, "b": 2}, {-1: 1, 2.5: 2}, {"k": 2}, {"k": 3}, {}, [], "s", None, {1}]:
    print(x, f(x))


class D(dict):
    def __missing__(self, k):
        return "made"


match D():
    case {"x": v}:
        print("never: __missing__ is not used")
    case _:
        print("missing not used")
import collections

match collections.defaultdict(list):
    case {"x": v}:
        print("never")
    case {}:
        print("defaultdict makes nothing")
match collections.OrderedDict(a=1):
    case {"a": a, **kw}:
        print("OrderedDict", a, type(kw).__name__, kw)


class Keys:
    A = "a"
    B = "b"


match {"a": 1, "b": 2, "c": 3}:
    case {Keys.A: a, Keys.B: b, **others}:
        print("dotted keys", a, b, others)
original = {"a": 1, "b": 2}
match original:
    case {"a": 1, **rest}:
        rest["new"] = 1
        print("rest is a copy", original)
try:
    match {"a": 1}:
        case {Keys.A: x, "a": y}:
            print("never")
except ValueError as error:
    print("duplicate at run time", error)
