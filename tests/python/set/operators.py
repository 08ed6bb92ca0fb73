# | & - ^ and comparisons of sets.
a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(b - a), sorted(a ^ b), sorted(a | set()), sorted(a & set()), a - a, a ^ a)
sets = [set(), {1}, {2}, {1, 2}, {1, 2, 3}, {2, 3, 4}, frozenset([1, 2])]
for x in sets:
    print(sorted(x), "<", [int(x < y) for y in sets], "<=", [int(x <= y) for y in sets], "==", [int(x == y) for y in sets], ">", [int(x > y) for y in sets], ">=", [int(x >= y) for y in sets], "!=", [int(x != y) for y in sets])
print("in", 1 in a, 9 in a, 1.0 in a, True in a, "x" not in a, frozenset() in {frozenset()}, {1} in {frozenset([1])}, (1,) in {(1,)}, None in {None})
c = set(a)
d = c
c |= {9}
c &= {1, 2, 9}
c -= {1}
c ^= {2, 5}
print("in place", sorted(c), c is d)
e = f = frozenset([1])
e |= {2}
print("frozen in place", sorted(e), sorted(f), type(e).__name__)
print("mixed", type({1} | frozenset([2])).__name__, type(frozenset([1]) | {2}).__name__, sorted(frozenset("ab") & {"a"}), sorted({1} ^ frozenset([1, 2])), {1} == frozenset([1]))
print("equality", {1} == [1], {1} != (1,), set() == None, set() == {}, {1, "a"} == {"a", 1.0}, {(1, 2)} == {(1.0, 2.0)})
print("functions", len(a), sum(a), max(a), min(a), sorted(a, reverse=True), sorted(map(str, a)), any({0}), all(set()), sorted(list(a)), sorted(tuple(a)), dict.fromkeys({5}), [x for x in {8}], len({1, 1.0, True}), len({"a", b"a"}))
x, = {42}
print("unpack", x, *{5}, [*{6}])
for left, right in (("a", "[1]"), ("a", "5"), ("a", "None"), ("a", "{}"), ("[1]", "a"), ("'x'", "a")):
    for op in ("|", "&", "-", "^", "<", ">=", "+", "*"):
        try:
            print("accepted", left, op, right, eval(left + op + right))
        except TypeError as ex:
            print("error", ex)
for op in ("|=", "&=", "-=", "^="):
    try:
        exec("s " + op + " [1]", {"s": {1}})
    except TypeError as ex:
        print("error", ex)
print("dunders", {1}.__len__(), {1}.__contains__(1), sorted({1}.__or__({2})), {1}.__or__([2]), {1}.__eq__({1}), {1}.__eq__([1]), {1}.__lt__({1, 2}), {1}.__le__([1]))
