# Annotated assignment in modules, classes and functions.
a: int = 1
b: "text"
c: print("evaluated at module level") = 2
(d): float = 3.0
print("values", a, c, d, "b" in globals())
print("annotations", __annotations__)


class C:
    x: int = 1
    y: str
    z: "forward" = None
    x: float
    __private: bool = True


print("class", C.__annotations__, C.x, hasattr(C, "y"))


def f(p: int, q: "str" = "x", *args: tuple, k: bool = True, **kw: dict) -> list:
    local: print("never evaluated") = 1
    other: nonsense_name
    return local


print("function", f.__annotations__, f(1))
o = C()
o.attr: int = 5
lst = [0]
lst[0]: int = 6
print("attribute and item", o.attr, lst, o.__annotations__ is C.__annotations__)


class Empty:
    pass


print("empty", Empty.__annotations__)


class Child(C):
    w: int


print("child has its own", Child.__annotations__)
print("tuple value", end=" ")
t: tuple = 1, 2
u: tuple = 1, *[2, 3]
print(t, u)


def only_declared():
    v: int
    try:
        v
    except UnboundLocalError as error:
        print("declared only", error)


only_declared()


def side():
    print("   target evaluated")
    return o


side().attr: int
print("no store", o.attr)
print("lambda has none", (lambda x: x).__annotations__)
f.__annotations__ = {"new": 1}
print("set", f.__annotations__)
f.__annotations__ = None
print("reset", f.__annotations__)
try:
    f.__annotations__ = 5
except TypeError as error:
    print("bad", error)
