# type with one and with three arguments, and what types know of themselves.
print(type(5), type("a"), type(None), type(int), type(type), type(len).__name__, type(lambda: 0).__name__, type([].append).__name__, type(...), type(NotImplemented), type(range(1)), type(iter([])).__name__, type(x for x in []).__name__, type({}.keys()).__name__)
A = type("A", (), {"x": 1, "m": lambda self: self.x + 1})
a = A()
print(A.__name__, a.x, a.m(), A.__bases__, A.__mro__ == (A, object), isinstance(a, A), A.__module__, A.__qualname__)
B = type("B", (A, dict), {"__init__": lambda self, v: setattr(self, "v", v), "__doc__": "text"})
print(B(5).v, B(5) == {}, [c.__name__ for c in B.__mro__], B.__doc__, B.__base__.__name__, [c.__name__ for c in B.__bases__], [c.__name__ for c in B.mro()])
print(int.__name__, int.__qualname__, int.__module__, int.__mro__, bool.__bases__, object.__bases__, type.__mro__, bool.__base__, object.__base__, str.__class__, KeyError.__mro__)
print([c.__name__ for c in A.__subclasses__()], bool in int.__subclasses__(), A.__dict__["x"], "m" in A.__dict__, type(A.__dict__).__name__)
A.__name__ = "Renamed"
print(A.__name__, repr(A) == "<class '__main__.A'>", A)
A.__qualname__ = "R.x"
print(A)
class C:
    "doc of C"
    class Inner:
        pass
    def f(self):
        pass
print(C, C.Inner, C.__doc__, C.Inner.__qualname__, C.f.__qualname__, C.f.__name__, C().__class__ is C, type(C()) is C, C.__module__, A.__doc__)
c = C()
class D:
    extra = "from D"
c.__class__ = D
print(type(c).__name__, c.extra, isinstance(c, C))
print(int("5"), type(5)("6"), type("")(7), type([])("ab"), type(C())().__class__.__name__, int.__call__(3.7), type.__call__(int, "8"), object() != object(), type("E", (), {}).__name__)
K = type("K", (), dict(__slots__=("a",)))
k = K()
k.a = 1
for name, fn in [("two", lambda: type("A", ())), ("name", lambda: type(5, (), {})), ("bases", lambda: type("A", [], {})), ("base int", lambda: type("A", (5,), {})), ("dict", lambda: type("A", (), [])), ("bool base", lambda: type("A", (bool,), {})), ("conflict", lambda: type("A", (object, D), {})), ("twice", lambda: type("A", (D, D), {})), ("layout", lambda: type("A", (int, str), {})), ("slots", lambda: setattr(k, "b", 1)), ("class to int", lambda: setattr(c, "__class__", int)), ("class to 5", lambda: setattr(c, "__class__", 5)), ("name int", lambda: setattr(D, "__name__", 5)), ("none", lambda: type()), ("instance args", lambda: C(1)), ("object args", lambda: object(1)), ("abstract call", lambda: type(None)(1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("two", "bool base", "twice", "slots", "instance args", "object args") else "")
