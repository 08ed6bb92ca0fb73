# frozenset: everything but change.
f = frozenset([1, 2, 3])
print(frozenset(), repr(frozenset([5])), str(frozenset("a")), len(f), 1 in f, sorted(f), bool(frozenset()), frozenset(f) == f, f.copy() == f, type(f.copy()).__name__)
print(hash(f) == hash(frozenset([3, 2, 1])), hash(frozenset()) == hash(frozenset()), {f: "x"}[frozenset([1, 2, 3])], len({frozenset([1]), frozenset([1.0]), frozenset()}), hash(frozenset([1, frozenset([2])])) == hash(frozenset([frozenset([2]), 1])))
print(sorted(f.union([4])), sorted(f.intersection([1, 9])), sorted(f.difference([1])), sorted(f.symmetric_difference([1, 7])), type(f.union([4])).__name__, f.issubset(range(5)), f.issuperset([1]), f.isdisjoint([8]))
print(sorted(f | {9}), sorted(f & {1}), sorted(f - {1}), sorted(f ^ {1}), f == {1, 2, 3}, f < {1, 2, 3, 4}, f >= {1}, f != {1})
for method in ("add", "remove", "discard", "pop", "clear", "update", "intersection_update", "difference_update", "symmetric_difference_update"):
    print(method, hasattr(f, method), hasattr(set(), method))
print("set of sets", {frozenset([1])} == {frozenset([1])}, frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])}, sorted(map(sorted, {frozenset("ab"), frozenset("ba"), frozenset("c")})))
s = {frozenset([1, 2])}
s.discard({1, 2})
print("set stands for frozenset", s)
t = {frozenset([1])}
t.remove({1})
print(t)
class Tags(frozenset):
    def __new__(cls, text):
        return super().__new__(cls, text.split())
    def __repr__(self):
        return "Tags(%s)" % " ".join(sorted(self))
g = Tags("red green")
print(g, "red" in g, g == {"red", "green"}, g | {"blue"} == {"red", "green", "blue"}, hash(g) == hash(frozenset(["red", "green"])), isinstance(g, frozenset), isinstance(g, set))
class Bag(set):
    def add(self, x):
        super().add(x.lower())
    def __contains__(self, x):
        return super().__contains__(x.lower())
b = Bag()
b.add("Hello")
print(sorted(b), "HELLO" in b, repr(b), type(b | {"x"}).__name__, type(b.copy()).__name__, b == {"hello"})
for name, fn in [("add", lambda: f.add(1)), ("unhashable", lambda: frozenset([[]])), ("int", lambda: frozenset(5)), ("two", lambda: frozenset([], [])), ("index", lambda: f[0]), ("less list", lambda: f < [1]), ("or list", lambda: f | [1]), ("attr", lambda: setattr(f, "x", 1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name != "two" else "")
