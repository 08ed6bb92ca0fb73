# getattr, setattr, delattr, hasattr, vars, dir, callable.
class A:
    cls = 1
    def __init__(self):
        self.x = 10
    def m(self):
        return "m"
    @property
    def p(self):
        raise AttributeError("from p")
    @property
    def boom(self):
        raise ValueError("boom")
a = A()
print(getattr(a, "x"), getattr(a, "cls"), getattr(a, "m")(), getattr(a, "no", "default"), getattr(a, "no", None), getattr(a, "p", "p default"), getattr(A, "m")(a), getattr(5, "real"), getattr("a", "upper")())
print(hasattr(a, "x"), hasattr(a, "no"), hasattr(a, "p"), hasattr(5, "real"), hasattr(a, "__class__"), hasattr(A, "x"))
setattr(a, "y", 20)
setattr(A, "z", 30)
setattr(a, "not an identifier", 1)
print(a.y, a.z, getattr(a, "not an identifier"), vars(a), vars(a) is a.__dict__, a.__dict__["x"])
delattr(a, "y")
del a.x
print(vars(a), hasattr(a, "y"), sorted(k for k in vars(A) if not k.startswith("__")))
vars(a)["w"] = 5
print(a.w)
print("dir", [n for n in dir(a) if not n.startswith("__")], "__init__" in dir(a), "upper" in dir(""), "append" in dir(list), sorted(dir(a)) == dir(a))
class D:
    def __dir__(self):
        return ["b", "a"]
print(dir(D()))
def scope():
    one = 1
    two = 2
    return dir(), sorted(locals()), sorted(vars())
print(scope(), "a" in dir(), "A" in globals())
class Call:
    def __call__(self):
        pass
print("callable", callable(len), callable(A), callable(a), callable(a.m), callable(Call()), callable(5), callable(lambda: 0), callable(None), callable("f"), callable(str.upper))
for name, fn in [("getattr", lambda: getattr(a, "no")), ("property", lambda: a.p), ("boom", lambda: hasattr(a, "boom")), ("boom default", lambda: getattr(a, "boom", 1)), ("int name", lambda: getattr(a, 5)), ("set int name", lambda: setattr(a, 5, 1)), ("del", lambda: delattr(a, "no")), ("del class attr", lambda: delattr(a, "cls")), ("set builtin", lambda: setattr(5, "x", 1)), ("set type", lambda: setattr(int, "x", 1)), ("set property", lambda: setattr(a, "p", 1)), ("del property", lambda: delattr(a, "p")), ("vars int", lambda: vars(5)), ("class", lambda: A.no), ("module", lambda: __import__("sys").no_such), ("function", lambda: scope.no), ("one arg", lambda: getattr(a)), ("hasattr int", lambda: hasattr(a, 1)), ("builtin", lambda: "".no), ("type", lambda: int.no), ("none", lambda: None.no)]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("getattr", "property", "boom", "boom default", "class", "builtin", "type", "none", "function", "module") else "")
