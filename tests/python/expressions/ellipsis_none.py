# The singletons and their behaviour.
print("ellipsis", ..., Ellipsis, ... is Ellipsis, type(...), repr(...))
print("None", None, type(None), bool(None))
print("NotImplemented", NotImplemented, type(NotImplemented))
print("types make themselves", type(None)() is None, type(...)() is ..., type(NotImplemented)() is NotImplemented)
none = None
for label, f in [
    ("None args", lambda: type(None)(1)),
    ("None attr", lambda: None.foo),
    ("Ellipsis attr", lambda: (...).foo),
    ("None call", lambda: none()),
    ("None add", lambda: None + 1),
    ("None neg", lambda: -None),
    ("None compare", lambda: None < None),
    ("None iter", lambda: list(None)),
    ("None len", lambda: len(None)),
    ("None item", lambda: none[0]),
    ("None contains", lambda: 1 in None),
    ("subclass NoneType", lambda: type("X", (type(None),), {})),
    ("subclass bool", lambda: type("X", (bool,), {})),
    ("subclass ellipsis", lambda: type("X", (type(...),), {})),
]:
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)
print("equal", None == None, None != 0, None == False, ... == ...)
print("hashable", {None: 1, ...: 2}[None], {None: 1, ...: 2}[...])


def body():
    ...


print("body", body())
x: int = ...
print("default", x)
try:
    None.x = 1
except AttributeError as error:
    print("set", error)
