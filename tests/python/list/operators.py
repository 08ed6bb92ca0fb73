# + * in == < and the constructor.
print("list()", list(), list("abc"), list((1, 2)), list(range(3)), list({1: 2, 3: 4}), list([1]), list(x for x in "xy"), list(b"ab"), [*range(3), *"ab", 5], [])
print("add", [1] + [2], [] + [], [1, [2]] + [[3]], "mul", [1, 2] * 2, 3 * [0], [1] * 0, [1] * -5, [[]] * 2, [None] * 3)
rows = [[0] * 2] * 2
rows[0][0] = 1
print("shared rows", rows)
print("in", 1 in [1, 2], 3 in [1, 2], [1] in [[1]], None in [], 1.0 in [1], "a" not in ["a"])
lists = [[], [0], [1], [1, 2], [1, 3], [2], [1, 2, 0], [1.0]]
for a in lists:
    print(a, [int(a < b) for b in lists], [int(a <= b) for b in lists], [int(a == b) for b in lists], [int(a > b) for b in lists])
print("eq others", [1] == (1,), [1] != (1,), [] == None, [1, "a"] == [1, "a"], [[1], {"a": [2]}] == [[1], {"a": [2]}])
a = b = [1]
a += [2]
a += (3,)
a += "x"
a += {"k": 0}
a *= 2
print("in place", b, a is b)
a = a + [9]
print("new", len(a), len(b), a is b)
c = [1]
c *= 0
print(c, bool(c), bool([0]), len([[]]))
print("functions", max([3, 1, 2]), min([3, 1]), sum([1, 2, 3]), sorted([3, 1, 2]), list(reversed([1, 2])), any([0, 1]), all([]), len([1, 2]), list(map(str, [1])), list(zip([1, 2], "ab")), list(enumerate("ab", 1)), str([1, "a", None, [2.5]]), [1, 2].__len__(), [1].__add__([2]), [1, 2].__contains__(2), [5].__getitem__(0), [1].__eq__((1,)))
for name, fn in [("add tuple", lambda: [1] + (2,)), ("add int", lambda: [1] + 1), ("add none", lambda: [1] + None), ("radd", lambda: 1 + [1]), ("mul list", lambda: [1] * [1]), ("mul float", lambda: [1] * 1.5), ("mul str", lambda: [1] * "a"), ("sub", lambda: [1] - [1]), ("less int", lambda: [1] < 1), ("less tuple", lambda: [1] < (1,)), ("less items", lambda: [1] < ["a"]), ("iadd int", lambda: exec("a = [1]\na += 1")), ("imul list", lambda: exec("a = [1]\na *= [1]")),
                 ("hash", lambda: hash([])), ("key", lambda: {[]: 1}), ("list int", lambda: list(5)), ("list two", lambda: list(1, 2)), ("list none", lambda: list(None)), ("neg", lambda: -[1]), ("keyword", lambda: list(iterable=[1]))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name not in ("list two", "keyword") else "")
