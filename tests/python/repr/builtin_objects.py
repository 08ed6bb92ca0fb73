# How the builtin objects show themselves.
def f(a):
    pass
class C:
    def m(self):
        pass
    @staticmethod
    def s():
        pass
    @classmethod
    def c(cls):
        pass
def head(x):
    return repr(x).split(" at ")[0]
print(head(f), head(C()), head(C().m).replace("0x", ""), head(C.m), head(lambda: 0), repr(len), repr(C), repr(int), repr(C.c), repr(ValueError), head(object()), head([].append))
print(head(x for x in []), head(iter([])), head(iter({})), head(zip()), head(map(str, [])), head(enumerate([])), head(reversed([])), head(iter("")), head(iter(range(3))), repr(__import__("sys")), head(f.__code__), head(super(C, C())))
print(repr(ValueError("a")), repr(ValueError()), repr(ValueError(1, "b")), repr(KeyError("k")), str(KeyError("k")), str(ValueError("a")), str(ValueError(1, 2)), str(ValueError()), repr(Exception([1])), repr(OSError(2, "no")), str(OSError(2, "no")), str(OSError(2, "no", "file")), repr(StopIteration(5)), repr(SystemExit(1)))
print(repr(range(3)), repr(slice(1, 2)), repr(bytearray(b"a")), repr(frozenset([1])), repr({1}), repr({}.keys()), repr(...), repr(NotImplemented), repr(type(None)), repr(True), repr(memoryview(b"")).split(" at ")[0], repr(int | str), repr(list[int]), repr(dict[str, int]))
class R:
    def __repr__(self):
        return "R()"
print([R()], (R(),), {R(): R()}, {"k": R()}, str(R()), f"{R()}", "%s %r" % (R(), R()), [None, True, 1.5, "a", b"b", (), {}])
class NoRepr:
    __repr__ = None
for name, fn in [("None", lambda: repr(NoRepr())), ("in list", lambda: repr([NoRepr()])), ("no args", lambda: repr())]:
    try:
        print(name, fn())
    except TypeError as e:
        print("error", name)
