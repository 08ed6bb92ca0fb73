# property: getter, setter, deleter, decorators, errors.
class T:
    def __init__(self):
        self._c = 0

    @property
    def c(self):
        """Celsius."""
        return self._c

    @c.setter
    def c(self, v):
        if v < -273:
            raise ValueError("too cold")
        self._c = v

    @c.deleter
    def c(self):
        print("   deleted")
        self._c = None

    @property
    def read_only(self):
        return "ro"

    def _get(self):
        return "classic get"

    def _set(self, v):
        print("   classic set", v)

    classic = property(_get, _set, None, "classic doc")
    empty = property()
    write_only = property(None, _set)
    lam = property(lambda self: self.c * 2)


t = T()
print("get", t.c)
t.c = 20
print("set", t.c, t.lam)
t.c += 5
print("augmented", t.c)
del t.c
print("del", t.c)
print("doc", T.c.__doc__, T.classic.__doc__, T.read_only.__doc__)
t.classic = 3
print("classic", t.classic)
for label, f in [
    ("set ro", lambda: setattr(t, "read_only", 1)),
    ("del ro", lambda: delattr(t, "read_only")),
    ("get empty", lambda: t.empty),
    ("set empty", lambda: setattr(t, "empty", 1)),
    ("get wo", lambda: t.write_only),
    ("del classic", lambda: delattr(t, "classic")),
    ("value", lambda: setattr(t, "c", -300)),
    ("fget set", lambda: setattr(T.c, "fget", 1)),
]:
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)
print("parts", T.c.fget.__name__, T.c.fset.__name__, T.c.fdel.__name__, T.classic.fdel, type(T.c).__name__)


class Child(T):
    @property
    def read_only(self):
        return "child " + super().read_only

    @T.c.getter
    def c(self):
        return "child", self._c


k = Child()
k.c = 7
print("child", k.read_only, k.c)
k.__dict__["c"] = "hidden"
print("instance dict loses", k.c)


class Raises:
    @property
    def p(self):
        return self.missing

    @property
    def q(self):
        raise AttributeError("custom")


for name in ("p", "q"):
    try:
        getattr(Raises(), name)
    except AttributeError as error:
        print("inside", error)
print("hasattr", hasattr(Raises(), "p"), getattr(Raises(), "q", "default"))


class SubProp(property):
    def __get__(self, obj, cls=None):
        return "sub", super().__get__(obj, cls)


class S:
    @SubProp
    def x(self):
        return 1


print("subclass", S().x)


class Cached:
    @property
    def value(self):
        print("   computed")
        self.__dict__["_v"] = 5
        return self._v


print("twice", Cached().value)


class Meta(type):
    @property
    def kind(cls):
        return "kind of " + cls.__name__


class WithMeta(metaclass=Meta):
    pass


print("metaclass property", WithMeta.kind, hasattr(WithMeta(), "kind"))
