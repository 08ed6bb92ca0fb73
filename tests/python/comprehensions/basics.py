# Every kind of comprehension.
print("list", [x * x for x in range(5)], [x for x in "abc"], [1 for _ in range(2)])
print("filter", [x for x in range(10) if x % 2 if x % 3])
print("two loops", [(x, y) for x in range(3) for y in range(x)])
print("filter between", [(x, y) for x in range(4) if x % 2 for y in "ab" if y != "a" or x > 1])
print("nested", [[y for y in range(x)] for x in range(4)])
print("set", sorted({x % 3 for x in range(10)}))
print("dict", {x: x * x for x in range(3)}, {k: v for k, v in zip("ab", [1, 2])})
print("dict last wins", {x % 2: x for x in range(5)})
print("dict order", {k: 0 for k in "zay"})
print("generator", list(x + 1 for x in range(3)), sum(x for x in range(4)), type(x for x in []).__name__)
print("conditional", ["even" if x % 2 == 0 else "odd" for x in range(3)])
print("tuple", tuple(x for x in "ab"), [(x, -x) for x in range(2)])
print("unpack", [a + b for a, b in [(1, 2), (3, 4)]], [a for a, in [(1,), (2,)]], [r for _, *r in ["abc"]])
print("lambda", [f(2) for f in [lambda n, k=k: n * k for k in range(3)]])
print("later loop uses earlier", [c for word in ["ab", "cd"] for c in word])
print("iterable sees outer once", [x for x in (y for y in range(3))])
x = "outer"
[x for x in range(3)]
print("no leak", x)
print("conditional iterable", [i for i in ([1, 2] if x else [3])], [i for i in [1, 2] if i > 1 or x == 1])
print("targets", [d["k"] for d in [{}] for d["k"] in range(2)], [l[0] for l in [[0]] for l[0] in "ab"])
print("over dict", sorted(k for k in {"b": 1, "a": 2}), [(k, v) for k, v in {"b": 1}.items()])
print("ternary in filter", [i for i in range(4) if (i > 1 if i else True)])
print("not parenthesised tuple source", [i for i in (1, 2)], list(i for i in [1]))
print("only generator argument", max(i for i in range(3)), sorted((i for i in "cab"), reverse=True))
print("star", [*(i for i in range(2)), *[i for i in "x"]])


def f():
    n = 2
    return [n * i for i in range(3)], {n: i for i in range(1)}, [[n for _ in "a"] for _ in "b"]


print("closure", f())
print("class attribute", type("C", (), {"l": [i for i in range(2)]}).l)
print("big", len([i for i in range(1000)]), sum([i for i in range(1000) if i % 7 == 0]))
try:
    [1 / d for d in (1, 0)]
except ZeroDivisionError as error:
    print("error", error)
try:
    [a for a, b in [(1, 2, 3)]]
except ValueError as error:
    print("unpack error", error)
try:
    {[]: 1 for _ in "a"}
except TypeError as error:
    print("unhashable", error)
try:
    [y for y in y]
except NameError as error:
    print("iterable is outside", error)
try:
    [z for w in [1] for z in z]
except NameError as error:
    print("second iterable is inside", type(error).__name__, error)
print([
    i
    for i in range(5)  # comment
    if i
    if i != 3
])
