# append, extend, insert, pop, remove, index, count, reverse, copy, clear.
a = []
print(a.append(1), a.append("x"), a.append([]), a)
a.extend([2, 3])
a.extend("ab")
a.extend(i for i in range(2))
a.extend({"k": 1})
a.extend(())
a.extend(a[:2])
print("extend", a, len(a))
b = [1, 2, 3]
b.extend(b)
print("extend self", b)
for i in (0, 1, -1, 100, -100, 3):
    b.insert(i, "i%d" % i)
    print("insert", i, b)
print("pop", b.pop(), b.pop(0), b.pop(-2), b.pop(2), b)
b.remove(2)
print("remove", b)
c = [1, 2, 1, 3, 1, 1.0, True, "1"]
print("count", c.count(1), c.count("1"), c.count(9), [].count(1), [[1], [1]].count([1]))
print("index", c.index(1), c.index(1, 1), c.index(1, -4), c.index(3, 0, 4), c.index("1"), c.index(1, 4, 100), c.index(1, -100, 1))
c.reverse()
print("reverse", c)
d = c.copy()
c.clear()
print("copy clear", c, d, d.copy() is d, d == d.copy())
nested = [[1], [2]]
shallow = nested.copy()
shallow[0].append(9)
print("shallow", nested, shallow)
e = [1, 2, 3]
for name, fn in [("pop empty", lambda: [].pop()), ("pop range", lambda: e.pop(3)), ("pop neg", lambda: e.pop(-4)), ("pop str", lambda: e.pop("0")), ("pop float", lambda: e.pop(1.0)), ("remove", lambda: e.remove(9)), ("index", lambda: e.index(9)), ("index bounds", lambda: e.index(1, 1)), ("index str bound", lambda: e.index(1, "0")), ("extend int", lambda: e.extend(5)), ("extend none", lambda: e.extend(None)), ("append none given", lambda: e.append()),
                 ("append two", lambda: e.append(1, 2)), ("insert one", lambda: e.insert(0)), ("insert str", lambda: e.insert("0", 1)), ("attr", lambda: e.nothing), ("set attr", lambda: setattr(e, "x", 1)), ("keyword", lambda: e.append(object=1)), ("clear arg", lambda: e.clear(1)), ("push", lambda: e.push(1))]:
    try:
        print(name, fn())
    except Exception as ex:
        print("error", name, type(ex).__name__, ex if not name.startswith(("append", "insert one", "keyword", "clear")) else "")
print("unchanged", e)
def gen():
    yield 1
    raise KeyError("stop here")
try:
    e.extend(gen())
except KeyError as ex:
    print("extend that fails", e, ex)
print("class", list.append(e, 5), e, [].append.__name__, list.__name__)
