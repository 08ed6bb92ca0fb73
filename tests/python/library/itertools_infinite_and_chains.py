# itertools: each of its functions.
from itertools import *
def take(n, it):
    return [x for _, x in zip(range(n), it)]
print("count", take(4, count()), take(3, count(5)), take(3, count(5, -2)), take(3, count(0.5, 0.25)), take(2, count(2**63 - 1)), repr(count(3)), repr(count(3, 2)))
print("cycle", take(7, cycle("abc")), list(cycle([])), "repeat", list(repeat("x", 3)), take(2, repeat(1)), list(repeat(1, 0)), list(repeat(1, -1)), repr(repeat("a", 2)), list(map(pow, range(4), repeat(2))))
print("accumulate", list(accumulate([1, 2, 3, 4])), list(accumulate([])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate("abc")), list(accumulate([1, 2], initial=100)), list(accumulate([], initial=5)), list(accumulate([3, 1, 4], max)))
print("chain", list(chain()), list(chain("ab", [1], ())), list(chain.from_iterable(["ab", [1, 2]])), list(chain.from_iterable(range(i) for i in range(4))))
print("compress", list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(compress("abc", [1])), list(compress("", [1])))
print("while", list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, ""])))
print("groupby", [(k, list(g)) for k, g in groupby("aaabbca")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], [k for k, g in groupby([])], [k for k, g in groupby("aab")])
gs = [(k, g) for k, g in groupby("aabb")]
print("groups go stale", [list(g) for k, g in gs][0])
print("islice", list(islice("abcdef", 3)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice("abc", 0)), list(islice("abc", 10)), list(islice(count(), 5, 20, 5)), list(islice("abc", None)), list(islice("abcdef", None, None, 3)))
it = iter(range(10))
print("islice leaves the rest", list(islice(it, 3)), next(it))
print("pairwise", list(pairwise("abcd")), list(pairwise("a")), list(pairwise([])))
print("starmap", list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(lambda *a: a, ["ab", (1,), []])))
a, b, c = tee([1, 2, 3], 3)
print("tee", next(a), next(a), list(b), list(a), list(c), tee([1], 0), len(tee("x")))
print("zip_longest", list(zip_longest("ab", [1, 2, 3])), list(zip_longest("a", "bcd", "ef", fillvalue="-")), list(zip_longest()), list(zip_longest("", "a")))
for name, fn in [("count str", lambda: count("a")), ("islice neg", lambda: islice("abc", -1)), ("islice step", lambda: islice("abc", 0, 1, 0)), ("islice str", lambda: islice("abc", "a")), ("chain int", lambda: list(chain("a", 5))), ("tee neg", lambda: tee([], -1)), ("repeat float", lambda: repeat(1, 1.5)), ("accumulate", lambda: list(accumulate([1, "a"]))), ("starmap", lambda: list(starmap(pow, [5]))), ("compress", lambda: compress("a")), ("takewhile", lambda: list(takewhile(5, [1]))), ("cycle int", lambda: cycle(5)), ("groupby key", lambda: list(groupby([1], key=5)))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
