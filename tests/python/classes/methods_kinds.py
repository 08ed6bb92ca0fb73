# Instance, class and static methods, and functions that are none of them.
class A:
    n = "class n"

    def inst(self):
        return "inst", self.n

    @classmethod
    def cls(klass, *a):
        return "cls", klass.__name__, a

    @staticmethod
    def static(*a):
        return "static", a

    builtin = len
    kind = int
    lam = lambda self: ("lam", type(self).__name__)
    wrapped = classmethod(lambda c: c.__name__)
    direct = staticmethod(len)


class B(A):
    pass


a, b = A(), B()
print("inst", a.inst(), A.inst(b))
print("cls", A.cls(), B.cls(1), b.cls(2))
print("static", A.static(), b.static(1))
print("builtin is not bound", a.builtin("abc"), A.builtin("ab"), a.kind("5"), a.direct([1]))
print("lambda", b.lam(), B.wrapped(), b.wrapped())
print("types", type(a.inst).__name__, type(A.inst).__name__, type(a.cls).__name__, type(A.static).__name__,
      type(A.__dict__["cls"]).__name__, type(A.__dict__["static"]).__name__)
print("self", a.inst.__self__ is a, b.cls.__self__ is B, a.inst.__func__ is A.inst)
a.attached = lambda: "no self"
print("instance function", a.attached())
import types

a.bound = types.MethodType(lambda self, x: (self is a, x), a)
print("MethodType", a.bound(5))
print("unbound call", A.inst.__get__(a)(), A.__dict__["cls"].__get__(None, B)())
print("static is callable", A.__dict__["static"](7), A.__dict__["static"].__func__(8), A.__dict__["cls"].__func__(int))


class Call:
    def __init__(self, f):
        self.f = f

    def __call__(self, *args):
        return args


class C:
    obj = Call(None)

    @property
    def p(self):
        return lambda: "from property"


print("callable object is not bound", len(C().obj()), C().p())
print("equality", a.inst == a.inst, a.inst == b.inst, a.inst is a.inst, {a.inst: 1}[a.inst])
f = b.inst
B.inst = lambda self: "changed"
print("bound early", f(), b.inst())
del B.inst
print(b.inst())
getter = A.inst
print("taken from class", getter(b))
try:
    getter()
except TypeError as error:
    print(error)
try:
    A.inst(5)
except AttributeError as error:
    print("any self", error)
print("names", a.inst.__name__, a.inst.__qualname__, A.static.__name__, A.cls.__qualname__, a.inst.__doc__)


class Chain:
    @classmethod
    @property
    def cp(cls):
        return "classmethod property", cls.__name__

    def add(self, x):
        self.l = getattr(self, "l", []) + [x]
        return self


print("chain", Chain().add(1).add(2).l)


class Special:
    __len__ = staticmethod(lambda: 5)
    __getitem__ = classmethod(lambda cls, i: (cls.__name__, i))


print("special static and class", len(Special()), Special()[3])
