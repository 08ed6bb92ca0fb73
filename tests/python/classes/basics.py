# Class bodies, instances, class and instance attributes.
class A:
    """Doc of A."""
    x = 1
    y = x + 1
    items = []

    def __init__(self, v):
        self.v = v

    def method(self):
        return self.v, self.x


a, b = A(10), A(20)
print("methods", a.method(), A.method(b), a.method.__self__ is a)
a.x = 5
print("instance shadows class", a.x, b.x, A.x)
del a.x
print("uncovered", a.x)
a.items.append(1)
print("shared mutable", b.items)
A.x = 7
A.new = lambda self: "added"
print("class changed later", b.x, b.new())
print("doc", A.__doc__, a.__doc__, A.__name__, A.__module__, A.__qualname__)
print("dict", a.__dict__, sorted(k for k in A.__dict__ if not k.startswith("__")))
print("type", type(a) is A, a.__class__ is A, isinstance(a, A), isinstance(a, object), isinstance(a, int))
print("bases", A.__bases__ == (object,), A.__mro__ == (A, object), A.__base__ is object)
m = a.method
a.v = 99
print("bound", m(), m.__func__ is A.method, m == a.method, m == b.method)


class Body:
    print("body runs")
    for i in range(3):
        pass
    if i == 2:
        chosen = "yes"
    else:
        chosen = "no"
    try:
        1 / 0
    except ZeroDivisionError:
        caught = True
    squares = [n * n for n in range(3)]

    def _helper(n):
        return n * 2

    helped = _helper(4)
    del _helper


print("body", Body.i, Body.chosen, Body.caught, Body.squares, Body.helped, hasattr(Body, "_helper"))


class Empty: ...


e = Empty()
e.anything = 1
print("open instance", e.__dict__, vars(e) is e.__dict__)
e.__dict__["via"] = 2
print("via dict", e.via)
e.__dict__ = {"other": 3}
print("new dict", e.other, hasattr(e, "via"))
try:
    e.__dict__ = 5
except TypeError as error:
    print("dict int", error)
for label, f in [("attr", lambda: e.nope), ("class attr", lambda: Empty.nope), ("no call", lambda: e()),
                 ("len", lambda: len(e)), ("lt", lambda: e < e), ("dict del", lambda: delattr(e, "nope"))]:
    try:
        f()
    except Exception as error:
        print(label, type(error).__name__, error)


class WithSelf:
    def grow(this, n):
        this.n = n
        return this


print("self is a name", WithSelf().grow(3).n)


def make():
    class Local:
        pass

    return Local


print("local class", make().__qualname__, make() is make())


class Outer:
    class Inner:
        def m(self):
            return __class__.__qualname__


print("nested", Outer.Inner().m(), Outer().Inner is Outer.Inner)
print("class is object", [A, int][0].__name__, {A: 1}[A], callable(A))
A.__name__ = "Renamed"
print("renamed", A.__name__, type(a).__name__)
