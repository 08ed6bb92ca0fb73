# The three singletons.
print(None, repr(None), str(None), type(None).__name__, bool(None), None == None, None is None, None == 0, None != False, hash(None) == hash(None))
print(..., Ellipsis, type(...).__name__, bool(...), Ellipsis is ..., repr(...))
print(NotImplemented, type(NotImplemented).__name__, NotImplemented is NotImplemented)
print("types", type(None)() is None, type(...)() is ..., type(NotImplemented)() is NotImplemented)
print("containers", [None, ...], {None: 1}[None], None in [None], (None,) == (None,), f"{None}", "%s" % None, "{!r:>6}".format(None))
none = None
def f():
    pass
print("no return", f(), [].sort(), {}.update({}))
for name, fn in [("call", lambda: none()), ("attr", lambda: None.x), ("set attr", lambda: setattr(None, "x", 1)), ("index", lambda: none[0]), ("add", lambda: None + 1),
                 ("less", lambda: None < None), ("len", lambda: len(None)), ("iter", lambda: list(None)), ("format", lambda: format(None, "5")), ("int", lambda: int(None)),
                 ("in", lambda: 1 in None), ("arg", lambda: type(None)(1)), ("subclass", lambda: type("N", (type(None),), {})), ("neg", lambda: -None), ("star", lambda: f(*None)),
                 ("double star", lambda: f(**None)), ("ellipsis attr", lambda: (...).x), ("assign", lambda: exec("None = 1")), ("del item", lambda: exec("del None[0]", {})),
                 ("set item", lambda: exec("x = None; x[0] = 1", {}))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
