# The order of insertion, through every kind of change.
d = {}
for i in (5, 3, 9, 1, 7):
    d[i] = i * i
print(d, list(d))
d[3] = "changed"
print("update keeps place", d)
del d[9]
d[9] = "back"
print("deleted and back", d)
d.pop(5)
d.setdefault(3, 0)
d.setdefault(4, 0)
d.update({1: "u", 0: "new"})
print(d, d.popitem(), d)
print("reversed", list(reversed(d)), list(reversed(d.keys())), list(reversed(d.values())), list(reversed(d.items())))
print("first last", next(iter(d)), next(reversed(d)), min(d), max(d))
print("equality without order", {1: 2, 3: 4} == {3: 4, 1: 2}, {1: 2} == {1: 3}, {1: 2} != {2: 1}, {} == {}, {1: {2: 3}} == {1: {2: 3}}, {1: 2} == [(1, 2)])
print("keys stay", {1: "int", 1.0: "float", True: "bool"}, {"a": 1, "a": 2}, {0: 1, False: 2, 0.0: 3}, {(1, 2): 1, (1.0, 2.0): 2})
print("comprehension", {k: v for k, v in zip("cab", range(3))}, {x % 3: x for x in range(10)}, {k: v for v, k in {1: "a", 2: "b"}.items() if v > 1})
print("merge", {"a": 1, "b": 2} | {"b": 3, "c": 4}, {**{"b": 1}, "a": 2, **{"b": 3}})
keys = [None, True, 2, 2.5, "s", b"b", (1,), frozenset([1]), ..., int, len, range(3), 10**20, 1j]
m = {k: i for i, k in enumerate(keys)}
print("all kinds", len(m), [m[k] for k in keys], list(m) == keys)
w = {}
for i in range(100):
    w[i] = i
    if i % 3 == 0:
        del w[i]
    if i % 10 == 5:
        w[-i] = "neg"
print("mixed", list(w)[:12], len(w), list(w)[-3:])
print("evaluation order", {print("k1") or 1: print("v1"), print("k2") or 2: print("v2")})
