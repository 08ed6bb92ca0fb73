# range: attributes, indices, slices, membership.
ranges = [range(5), range(0), range(2, 5), range(5, 2), range(0, 10, 3), range(10, 0, -3), range(-5, 5, 5), range(0, -5), range(0, -5, -1), range(7, 8, 100), range(1, 10, 2), range(10, 1, -2)]
for r in ranges:
    print(r, r.start, r.stop, r.step, len(r), list(r), bool(r), list(reversed(r)), [x for x in range(-6, 11) if x in r])
r = range(3, 30, 4)
print([r[i] for i in range(-len(r), len(r))], r.index(7), r.count(7), r.count(8), max(r), min(r), sum(r), sorted(r, reverse=True), tuple(r), set(range(2)) == {0, 1})
for s in (slice(None), slice(1, 3), slice(None, None, -1), slice(None, None, 2), slice(-3, None), slice(5, 1), slice(5, 1, -2), slice(100, 200), slice(-100, 2), slice(None, None, 100), slice(3, -1, 2)):
    print(s, r[s], list(r[s]))
print("in", 7 in r, 7.0 in r, 7.5 in r, "7" in r, None in r, True in range(2), 10**30 in r, 7 not in r)
it = iter(range(3))
print(next(it), list(it), list(it), it.__length_hint__(), iter(range(4)).__length_hint__())
class I:
    def __init__(self, v):
        self.v = v
    def __index__(self):
        return self.v
print(range(I(2), I(8), I(3)), list(range(I(3))), r[I(1)], range(True), range(False, True))
for name, fn in [("index", lambda: r[7]), ("neg", lambda: r[-8]), ("str", lambda: r["a"]), ("float", lambda: r[1.0]), ("zero step", lambda: range(0, 1, 0)), ("float arg", lambda: range(1.0)), ("str arg", lambda: range("3")), ("none", lambda: range(None)), ("no args", lambda: range()), ("four", lambda: range(1, 2, 3, 4)), ("keyword", lambda: range(stop=3)), ("find", lambda: r.index(8)), ("find str", lambda: r.index("a")), ("set", lambda: exec("r[0] = 1", {"r": r})), ("attr", lambda: setattr(r, "start", 1)), ("other attr", lambda: setattr(r, "x", 1)), ("add", lambda: r + r), ("mul", lambda: r * 2), ("less", lambda: r < r), ("append", lambda: r.append(1)), ("slice step 0", lambda: r[::0]), ("subclass", lambda: type("R", (range,), {}))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("index", "neg", "str", "float", "zero step", "float arg", "str arg", "find", "add", "less", "subclass") else "")
