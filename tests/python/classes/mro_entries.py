# What stands for bases: __mro_entries__, also one that is an attribute of the object itself.
def stands_for(a):
    pass


class Meta(type):
    def __new__(metacls, name, bases, namespace):
        print("made", name, [b.__name__ for b in bases])
        return type.__new__(metacls, name, bases, namespace)


stands_for.__mro_entries__ = lambda bases: (type.__new__(Meta, "Base", (), {}), int)


class C(stands_for):
    pass


print(C.__mro__[1].__name__, C.__orig_bases__[0] is stands_for, C(3) + 1)


class Entries:
    def __mro_entries__(self, bases):
        return (dict,)


class D(Entries()):
    pass


print(D.__bases__, D(a=1))
bad = Entries()
bad.__mro_entries__ = lambda bases: 5
try:
    class E(bad):
        pass
except TypeError as e:
    print(e)
from typing import NamedTuple


class P(NamedTuple):
    "A point."
    x: int
    y: int = 2

    def both(self):
        return self.x + self.y


print(P(1), P(1).both(), P.__doc__, P._field_defaults, P(3, 4)._replace(x=9), P.__annotations__)
