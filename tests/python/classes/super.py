# super in every form.
class Base:
    attr = "base attr"

    def __init__(self, x=0):
        self.x = x

    def m(self, *a):
        return "base m", a

    @classmethod
    def c(cls):
        return "base c", cls.__name__

    @staticmethod
    def s():
        return "base s"

    @property
    def p(self):
        return "base p", self.x


class Child(Base):
    attr = "child attr"

    def __init__(self, x):
        super().__init__(x + 1)

    def m(self, *a):
        return "child m", super().m(*a), super(Child, self).m()

    @classmethod
    def c(cls):
        return "child c", super().c()

    @staticmethod
    def s():
        return "child s", super(Child, Child).s()

    @property
    def p(self):
        return "child p", super().p

    def get(self):
        return super().attr, self.attr

    def nested(self):
        def inner():
            return super(Child, self).m("inner")

        return inner(), (lambda: super(__class__, self).m("lambda"))()

    def comp(self):
        s = super()
        return [s.m(i) for i in range(2)]


class Grand(Child):
    pass


g = Grand(1)
print("init", g.x)
print("method", g.m(5))
print("classmethod", Grand.c(), g.c())
print("static", Grand.s())
print("property", g.p)
print("attr", g.get())
print("nested", g.nested())
print("comprehension", g.comp())
print("from outside", super(Child, g).m("out"), super(Grand, g).attr)
s = super(Child, g)
print("parts", s.__thisclass__.__name__, s.__self__ is g, s.__self_class__.__name__, type(s).__name__)
print("bound to class", super(Child, Grand).c(), super(Child, Child).m(g))
print("special lookups", super(Child, g).__init__.__name__, super().__class__.__name__ if False else "skip")


class WithClass:
    def f(self):
        return __class__

    def rebinding(self):
        self = 5
        return __class__.__name__


print("__class__", WithClass().f() is WithClass, WithClass().rebinding())
for label, f in [
    ("no args outside", lambda: super()),
    ("not instance", lambda: super(Child, 5)),
    ("not subclass", lambda: super(Child, Base)),
    ("not a type", lambda: super(5, g)),
    ("missing attribute", lambda: super(Child, g).nope),
    ("set through super", lambda: setattr(super(Child, g), "attr", 1)),
    ("call super object", lambda: super(Child, g)()),
]:
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)


def free(self):
    return super().m()


try:
    free(g)
except RuntimeError as error:
    print("free function", error)


class NoArgs:
    def f():
        return super()


try:
    NoArgs.f()
except RuntimeError as error:
    print("no self", error)


class Deleted:
    def f(self):
        del self
        return super()


try:
    Deleted().f()
except RuntimeError as error:
    print("self deleted", error)


class Get(Base):
    def __getattribute__(self, n):
        return "got " + n

    def real(self):
        return super().attr, super().__getattribute__("x")


print("skips __getattribute__", Get.real(Get(3)))


class L(list):
    def append(self, x):
        super().append(x * 2)

    def __getitem__(self, i):
        return "item", super().__getitem__(i)

    def __len__(self):
        return super().__len__() + 100


l = L([1])
l.append(5)
print("builtin base", list(l), l[1], len(l))


class N(Base):
    def __new__(cls, *a):
        o = super().__new__(cls)
        o.made = True
        return o


print("new", N(4).made, N(4).x)
