# Lambda expressions with every parameter kind.
print("none", (lambda: 1)())
print("args", (lambda a, b=2, *c, d=4, **e: (a, b, c, d, e))(1, 5, 6, d=7, f=8))
print("kwonly", (lambda *, k: k)(k=1))
print("posonly", (lambda a, /, b: (a, b))(1, b=2))
print("star only", (lambda *a: a)(1, 2), (lambda **k: k)(x=1))
print("nested", (lambda x: lambda y: lambda z: (x, y, z))(1)(2)(3))
print("conditional body", [(lambda n: "even" if n % 2 == 0 else "odd")(i) for i in range(3)])
print("tuple needs parens", (lambda: (1, 2))(), (lambda: 1, 2)[1])
print("in default", (lambda f=lambda: 5: f())())
print("late binding", [f() for f in [lambda: i for i in range(3)]])
print("early binding", [f() for f in [lambda i=i: i for i in range(3)]])
print("in dict", {"add": lambda a, b: a + b}["add"](1, 2))
print("sort key", sorted([(1, "b"), (2, "a")], key=lambda p: p[1]))
print("immediately recursive", (lambda f, n: f(f, n))(lambda f, n: 1 if n == 0 else n * f(f, n - 1), 5))
print("yield inside", list((lambda: (yield 1))()), list((lambda: [(yield 1), (yield 2)])()))
print("comprehension inside", (lambda n: [x * n for x in range(3)])(2))
print("walrus inside", (lambda: [y := 3, y + 1])())
print("star unpack", (lambda: [*range(2), *"a"])())
print("name", (lambda: 0).__name__, (lambda x, y=1: 0).__defaults__)


class C:
    m = lambda self, x: (self.v, x)
    v = 3
    p = property(lambda self: self.v * 2)
    table = {"k": lambda self: self.v}


c = C()
print("method", c.m(1), c.p, c.table["k"](c), C.m.__qualname__)
x = lambda: x
print("self reference", x() is x)
print("precedence", (lambda: 1 or 2)(), (lambda: not 1)(), (lambda a: a if a else "no")(0))
print("subscripted", (lambda: [1, 2])()[1], f"{(lambda v: v * 2)(4)}")
f = lambda *args, sep="-", **kw: sep.join(args) + str(kw)
print("mixed", f("a", "b"), f("a", sep="+", z=1))
