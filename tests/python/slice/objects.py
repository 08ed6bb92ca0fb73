# slice objects: attributes, indices, equality.
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(1, 2), slice(None), slice("a", [1], 2.5), repr(slice(1, None, -1)), type(s).__name__)
for s in (slice(None), slice(3), slice(2, 8), slice(None, None, 2), slice(None, None, -1), slice(-3, None), slice(None, -3), slice(-100, 100), slice(8, 2, -2), slice(100, -100, -3), slice(5, 5), slice(10**30, -10**30, -10**30), slice(0, 10**30, 10**29)):
    print(s, [s.indices(n) for n in (0, 1, 5, 10)])
print(slice(1, 2).indices(10**30), slice(None, None, -1).indices(10**30))
print(slice(1, 2) == slice(1, 2), slice(1, 2) == slice(1, 2, None), slice(1, 2) == slice(1, 2, 1), slice(1, 2) != slice(1, 3), slice(1, 2) == (1, 2), slice(1, 2) < slice(1, 3), slice(1.0, 2) == slice(1, 2))
class Probe:
    def __getitem__(self, i):
        return i
    def __setitem__(self, i, v):
        print("set", i, v)
    def __delitem__(self, i):
        print("del", i)
p = Probe()
print(p[1], p[1:2], p[:], p[::], p[1:2:3], p[::2], p[1:], p[:1], p["a":"b"], p[1, 2], p[1:2, 3], p[...], p[:, ...], p[()], p[None], p[1:2, ::3, 4], p[-1:-2], p[lambda: 0] is None)
p[1:2] = "x"
p[::2, 1] = "y"
del p[3:]
del p[1, 2:3]
class Plus:
    def __radd__(self, other):
        return "radd", other
p[0:1] += Plus()
class X:
    def __index__(self):
        return 2
print("abcdef"[slice(X())], [1, 2, 3, 4][slice(X(), None)], slice(X(), 5).indices(4), (1, 2, 3)[slice(0, 2)], range(10)[slice(None, None, 3)], b"abc"[slice(1, None)])
for name, fn in [("no args", lambda: slice()), ("four", lambda: slice(1, 2, 3, 4)), ("write", lambda: setattr(slice(1), "start", 2)), ("zero step", lambda: slice(None, None, 0).indices(5)), ("neg length", lambda: slice(1).indices(-1)), ("str indices", lambda: slice("a").indices(5)), ("float", lambda: slice(1.5).indices(5)), ("indices none", lambda: slice(1).indices()), ("indices str", lambda: slice(1).indices("a")), ("keyword", lambda: slice(stop=1)), ("less", lambda: slice(1) < (1,)), ("subclass", lambda: type("S", (slice,), {}))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("zero step", "neg length", "str indices", "float", "subclass") else "")
