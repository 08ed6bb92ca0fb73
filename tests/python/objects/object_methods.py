# What every object inherits.
o = object()
print(o == o, o != o, o == object(), hash(o) == hash(o), bool(o), repr(o)[:18], str(o)[:18], o.__eq__(5), o.__ne__(5), o.__lt__(5), o.__class__ is object, o.__doc__ is not None or True, format(o)[:7], isinstance(o.__hash__(), int), o.__repr__()[:7], o.__str__()[:7])
print([n for n in ("__init__", "__new__", "__repr__", "__str__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__class__", "__doc__", "__dir__", "__format__", "__getattribute__", "__setattr__", "__delattr__", "__init_subclass__", "__subclasshook__", "__reduce__", "__sizeof__") if not hasattr(o, n)])
class A:
    pass
a = A()
a.__setattr__("x", 1)
print(a.x, a.__getattribute__("x"), object.__getattribute__(a, "x"), a.__dict__, object.__setattr__(a, "y", 2), a.y, a.__delattr__("y"), hasattr(a, "y"), a.__dir__() == a.__dir__() or True, a.__module__, A.__module__, A.__dict__.get("x"))
a.__dict__ = {"z": 3}
print(a.z, hasattr(a, "x"), vars(a))
b = object.__new__(A)
print(type(b).__name__, vars(b), A.__new__(A) != b, A.__init__(b), A.__call__ is not None, type.__call__(A).__class__.__name__)
class Init:
    def __init__(self, v):
        self.v = v
c = Init.__new__(Init)
print(hasattr(c, "v"), Init.__init__(c, 5), c.v, Init(v=6).v)
class New:
    def __new__(cls, *args):
        print("new", args)
        return 42 if args else super().__new__(cls)
    def __init__(self, *args):
        print("init", args)
print(New(1), type(New()).__name__)
class Returns:
    def __init__(self):
        return 5
for name, fn in [("init returns", lambda: Returns()), ("object args", lambda: object(5)), ("class args", lambda: A(5)), ("class keyword", lambda: A(x=5)), ("few", lambda: Init()), ("many", lambda: Init(1, 2)), ("object attr", lambda: setattr(o, "x", 1)), ("del missing", lambda: a.__delattr__("nope")), ("dict int", lambda: setattr(a, "__dict__", 5)), ("less", lambda: o < o), ("call", lambda: o()), ("index", lambda: o[0]), ("len", lambda: len(o)), ("iter", lambda: iter(o)), ("add", lambda: o + o), ("in", lambda: 1 in o), ("with", lambda: exec("with o: pass", {"o": o})), ("new wrong", lambda: object.__new__(5)), ("new int", lambda: object.__new__(int)), ("neg", lambda: -o), ("int", lambda: int(o)), ("await", lambda: next(o)), ("set item", lambda: exec("o[0] = 1", {"o": o})), ("del item", lambda: exec("del o[0]", {"o": o})), ("star", lambda: [*o]), ("unpack", lambda: exec("a, b = o", {"o": o})), ("format", lambda: format(o, "5"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name not in ("new wrong", "new int", "dict int", "int", "del missing") else "")
