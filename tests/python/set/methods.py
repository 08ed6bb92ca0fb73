# Every method of set.
def show(label, *sets):
    print(label, *[sorted(s) if isinstance(s, (set, frozenset)) else s for s in sets])
s = {3, 1, 2}
show("make", s, set(), {1}, set("hello"), set([1, 1, 2]), set(range(3)), set({"a": 1}), {x % 3 for x in range(10)}, {*[1, 2], *"a"} - {"a"})
print("empty", repr(set()), len(set()), bool(set()), bool({0}), type({}).__name__, type({1}).__name__, repr({5}), str({"a"}))
print("returns", s.add(4), s.add(4), s.discard(4), s.discard(99), s.remove(3), sorted(s))
one = {7}
print("pop", one.pop(), one, {True}.pop())
t = {1, 2}
print(t.update([3, 4], (5,), {6: 0}, "a"), len(t), t.update(), len(t))
show("copy", t.copy() - {"a"}, t.copy() is t, t.copy() == t)
a, b, c = {1, 2, 3, 4}, {3, 4, 5}, {4, 9}
show("union", a.union(b), a.union(), a.union(b, c), a.union([7], range(8, 10), {11: 0}), a.union("x") - {"x"})
show("intersection", a.intersection(b), a.intersection(), a.intersection(b, c), a.intersection([1, 9]), a.intersection(range(2)), a.intersection([]))
show("difference", a.difference(b), a.difference(), a.difference(b, c, [1]), a.difference([1, 1]))
show("symmetric", a.symmetric_difference(b), a.symmetric_difference([1, 1, 7]), a.symmetric_difference([]))
print("tests", a.issubset(b), {3}.issubset(a), {3}.issubset([3, 4]), set().issubset([]), a.issuperset({1}), a.issuperset([9]), a.issuperset([]), a.isdisjoint({7}), a.isdisjoint([1]), a.isdisjoint(()))
x = set(a)
print(x.intersection_update(b, [3, 4, 8]), sorted(x), x.difference_update([3], {9}), sorted(x), x.symmetric_difference_update([4, 5]), sorted(x), x.clear(), x)
x = {1, 2}
x.intersection_update()
x.difference_update()
print(sorted(x))
x.update(x)
x.symmetric_difference_update(x)
print("with itself", x, {1, 2}.difference({1, 2}), sorted({1}.union({1})))
for name, fn in [("remove", lambda: a.remove(99)), ("remove list", lambda: a.remove([])), ("pop empty", lambda: set().pop()), ("add list", lambda: a.add([])), ("add dict", lambda: a.add({})), ("add set", lambda: a.add(set())), ("update int", lambda: a.update(5)), ("union int", lambda: a.union(5)), ("union unhashable", lambda: a.union([[]])), ("display", lambda: {[]}), ("set int", lambda: set(5)), ("set two", lambda: set([], [])), ("symmetric none", lambda: a.symmetric_difference()), ("symmetric two", lambda: a.symmetric_difference([], [])), ("hash", lambda: hash(a)), ("index", lambda: a[0]), ("keyword", lambda: set(iterable=[])), ("in list", lambda: [] in a), ("discard list", lambda: a.discard([])), ("issubset int", lambda: a.issubset(5)), ("disjoint int", lambda: a.isdisjoint(5)), ("attr", lambda: setattr(a, "x", 1)), ("slice", lambda: a[1:])]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name not in ("set two", "keyword", "symmetric none", "symmetric two") else "")
