# Equality and order between builtin types.
print("numbers", 1 == 1.0 == True, 1 == 1 + 0j, 0.5 == 0.5 + 0j, 2 ** 70 == 2.0 ** 70)
print("order numbers", 1 < 1.5, 2 ** 70 > 1e10, -2 ** 70 < -1.0, True < 2, 1 <= 1.0)
inf = float("inf")
nan = float("nan")
print("infinite", 10 ** 400 < inf, -10 ** 400 > -inf, inf == inf)
print("nan", nan == nan, nan != nan, nan < 1, nan > 1, 1 <= nan, 10 ** 400 < nan)
print("str", "a" < "b", "a" < "aa", "" < "a", "Z" < "a", "é" > "z", "\uffff" < "\U00010000")
print("bytes", b"a" < b"b", b"" < b"\0", b"a" == bytearray(b"a"), bytearray(b"b") > b"a")
print("lists", [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [1, [2]] == [1, [2]], [2] > [1, 9])
print("tuples", (1, "a") < (1, "b"), () == (), (1,) != (1, 1), (1, 2) <= (1, 2))
print("across", [1] == (1,), "a" == b"a", 1 == "1", None == 0, {} == [], set() == frozenset())
print("dicts", {1: 2} == {1.0: 2.0}, {1: 2, 3: 4} == {3: 4, 1: 2}, {1: 2} != {1: 3}, {} == {})
print("sets", {1, 2} == {2, 1}, {1} < {1, 2}, {1} <= {1}, {1} < {1}, {1, 2} > {3}, {1} == frozenset({1}))
print("set order is partial", {1} < {2}, {1} > {2}, {1} >= {2}, not {1} <= {2})
print("ranges", range(3) == range(0, 3, 1), range(0) == range(5, 2), range(0, 3, 2) == range(0, 4, 2), range(2) == [0, 1])
print("slices", slice(1) == slice(None, 1, None), slice(1, 2) != slice(1, 3))
print("functions", len == len, len == abs, (lambda: 0) == (lambda: 0))
print("types", int == int, int != str)
print("views", {1: 2}.keys() == {1}, {1: 2}.items() == {(1, 2)}, {1: 1}.keys() <= {1, 2})
print("element identity", [nan] == [nan], (nan,) == (nan,), [nan] == [float("nan")], {1: nan} == {1: nan})
for label, f in [
    ("int str", lambda: 1 < "a"),
    ("list tuple", lambda: [1] < (1,)),
    ("inner", lambda: [1, "a"] < [1, 2]),
    ("inner tuple", lambda: (None,) >= (None, 1)),
    ("inner none", lambda: (None, 1) < (None, 2)),
    ("none none", lambda: (1, None) < (1, None)),
    ("none differ", lambda: (None,) < (0,)),
    ("dict", lambda: {} < {}),
    ("complex", lambda: 1j < 2j),
    ("complex int", lambda: 1 > 2j),
    ("str bytes", lambda: "a" < b"a"),
    ("set list", lambda: {1} < [1]),
    ("range", lambda: range(1) < range(2)),
    ("type", lambda: int < str),
    ("slice order", lambda: slice(1) < slice(2)),
]:
    try:
        print(label, f())
    except TypeError as error:
        print(label, error)
