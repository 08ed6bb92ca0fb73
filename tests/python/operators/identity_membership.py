# is, in, not in and the ways to answer `in`.
a = []
print("is", a is a, a is not a, [] is [], None is None, True is True)
print("list", 2 in [1, 2], 3 in [1, 2], 3 not in [1, 2], [] in [[]])
print("tuple", "a" in ("a",), () in ((),))
print("str", "ab" in "cabd", "" in "", "x" in "abc", "" in "abc")
print("bytes", 97 in b"abc", b"bc" in b"abc", b"" in b"", 0 in b"abc")
print("dict is keys", "k" in {"k": 1}, 1 in {"k": 1}, "k" in {"k": 1}.values())
print("views", 1 in {"k": 1}.values(), ("k", 1) in {"k": 1}.items(), "k" in {"k": 1}.keys())
print("set", 1 in {1}, 1.0 in {1}, frozenset({1}) in {frozenset({1})})
print("set finds frozenset by set", {1} in {frozenset({1})})
print("range", 4 in range(0, 10, 2), 5 in range(0, 10, 2), -1 in range(3), 2.0 in range(3), "a" in range(3))
print("range down", 6 in range(10, 0, -2), 10 in range(10, 0, -2), 0 in range(10, 0, -2))
print("generator", 2 in (i for i in range(3)), 5 in (i for i in range(3)))
g = (i for i in range(5))
print("generator stops there", 2 in g, list(g))
nan = float("nan")
print("identity first", nan in [nan], nan == nan, nan in [float("nan")], [nan] == [nan])


class Contains:
    def __contains__(self, x):
        return x  # made a bool


class Iter:
    def __iter__(self):
        return iter([1, 2])


class Getitem:
    def __getitem__(self, i):
        print("   getitem", i)
        if i > 2:
            raise IndexError
        return i * 10


class Never:
    __contains__ = None

    def __iter__(self):
        return iter([1])


class Nothing:
    pass


print("__contains__", 5 in Contains(), 0 in Contains(), [] not in Contains())
print("__iter__", 2 in Iter(), 3 in Iter())
print("__getitem__", 10 in Getitem(), 99 in Getitem())
for label, f in [
    ("contains None", lambda: 1 in Never()),
    ("nothing", lambda: 1 in Nothing()),
    ("int", lambda: 1 in 5),
    ("int in str", lambda: 1 in "abc"),
    ("None in str", lambda: None in "abc"),
    ("str in bytes", lambda: "a" in b"abc"),
    ("too big in bytes", lambda: 256 in b"abc"),
    ("list in set", lambda: [] in {1}),
    ("list in dict", lambda: [] in {}),
    ("function", lambda: 1 in len),
    ("class", lambda: 1 in int),
]:
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)
