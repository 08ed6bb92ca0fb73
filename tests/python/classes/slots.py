# __slots__ with and without inheritance.
class P:
    __slots__ = ("x", "y")

    def __init__(self, x=None):
        if x is not None:
            self.x = x


p = P(1)
print("slot", p.x, hasattr(p, "y"), hasattr(p, "__dict__"))
p.y = 2
p.x += 5
del p.y
for label, f in [
    ("unset", lambda: p.y),
    ("unknown", lambda: setattr(p, "z", 1)),
    ("get unknown", lambda: p.z),
    ("del unset", lambda: delattr(p, "y")),
    ("dict", lambda: p.__dict__),
    ("vars", lambda: vars(p)),
]:
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)
print("descriptor", type(P.x).__name__, P.x.__get__(p), P.x.__name__, P.__slots__)
P.x.__set__(p, 50)
print("set by descriptor", p.x)


class Child(P):
    __slots__ = ("z",)


c = Child()
c.x, c.z = 1, 2
print("child", c.x, c.z, hasattr(c, "__dict__"))


class Open(P):
    pass


o = Open(3)
o.anything = 4
print("open child", o.x, o.anything, o.__dict__)


class One:
    __slots__ = "single"


s = One()
s.single = 1
print("string", s.single)


class WithDict:
    __slots__ = ["a", "__dict__"]


w = WithDict()
w.a, w.b = 1, 2
print("with dict", w.__dict__, w.a)


class Empty:
    __slots__ = ()


try:
    Empty().x = 1
except AttributeError as error:
    print("empty", error)


class Private:
    __slots__ = ("__hidden",)

    def __init__(self):
        self.__hidden = "h"

    def get(self):
        return self.__hidden


print("mangled", Private().get(), Private._Private__hidden.__get__(Private()))


class Docs:
    __slots__ = {"d": "doc of d"}


print("dict slots", Docs.__slots__)
for label, source in [
    ("class variable conflict", "class A:\n __slots__ = ('x',)\n x = 1"),
    ("not identifier", "class A:\n __slots__ = ('1x',)"),
    ("int item", "class A:\n __slots__ = (1,)"),
    ("int", "class A:\n __slots__ = 5"),
    ("two layouts", "class A:\n __slots__ = ('a',)\nclass B:\n __slots__ = ('b',)\nclass C(A, B): pass"),
    ("two empty", "class A:\n __slots__ = ()\nclass B:\n __slots__ = ('b',)\nclass C(A, B): pass"),
    ("nonempty int", "class A(int):\n __slots__ = ('a',)"),
    ("nonempty tuple", "class A(tuple):\n __slots__ = ('a',)"),
    ("list is fine", "class A(list):\n __slots__ = ('a',)\nassert not hasattr(A(), '__dict__')"),
]:
    try:
        exec(source)
        print(label, "fine")
    except (TypeError, ValueError) as error:
        print(label, type(error).__name__, error)


class Base:
    def m(self):
        return self.v


class Mixed(Base):
    __slots__ = ("v",)


m = Mixed()
m.v = 1
m.w = 2
print("base without slots gives a dict", m.m(), m.__dict__)
p1, p2 = P(1), P(2)
print("separate", p1.x, p2.x)
try:
    p1.__class__ = Open
except TypeError as error:
    print("class assignment", "TypeError")
