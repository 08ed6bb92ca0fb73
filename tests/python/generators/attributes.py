# What a generator shows of itself, and re-entrance.
def gen(a):
    local = 5
    yield a
    yield local


g = gen(1)
print("names", g.__name__, g.__qualname__, gen.__name__)
print("running", g.gi_running, g.gi_frame is None, g.gi_code is gen.__code__, g.gi_yieldfrom)
next(g)
print("suspended", g.gi_running, g.gi_frame is None)
list(g)
print("finished", g.gi_running, g.gi_frame is None)
print("methods", [n for n in ("__iter__", "__next__", "send", "throw", "close") if hasattr(g, n)])


def me():
    print("   inside", it.gi_running)
    try:
        next(it)
    except ValueError as error:
        print("   reentered", error)
    try:
        it.send(None)
    except ValueError as error:
        print("   send", error)
    try:
        it.close()
    except ValueError as error:
        print("   close", error)
    try:
        it.throw(KeyError)
    except ValueError as error:
        print("   throw", error)
    yield 1


it = me()
print("next", next(it))
g = gen(1)
g.__name__ = "renamed"
g.__qualname__ = "q"
print("renamed", g.__name__, g.__qualname__)
try:
    g.x = 1
except AttributeError as error:
    print("no attributes", error)
for label, f in [("len", lambda: len(g)), ("index", lambda: g.__getitem__(0)), ("call", lambda: g()),
                 ("add", lambda: g + g), ("copy", lambda: type(g)()), ("subclass", lambda: type("X", (type(g),), {}))]:
    try:
        print(label, f())
    except (TypeError, AttributeError) as error:
        print(label, type(error).__name__, error)
print("truth", bool(g), g == g, g == gen(1))
print("hash", {g: "key"}[g])


class C:
    def __iter__(self):
        for i in range(2):
            yield i, self

    def items(self):
        yield from self


c = C()
print("generator methods", [i for i, s in c], [s is c for _, s in c.items()], C.items.__qualname__, c.items().__name__)


class P:
    @property
    def values(self):
        yield "property"

    @staticmethod
    def st():
        yield "static"

    @classmethod
    def cl(cls):
        yield cls.__name__


print(list(P().values), list(P.st()), list(P.cl()))
