# Attribute order, many attributes, deletes and re-adds, different orders per instance.
class A:
    pass


a = A()
for name in "zyxw":
    setattr(a, name, name.upper())
print("order", list(a.__dict__), a.z, a.w)
del a.y
a.y = "again"
print("re-added at the end", list(a.__dict__), a.__dict__["y"])
b = A()
b.w, b.z = 1, 2
print("other order", list(b.__dict__), b.w, b.z)
for i in range(100):
    setattr(b, f"n{i}", i)
print("many", len(b.__dict__), b.n0, b.n99, b.w)
for i in range(0, 100, 2):
    delattr(b, f"n{i}")
print("half", len(b.__dict__), hasattr(b, "n0"), b.n99)


def get(o):
    return o.v


class X:
    v = "X class"


class Y:
    def __init__(self):
        self.v = "Y own"


class Z:
    @property
    def v(self):
        return "Z property"


class W:
    __slots__ = ("v",)

    def __init__(self):
        self.v = "W slot"


class G:
    def __getattr__(self, n):
        return "G getattr"


x = X()
for round in range(3):
    print("one site", [get(o) for o in (x, Y(), Z(), W(), G(), X, x)])
x.v = "now own"
print(get(x))
del x.v
print(get(x))
X.v = "class changed"
print(get(x))
X.v = property(lambda self: "became property")
print(get(x))
del X.v
try:
    get(x)
except AttributeError as error:
    print(error)
x.__dict__["v"] = "through dict"
print(get(x))
x.__class__ = Y
print(get(x), type(x).__name__)


class P:
    def m(self):
        return "P.m"


class Q(P):
    pass


q = Q()


def call(o):
    return o.m()


print(call(q))
Q.m = lambda self: "Q.m"
print(call(q))
q.m = lambda: "own m"
print(call(q))
del q.m, Q.m
print(call(q))
P.m = lambda self: "P changed"
print(call(q))
o = A()
o.__dict__.update(p=1, q=2)
o.__dict__.pop("p")
print(list(vars(o).items()), "p" in o.__dict__)
c = A()
c.__dict__ = o.__dict__
c.shared = 1
print("shared dict", o.shared)
o.__dict__.clear()
print(hasattr(c, "q"), c.__dict__)
