# What objects say of how they can be made again, and what the dicts of builtin types hold.
print(*[t.__name__ for t in (int, str, list, dict, tuple, object, type, Exception) if "__new__" in t.__dict__])
print({1}.__reduce_ex__(2)[1:], frozenset({2}).__reduce_ex__(4)[1], type({1}.__reduce__()[0]))
print(range(1, 9, 2).__reduce__(), slice(1, None).__reduce__()[1:])
class S(set):
    pass
s = S([5])
s.x = 1
made = s.__reduce__()
print(made[0] is S, made[1:])
print(bytearray(b"ab").__reduce_ex__(4)[0])
import copy
for v in {1, 2}, frozenset({3}), range(3), slice(1, 2), bytearray(b"q"), s:
    w = copy.deepcopy(v)
    print(type(w).__name__, w == v, copy.copy(v) == v)


# Slots: a name twice is one, and __doc__ may be one where there is no docstring.
class A:
    __slots__ = ("a", "__doc__", "a")


a = A()
a.__doc__ = "mine"
print(a.__doc__, type(A.a).__name__)


class B(A):
    __slots__ = A.__slots__ + ("b",)


b = B()
b.a, b.b = 1, 2
print(b.a, b.b)
for slots in ("x",), ("__doc__",):
    try:
        type("C", (), {"__slots__": slots, "x": 1, "__doc__": "text"})
    except ValueError as e:
        print(e)

# types.GenericAlias can be derived from.
from types import GenericAlias


class Listed(GenericAlias):
    __slots__ = ()

    def __new__(cls, origin, args):
        return super().__new__(cls, origin, (args, int))

    def __repr__(self):
        return "!" + super().__repr__()


c = Listed(list, str)
print(c, c.__origin__, c.__args__, c([1]), isinstance(c, GenericAlias), type(c).__name__)
print(hash(c) == hash(Listed(list, str)))


# Anything with __mro_entries__ may stand among the bases.
def Base():
    pass


Base.__mro_entries__ = lambda bases: (int, S)[:1]


class D(Base):
    pass


print(D.__mro__[1].__name__, D.__orig_bases__[0] is Base, D(3) + 1)
