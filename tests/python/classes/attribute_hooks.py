# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class G:
    here = "class"

    def __init__(self):
        self.own = "own"

    def __getattr__(self, name):
        print("   getattr", name)
        if name == "bad":
            raise AttributeError("no bad here")
        return name.upper()


g = G()
print(g.own, g.here, g.missing)
print("hasattr", hasattr(g, "x"), hasattr(g, "bad"), getattr(g, "bad", "default"))
try:
    g.bad
except AttributeError as error:
    print(error)
for f in (len, iter, lambda o: o + 1, lambda o: o(), lambda o: o[0], bool, str):
    try:
        result = f(g)
        print("special method, no getattr:", "worked")
    except TypeError as error:
        print("special:", error)


class A:
    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        print("   getattribute", name)
        if name == "magic":
            return "magic"
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        print("   then getattr", name)
        return "fallback"

    def m(self):
        return "m"


a = A()
print(a.x, a.magic, a.nope, a.m())
print(type(a).__name__, isinstance(a, A))


class S:
    def __setattr__(self, name, value):
        print("   setattr", name, value)
        if name != "refused":
            object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("   delattr", name)
        super().__delattr__(name)


s = S()
s.a = 1
s.refused = 2
s.a += 5
print(s.__dict__)
del s.a
try:
    del s.a
except AttributeError as error:
    print("del", error)
setattr(s, "b", 3)
delattr(s, "b")
s.__dict__["direct"] = 1
print(s.direct)
S.on_class = 1
for s.loop in range(2):
    pass
s.t, (s.u, *s.v) = 1, (2, 3)


class D:
    def __dir__(self):
        return ["b", "a", "c"]

    x = 1


print("dir", dir(D()), "x" in dir(D), "__init__" in dir(D))


class BadDir:
    def __dir__(self):
        return 5


try:
    dir(BadDir())
except TypeError as error:
    print("bad dir", error)


class E:
    def __init__(self):
        self.own = 1

    def m(self):
        pass


print("dir instance", [n for n in dir(E()) if not n.startswith("__")])


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_t", target)

    def __getattr__(self, n):
        return getattr(self._t, n)

    def __setattr__(self, n, v):
        setattr(self._t, n, v)


e = E()
p = Proxy(e)
p.own = 50
print("proxy", e.own, p.own, p.__dict__ == {"_t": e})
for label, f in [("getattr str", lambda: getattr(e, 5)), ("setattr int", lambda: setattr(e, 5, 1)), ("none", lambda: getattr(e, "zz")),
                 ("getattr odd name", lambda: getattr(e, "not a name", "default")), ("hasattr", lambda: hasattr(e, ""))]:
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)
setattr(e, "not a name", 1)
print(getattr(e, "not a name"), e.__dict__)


class Err:
    def __getattr__(self, n):
        raise ValueError("not an AttributeError")


try:
    hasattr(Err(), "x")
except ValueError as error:
    print("hasattr passes", error)
