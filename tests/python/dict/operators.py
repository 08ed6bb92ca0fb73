# | and |=, in, ==, del, nesting, unpacking.
a, b = {"x": 1, "y": 2}, {"y": 20, "z": 30}
print(a | b, b | a, a | {}, {} | a, (a | b) == {**a, **b})
c = a
c |= b
print(c, a is c)
c |= [("p", 1), ("q", 2)]
c |= {"r": 3}.items()
print(c)
print("in", "x" in a, "nope" in a, "x" not in a, 1 in {1.0: 0}, (1, 2) in {(1, 2): 0}, None in {None: 1})
print("len bool", len(a), len({}), bool({}), bool({0: 0}))
del c["p"], c["q"]
c["r"] += 1
c["new"] = c.get("new", 0) + 1
c["list"] = []
c["list"] += [1]
c["n"] = {"m": {}}
c["n"]["m"]["k"] = 1
print(c)
def f(**kw):
    return kw
print("calls", f(**a), f(**{"k": 1}, j=2), dict(f(b=1)), {**{}, **f(z=1)})
x, y = {"first": 1, "second": 2}
print("unpack keys", x, y, *{"s": 1}, [*{"t": 1}])
for k in a:
    print("iter", k, a[k])
for k, v in a.items():
    print("items", k, v)
print("text", str({"a": [1, {"b": (2,)}], 3: None}), repr({}), f"{ {1: 2} }", "%s" % {1: "x"}, "{0[a]}".format({"a": 1}))
print("dunders", a.__len__(), a.__contains__("x"), a.__getitem__("x"), {1: 2}.__eq__({1: 2}), {1: 2}.__eq__(5), {1: 2}.__or__({3: 4}), {1: 2}.__or__(5), {1: 2}.__ne__({}))
for name, fn in [("| list", lambda: {} | []), ("| none", lambda: {} | None), ("list |", lambda: [] | {}), ("+", lambda: {} + {}), ("<", lambda: {} < {}), ("&", lambda: {} & {}), ("missing", lambda: {"a": 1}["b"]), ("missing int", lambda: {}[5]), ("missing tuple", lambda: {}[(1, "x")]), ("missing none", lambda: {}[None]), ("unhashable get", lambda: {}[[]]), ("unhashable set", lambda: {}.__setitem__({}, 1)), ("unhashable dict display", lambda: {[1]: 2}), ("unhashable deep", lambda: {(1, [2]): 3}),
                 ("del", lambda: exec("del d['k']", {"d": {}})), ("|= int", lambda: exec("d |= 5", {"d": {}})), ("hash", lambda: hash({})), ("call", lambda: {1: 2}.__call__(1)), ("keywords", lambda: f(**5)), ("keywords int", lambda: f(**{1: 2})), ("twice", lambda: f(a=1, **{"a": 2})), ("star in display", lambda: {**5}), ("star list", lambda: {**[1]})]:
    try:
        print(name, fn())
    except Exception as ex:
        print("error", name, type(ex).__name__, ex if name != "call" else "")
