# iter, next, enumerate, zip, map, filter, reversed, and their ends.
it = iter([1, 2])
print(next(it), next(it), next(it, "default"), next(it, None), iter(it) is it)
n = [0]
def count():
    n[0] += 1
    return n[0]
print("sentinel", list(iter(count, 4)), n, list(iter(lambda: None, None)), next(iter(count, 6), "x"), list(iter(count, 6)))
class Seq:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i
class Len(Seq):
    def __len__(self):
        return 3
print("old protocol", list(Seq()), list(iter(Seq())), 4 in Seq(), 5 in Seq(), max(Seq()), [*Seq()], list(reversed(Len())), sum(Seq()), sorted(Seq(), reverse=True))
print("enumerate", list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], 1)), list(enumerate("a", start=-1)), list(enumerate("ab", 2**63 - 1)), next(enumerate(iterable="x")))
print("zip", list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip("ab", [1, 2], (3, 4))), list(zip("ab", [1, 2], strict=True)), list(zip(range(3), "")), dict(zip("ab", count.__name__)), list(zip(*[(1, 2), (3, 4)])))
i = iter("abcdef")
print("zip same", list(zip(i, i)), list(zip(*[iter(range(7))] * 3)))
print("map", list(map(str, [1, 2])), list(map(pow, [2, 3], [3, 2])), list(map(lambda *a: a, "ab", "cde", "fg")), list(map(None.__class__, [])), list(map(len, ["a", "bb"])))
print("filter", list(filter(None, [0, 1, "", "a", None, []])), list(filter(lambda x: x % 2, range(6))), list(filter(str.isalpha, "a1b2")), list(filter(bool, [])))
print("reversed", list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed([])), list(reversed({"a": 1, "b": 2})))
class R:
    def __reversed__(self):
        return iter("own")
print(list(reversed(R())))
print("types", [type(x).__name__ for x in (enumerate(""), zip(), map(str, ""), filter(None, ""), reversed(""))], iter(zip()) == iter(zip()), hasattr(map(str, ""), "__next__"))
print("lazy", next(map(lambda x: 1 // x, [1, 0])), next(filter(lambda x: 1 // x, [1, 0])), next(zip([1], [2], [3])))
a = iter([1, 2, 3])
print("consumed", list(zip(a, "x")), list(a), 2 in (c := iter([1, 2, 3])), list(c))
def gen():
    yield 1
    raise KeyError("in gen")
class NoNext:
    def __iter__(self):
        return 5
class BadNext:
    def __iter__(self):
        return self
for name, fn in [("next end", lambda: next(iter([]))), ("next list", lambda: next([])), ("iter int", lambda: iter(5)), ("iter none", lambda: iter(None)), ("iter sentinel", lambda: iter(5, 1)), ("no next", lambda: list(NoNext())), ("bad next", lambda: list(BadNext())), ("strict short", lambda: list(zip("ab", "a", strict=True))), ("strict long", lambda: list(zip("a", "ab", strict=True))), ("strict third", lambda: list(zip("a", "b", "", strict=True))), ("zip int", lambda: zip("a", 5)), ("map one", lambda: map(str)), ("map int", lambda: map(str, 5)), ("map not callable", lambda: list(map(5, [1]))), ("filter not callable", lambda: list(filter(5, [1]))),
                 ("reversed set", lambda: reversed({1})), ("reversed gen", lambda: reversed(gen())), ("reversed int", lambda: reversed(5)), ("enumerate int", lambda: enumerate(5)), ("enumerate str", lambda: enumerate("a", "b")), ("gen fails", lambda: list(map(str, gen()))), ("zip fails", lambda: list(zip(gen(), "abc"))), ("next no args", lambda: next()), ("sum of map", lambda: sum(map(int, ["1", "x"])))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name not in ("map one", "next no args", "iter sentinel", "enumerate str") else "")
