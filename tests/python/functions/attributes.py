# What a function knows about itself.
def f(a, b=1, /, c=2, *args, d, e=3, **kw) -> "result":
    """Doc of f."""
    x = 1
    return x


print("names", f.__name__, f.__qualname__, f.__module__)
print("doc", f.__doc__)
print("defaults", f.__defaults__, f.__kwdefaults__)
print("annotations", f.__annotations__)
print("closure", f.__closure__, f.__dict__)
print("code", f.__code__.co_name, f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount)
print("varnames", f.__code__.co_varnames)
print("type", type(f).__name__, callable(f))
print("globals", f.__globals__ is globals())
f.attr = 5
f.other = [1]
print("own attributes", f.attr, f.__dict__)
del f.attr
try:
    f.attr
except AttributeError as error:
    print("deleted", error)
f.__name__ = "renamed"
f.__qualname__ = "Q.renamed"
f.__doc__ = None
print("renamed", f.__name__, f.__qualname__, f.__doc__)
try:
    f()
except TypeError as error:
    print("error uses qualname", error)
f.__defaults__ = (10, 20, 30)
f.__kwdefaults__ = {"d": 40, "e": 50}
print("new defaults", f.__defaults__, f.__kwdefaults__, f())
f.__defaults__ = None
try:
    f(1, d=1)
except TypeError as error:
    print("defaults gone", error)
for label, name, value in [("name int", "__name__", 5), ("defaults list", "__defaults__", [1]),
                           ("dict", "__dict__", 1), ("code", "__code__", 1), ("qualname", "__qualname__", None),
                           ("kwdefaults", "__kwdefaults__", (1,)), ("globals", "__globals__", {})]:
    try:
        setattr(f, name, value)
        print(label, "fine")
    except (TypeError, AttributeError) as error:
        print(label, type(error).__name__, error)
no_doc = lambda: 0
print("lambda", no_doc.__name__, no_doc.__qualname__, no_doc.__doc__)


def outer():
    def inner():
        return lambda: 0

    class C:
        def m(self):
            pass

    return inner, C


i, C = outer()
print("qualnames", i.__qualname__, i().__qualname__, C.__qualname__, C.m.__qualname__, C().m.__qualname__)


def swap_code():
    return "old"


def other():
    return "new"


swap_code.__code__ = other.__code__
print("code swapped", swap_code(), swap_code.__name__)
print("builtin", len.__name__, len.__qualname__, len.__module__, [].append.__name__, [].append.__qualname__)
try:
    len.x = 1
except AttributeError as error:
    print("builtin attr", error)
c = C()
c.m.__func__.tag = "t"
print("method shows it", c.m.tag, c.m.__self__ is c, c.m.__name__)
try:
    c.m.tag = 1
except AttributeError as error:
    print("method attr", error)
