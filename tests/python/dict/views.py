# keys, values, items and their set operations.
d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i))
d["d"] = 4
del d["a"]
print("live", k, v, i, list(k), list(v), list(i))
print("in", "b" in k, "a" in k, 2 in v, 9 in v, ("b", 2) in i, ("b", 3) in i, "b" in i, ("b",) in i)
print("and", sorted(k & {"b", "z"}), sorted(k & ["c", "d"]), sorted({"b"} & k), sorted(i & {("b", 2), ("c", 9)}))
print("or", sorted(k | {"z"}), sorted(["y"] | k) if False else sorted(k | "xy"), sorted({"q"} | k), sorted(i | {("z", 0)}))
print("sub", sorted(k - {"b"}), sorted({"b", "q"} - k), sorted(i - {("b", 2)}), sorted(k - "cd"))
print("xor", sorted(k ^ {"b", "z"}), sorted({"b", "z"} ^ k), sorted(i ^ {("b", 2)}))
print("types", type(k & k).__name__, type(k | []).__name__, type(k).__name__, type(v).__name__, type(i).__name__)
print("compare", k == {"b", "c", "d"}, k == d.keys(), k <= {"b", "c", "d", "e"}, k < k, k >= {"b"}, k > {"b"}, k != {"b"}, i == set(i), v == v, d.values() == d.values(), k == ["b", "c", "d"], k.isdisjoint({"x"}), k.isdisjoint(["b"]), i.isdisjoint([("b", 2)]))
print("functions", sorted(k, reverse=True), max(k), sum(v), list(map(str, v)), list(zip(k, v)), dict(i) == d, set(k) == {"b", "c", "d"}, [*k], {**d} == d, tuple(i), sorted(i, key=lambda p: -p[1]), list(reversed(k)), list(reversed(i)))
print("iterators", type(iter(d)).__name__, next(iter(v)), next(iter(i)), iter(d).__length_hint__())
m = k.mapping
print("mapping", m["b"], len(m), type(m).__name__)
e = {}
print("empty", e.keys(), e.values(), e.items(), list(e.keys()), bool(e.keys()), e.keys() == set(), e.keys() <= {"a"})
u = {"x": [1]}
print("unhashable values", u.items(), ("x", [1]) in u.items(), u.items() == {"x": [1]}.items())
for name, fn in [("values and", lambda: v & v), ("values or", lambda: v | {1}), ("index", lambda: k[0]), ("items add", lambda: i + i), ("keys less int", lambda: k < 5), ("set item", lambda: k.__setitem__(0, 1)), ("append", lambda: k.append("x")), ("and int", lambda: k & 5), ("unhashable and", lambda: u.items() & u.items()), ("hash", lambda: hash(k)), ("make", lambda: type(k)()), ("mapping set", lambda: m.__setitem__("b", 1)), ("reversed set", lambda: k["b"])]:
    try:
        print(name, fn())
    except Exception as ex:
        print("error", name, type(ex).__name__)
