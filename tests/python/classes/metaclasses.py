# type as a function, metaclass keywords, __prepare__, __call__, conflicts.
X = type("X", (), {"a": 1, "m": lambda self: self.a})
print("type()", X.__name__, X().m(), X.__module__, X.__qualname__)


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", mcs.__name__, name, [b.__name__ for b in bases], kw)
        return {"from_prepare": True}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, kw)
        return super().__call__(*args, **kw)

    def meta_method(cls):
        return "meta method of " + cls.__name__

    def __len__(cls):
        return 42

    def __getitem__(cls, key):
        return cls.__name__, key

    def __iter__(cls):
        return iter("it")

    def __contains__(cls, x):
        return x == 1

    def __repr__(cls):
        return f"<meta {cls.__name__}>"

    def __add__(cls, other):
        return "added", other

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return "meta getattr " + name

    def __eq__(cls, other):
        return other == "equal"

    def __hash__(cls):
        return 1

    def __bool__(cls):
        return False


class A(metaclass=Meta, option=5):
    v = 1

    def __init__(self, n=0):
        self.n = n


a = A(7)
print("instance", a.n, type(A).__name__, A.from_prepare)
print("on class", A.meta_method(), len(A), A[3], list(A), 1 in A, A, A + 1, A.unknown, A == "equal", bool(A))
try:
    a.meta_method
except AttributeError as error:
    print("not on instance", error)
try:
    len(a)
except TypeError as error:
    print("nor special", error)


class B(A):
    pass


print("inherited", type(B).__name__)


class M2(type):
    pass


for label, make in [
    ("conflict", lambda: M2("C", (A,), {})),
    ("keyword conflict", lambda: type("T", (A, M2("D", (), {})), {})),
    ("unknown keyword", lambda: type("T", (), {}, key=1)),
    ("metaclass int", lambda: exec("class T(metaclass=5): pass")),
]:
    try:
        print(label, make())
    except TypeError as error:
        print(label, "|", error)


def function_meta(name, bases, ns, **kw):
    return name, bases, sorted(k for k in ns if not k.startswith("__")), kw


class F(1, 2, metaclass=function_meta, k=3):
    x = 1


print("function as metaclass", F)


class Sub(M2):
    pass


class P(metaclass=M2):
    pass


class Q(P, metaclass=Sub):
    pass


print("most derived", type(Q).__name__, type(type("R", (P, Q), {})).__name__ if False else type(M2("S", (Q,), {})).__name__)


class Singleton(type):
    def __call__(cls, *a):
        if "only" not in cls.__dict__:
            cls.only = super().__call__(*a)
        return cls.only


class S(metaclass=Singleton):
    pass


print("singleton", S() is S())


class Counting(dict):
    def __setitem__(self, k, v):
        if not k.startswith("__"):
            print("   body stores", k)
        super().__setitem__(k, v)


class PM(type):
    __prepare__ = classmethod(lambda m, n, b: Counting())


class T(metaclass=PM):
    one = 1

    def two(self):
        pass

    one = 3


class BadPrepare(type):
    __prepare__ = classmethod(lambda m, n, b: 5)


try:
    class U(metaclass=BadPrepare):
        pass
except TypeError as error:
    print(error)
print("type of type", type(type) is type, isinstance(type, type), isinstance(type, object), issubclass(type, object))
