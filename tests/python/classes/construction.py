# __new__, __init__, __call__, and what each may return.
class A:
    def __new__(cls, *args, **kw):
        print("   new", cls.__name__, args, kw)
        return super().__new__(cls)

    def __init__(self, *args, **kw):
        print("   init", args, kw)


A(1, k=2)


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never")


print("other type skips init", Other())


class Sub(A):
    pass


class Swap:
    def __new__(cls, which):
        return object.__new__(Swapped if which else cls)

    def __init__(self, which):
        print("   init of", type(self).__name__)


class Swapped(Swap):
    pass


print(type(Swap(0)).__name__, type(Swap(1)).__name__)


class Immutable(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def a(self):
        return self[0]


i = Immutable(1, 2)
print("tuple", i, i.a, type(i).__name__, len(i))


class Even(int):
    def __new__(cls, v):
        if v % 2:
            raise ValueError("odd")
        return int.__new__(cls, v)


print("int", Even(4) + 1, repr(Even(4)))
try:
    Even(3)
except ValueError as error:
    print(error)


class Single:
    _one = None

    def __new__(cls):
        if cls._one is None:
            cls._one = object.__new__(cls)
        return cls._one


print("singleton", Single() is Single())


class Callable:
    def __call__(self, *a, **k):
        return a, k


c = Callable()
print("call", c(), c(1, x=2), c.__call__(3), callable(c), callable(A), callable(1))
c.__call__ = lambda: "instance attribute"
print("instance __call__ ignored", c())
Callable.__call__ = lambda self: "class changed"
print(c())


class InitOnly:
    def __init__(self, a, b=2):
        self.a, self.b = a, b


o = InitOnly(1)
o.__init__(5, 6)
print("init again", o.a, o.b)
o2 = InitOnly.__new__(InitOnly)
print("new without init", hasattr(o2, "a"))
print("init returns", o.__init__(1))


class Both(InitOnly):
    def __new__(cls, *args):
        self = super().__new__(cls)
        self.count = len(args)
        return self


print(Both(1, 2).count)


class NewOnly:
    def __new__(cls, x):
        self = object.__new__(cls)
        self.x = x
        return self


print(NewOnly(5).x)


class BadNew:
    def __new__(cls, x):
        return super().__new__(cls, x)


for label, f in [
    ("object.__new__ args", lambda: BadNew(1)),
    ("init returns int", lambda: type("R", (), {"__init__": lambda self: 1})()),
    ("init None", lambda: type("R", (), {"__init__": None})()),
    ("new None", lambda: type("R", (), {"__new__": None})()),
    ("new no args", lambda: type("R", (), {"__new__": lambda: 1})()),
    ("super init args", lambda: type("R", (), {"__init__": lambda self, x: object.__init__(self, x)})(1)),
    ("wrong new", lambda: int.__new__(str)),
    ("tuple new", lambda: tuple.__new__(list)),
]:
    try:
        print(label, f())
    except TypeError as error:
        print(label, error)
