# Data and non-data descriptors, their priorities and errors.
class Data:
    def __get__(self, obj, cls=None):
        return "data get", type(obj).__name__, cls.__name__

    def __set__(self, obj, value):
        print("   data set", value)

    def __delete__(self, obj):
        print("   data delete")


class NonData:
    def __get__(self, obj, cls=None):
        return "non-data get", obj is None


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__["so"] = ("stored", value)


class DelOnly:
    def __delete__(self, obj):
        print("   del only")


class C:
    d = Data()
    n = NonData()
    so = SetOnly()
    do = DelOnly()


c = C()
print("instance", c.d, c.n)
print("class", C.d, C.n)
c.__dict__["d"] = "own"
c.__dict__["n"] = "own"
print("data wins, non-data loses", c.d, c.n)
c.d = 5
del c.d
c.n = 6
print("non-data is overwritten", c.n)
del c.n
print("back", c.n)
print("set only reads itself", type(c.so).__name__)
c.so = 1
print("then the dict", c.so)
try:
    del c.so
except AttributeError as error:
    print("no delete", error)
try:
    c.do = 1
except AttributeError as error:
    print("no set", error)
del c.do
x = Data()
c.inst = x
print("on an instance it is no descriptor", c.inst is x)
C.d = "replaced on class"
print("class assignment bypasses", C.d)


class Broken:
    def __get__(self, obj, cls):
        raise AttributeError("from get")


class WithGetattr:
    b = Broken()

    def __getattr__(self, name):
        return "fallback " + name


print("AttributeError in get falls to __getattr__", WithGetattr().b)


class Late:
    pass


Late.__get__ = lambda self, obj, cls: "late get"
C.late = Late()
print("added later", c.late)


class InstanceGet:
    def __init__(self):
        self.__get__ = lambda *a: "never"


C.ig = InstanceGet()
print("instance __get__ is not used", type(c.ig).__name__)


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        self.name = name
        print("   set_name", owner.__name__, name)

    def __get__(self, obj, cls):
        return self if obj is None else obj.__dict__.get(self.name)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} wants {self.kind.__name__}")
        obj.__dict__[self.name] = value


class P:
    x = Typed(int)
    s = Typed(str)


p = P()
p.x = 5
try:
    p.s = 5
except TypeError as error:
    print("typed", error, p.x, p.s, P.x.name)


class Meta(type):
    md = Data()
    mn = NonData()


class M(metaclass=Meta):
    md = "class own"
    mn = "class own"


print("metaclass data wins", M.md, "non-data loses", M.mn)


def func(self):
    return "function", self


print("functions are descriptors", func.__get__(1, int)(), func.__get__(None, int) is func)
f = func.__get__(5)
print("bound by hand", f(), f.__self__)
print("static and class", staticmethod(func).__get__(1)(2), classmethod(func).__get__(1, str)()[1] is str)
print("property by hand", property(func).__get__(7), type(property(func).__get__(None, int)).__name__)
