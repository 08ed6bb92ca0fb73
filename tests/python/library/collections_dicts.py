# OrderedDict, defaultdict, Counter, ChainMap.
from collections import OrderedDict, defaultdict, Counter, ChainMap
o = OrderedDict([("b", 1), ("a", 2)])
o["c"] = 3
print(list(o), list(o.items()), o == {"a": 2, "b": 1, "c": 3}, o == OrderedDict([("a", 2), ("b", 1), ("c", 3)]), isinstance(o, dict), len(o))
o.move_to_end("b")
o.move_to_end("c", last=False)
print(list(o), o.popitem(), o.popitem(last=False), list(o), list(reversed(OrderedDict.fromkeys("xyz"))), o.pop("zz", 0), type(o.copy()).__name__, type(o | {"q": 1}).__name__, list(o | {"q": 1}))
d = defaultdict(list)
d["a"].append(1)
d["b"].extend([2, 3])
print(d, dict(d), d.get("zz"), "zz" in d, d["zz"], len(d), d.default_factory, type(d.copy()).__name__)
n = defaultdict(int, {"x": 5}, y=6)
n["x"] += 1
n["z"] += 1
print(n, dict(n), defaultdict(lambda: "?")["k"], defaultdict(None, {1: 2}), list(defaultdict(list, [(1, 2)]).items()))
n.default_factory = None
c = Counter("mississippi")
print(c, c["s"], c["q"], c.most_common(2), c.most_common(), sorted(c.elements()), c.total(), len(c), "q" in c, Counter(a=2, b=-1), Counter({"x": 3}), Counter([1, 1, 2]), Counter())
c.update("ms")
c.subtract("iiiii")
print(c, +c, -c, dict(c))
a, b = Counter("aab"), Counter("abc")
print(a + b, a - b, a & b, a | b, a == Counter("baa"), a <= Counter("aabb"), type(a + b).__name__)
a += Counter("z")
del a["nothere"]
print(a, a.pop("z"), Counter("ab").items(), sorted(Counter("hello world").most_common(3)), Counter(x % 3 for x in range(10)))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 4
print(m["a"], m["b"], m.maps, sorted(m), len(m), m.get("zz"), "b" in m, m.new_child({"a": 0})["a"], m.parents["a"], dict(m) == {"a": 1, "b": 3, "c": 4})
for name, fn in [("factory none", lambda: n["nope"]), ("factory int", lambda: defaultdict(5)), ("move", lambda: o.move_to_end("nope")), ("popitem", lambda: OrderedDict().popitem()), ("counter fromkeys", lambda: Counter.fromkeys("a")), ("chain missing", lambda: m["nope"]), ("chain del", lambda: m.__delitem__("b")), ("factory fails", lambda: defaultdict(lambda: 1 // 0)["x"]), ("counter int", lambda: Counter(5))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
