# product, permutations, combinations.
from itertools import product, permutations, combinations, combinations_with_replacement, islice
join = lambda it: ["".join(map(str, t)) for t in it]
print(join(product("ab", "xy")), list(product()), list(product("a", "")), join(product("ab", repeat=3)), join(product([1, 2], "a", repeat=2)), list(product("ab", repeat=0)), list(product((x for x in (1, 2)))))
print(join(permutations("abc")), join(permutations("abc", 2)), list(permutations("abc", 0)), list(permutations("ab", 3)), list(permutations("")), join(permutations("aab", 2)), join(permutations([1, 2, 3], r=None)))
print(join(combinations("abcd", 2)), join(combinations("abc", 3)), list(combinations("abc", 0)), list(combinations("ab", 3)), join(combinations(range(5), 4)))
print(join(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("ab", 0)), list(combinations_with_replacement("", 2)), join(combinations_with_replacement("ab", 3)))
print(sum(1 for _ in permutations(range(7))), sum(1 for _ in combinations(range(12), 6)), sum(1 for _ in product(range(5), repeat=5)), list(islice(permutations(range(20)), 2, 3)))
print([c for c in combinations(range(1, 10), 3) if sum(c) == 10], ["".join(p) for p in permutations("abcd") if p[0] > p[1] > p[2]])
for name, fn in [("neg comb", lambda: combinations("a", -1)), ("neg perm", lambda: permutations("a", -1)), ("product neg", lambda: product("a", repeat=-1)), ("str r", lambda: combinations("a", "b")), ("int", lambda: product(5)), ("no r", lambda: combinations("a"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
