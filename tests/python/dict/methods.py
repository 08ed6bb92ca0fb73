# get, setdefault, pop, popitem, update, copy, clear, fromkeys.
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("x"), d.get("x", 5), d.get("a", 5), {}.get(None))
print(d.setdefault("a", 9), d.setdefault("c", 3), d.setdefault("n"), d)
print(d.pop("a"), d.pop("zz", "default"), d.pop("zz", None), d)
print(d.popitem(), d.popitem(), d)
d.update({"x": 1, "b": 20})
d.update([("y", 2), ["z", 3], "kv"])
d.update(q=5, b=30)
d.update({}, r=1)
d.update()
d.update(x for x in [("g", 7)])
print("update", d)
class Mapping:
    def keys(self):
        return ["m1", "m2"]
    def __getitem__(self, k):
        return k.upper()
d.update(Mapping())
print("mapping", d)
e = d.copy()
d.clear()
print("copy clear", d, len(e), e == e.copy(), e.copy() is e)
print("fromkeys", dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict.fromkeys([]), dict.fromkeys(range(2), []), {}.fromkeys(["k"], "v"), dict.fromkeys({"a": 9}, 1))
print("dict()", dict(), dict(a=1), dict([("a", 1)]), dict({"a": 1}, b=2), dict((("x", 1), "yz")), dict(zip("ab", [1, 2])), dict([], k=1), dict(Mapping()), dict({1: 2}.items()), {**{"a": 1}, "b": 2, **{"a": 3}}, dict(**{"a": 1}, b=2), dict(self=1, iterable=2))
class M(dict):
    pass
print("class method", type(M.fromkeys("a")).__name__, type(M(a=1).copy()).__name__)
for name, fn in [("pop", lambda: {}.pop("k")), ("pop 1", lambda: {1: 2}.pop(3)), ("popitem", lambda: {}.popitem()), ("getitem", lambda: {}["k"]), ("getitem tuple", lambda: {}[1, 2]), ("delitem", lambda: {}.__delitem__("k")), ("get none given", lambda: {}.get()), ("get list", lambda: {}.get([])), ("update int", lambda: {}.update(5)), ("update list of int", lambda: {}.update([1])), ("update triple", lambda: {}.update([(1, 2, 3)])), ("update short", lambda: {}.update(["a"])), ("update two", lambda: {}.update({}, {})),
                 ("dict int", lambda: dict(5)), ("dict none", lambda: dict(None)), ("fromkeys", lambda: dict.fromkeys()), ("fromkeys int", lambda: dict.fromkeys(5)), ("unhashable", lambda: dict([([], 1)])), ("unhashable fromkeys", lambda: dict.fromkeys([[]])), ("setdefault list", lambda: {}.setdefault([], 1)), ("pop list", lambda: {1: 2}.pop([])), ("in list", lambda: [] in {1: 2}), ("get keyword", lambda: {}.get("a", default=1)), ("duplicate", lambda: dict(**{"a": 1}, **{"a": 2})), ("int keyword", lambda: dict(**{1: 2})),
                 ("attr", lambda: setattr({}, "x", 1)), ("append", lambda: {}.append(1))]:
    try:
        print(name, fn())
    except Exception as ex:
        print("error", name, type(ex).__name__, ex if name not in ("get none given", "update two", "fromkeys", "get keyword", "duplicate") else "")
