# Tuples: all there is to them.
t = (1, "a", None, (2,), 1)
print(t, (), (1,), (1, 2), tuple(), tuple([1, 2]), tuple("ab"), tuple(range(3)), tuple(x for x in "xy"), tuple({1: 2}), 1, (1), type((1)).__name__)
print(t[0], t[-1], t[1:3], t[::-1], t[::2], t[10:], t[-2:], t[4:0:-2], len(t), t.count(1), t.count("zz"), t.index("a"), t.index(1, 1), t.index(1, -2, 99), "a" in t, 9 in t, (2,) in t, bool(()), bool((0,)))
print(t + (5,), () + (), (1, 2) * 2, 2 * (0,), (1,) * 0, (1,) * -1)
tuples = [(), (0,), (1,), (1, 2), (1, 3), (2,), (1.0,)]
for a in tuples:
    print(a, [int(a < b) for b in tuples], [int(a >= b) for b in tuples], [int(a == b) for b in tuples])
print("eq", (1,) == [1], (1,) != [1], (1, (2, [3])) == (1, (2, [3])), hash((1, 2)) == hash((1, 2)), hash((1, (2, 3))) == hash((1.0, (2, 3))), {(1, 2): "x"}[1, 2], {(): 0}[()])
a, b = (1, 2)
a, b = b, a
c, *d = (1, 2, 3)
(e, f), g = (4, 5), 6
print("unpack", a, b, c, d, e, f, g, *t[:2], (*t[:2], *"xy"))
x = (1,)
y = x
x += (2,)
x *= 2
print("augmented", x, y)
u = ([],)
u[0].append(1)
print("mutable inside", u)
try:
    u[0] += [2]
except TypeError as ex:
    print("error", ex, u)
print("functions", max(t[:1]), sum((1, 2)), sorted((2, 1)), list(reversed((1, 2))), tuple(map(str, (1, 2))), str((1, "a", 2.5)), (1, 2).__len__(), (1,).__add__((2,)), (1, 2).__getitem__(0), (1,).__contains__(1), (1,).__eq__([1]))
for name, fn in [("range", lambda: t[9]), ("neg", lambda: t[-9]), ("str", lambda: t["a"]), ("float", lambda: t[1.0]), ("index", lambda: t.index("zz")), ("index bounds", lambda: t.index("a", 2)), ("add list", lambda: t + [1]), ("add int", lambda: t + 1), ("mul", lambda: t * t), ("mul float", lambda: t * 1.0), ("sub", lambda: t - t), ("less list", lambda: t < [1]), ("less items", lambda: (1,) < ("a",)), ("set", lambda: exec("t[0] = 1", {"t": t})), ("del", lambda: exec("del t[0]", {"t": t})),
                 ("set slice", lambda: exec("t[:] = ()", {"t": t})), ("append", lambda: t.append(1)), ("hash list", lambda: hash(([],))), ("tuple int", lambda: tuple(5)), ("two", lambda: tuple(1, 2)), ("step", lambda: t[::0]), ("attr", lambda: setattr(t, "x", 1)), ("count none", lambda: t.count()), ("few", lambda: exec("a, b = (1,)")), ("many", lambda: exec("a, b = (1, 2, 3)")), ("star few", lambda: exec("a, b, *c = (1,)"))]:
    try:
        print(name, fn())
    except Exception as ex:
        print("error", name, type(ex).__name__, ex if name not in ("two", "attr", "count none") else "")
