# Sequence patterns: lengths, stars, nesting, which types count.
def f(x):
    match x:
        case []:
            return "empty"
        case [1]:
            return "just 1"
        case [a]:
            return "one", a
        case (1, b):
            return "1 and", b
        case [a, (b, c)]:
            return "nested", a, b, c
        case ["go", *rest]:
            return "go", rest
        case [first, *_, last] if first == last:
            return "same ends", first
        case [*start, "end"]:
            return "ends", start
        case [a, b]:
            return "two", a, b
        case [_, _, _]:
            return "three"
        case [a, *b, c]:
            return "many", a, b, c
        case _:
            return "no"


import collections

for x in [[], (), [1], [2], (1, 5), [3, (4, 5)], [3, [4, 5]], ["go"], ["go", 1, 2], [5, 6, 7, 5], ["x", "end"], [1, 2, "end"], [8, 9], [1, 2, 3], [1, 2, 3, 4],
          "ab", b"ab", bytearray(b"a"), {1: 2}, {1, 2}, range(2), range(0), iter([1]), 5, None]:
    print(x if not hasattr(x, "__next__") else "iterator", f(x))
print("deque", f(collections.deque([8, 9])))


class L(list):
    pass


class GetLen:
    def __getitem__(self, i):
        return i

    def __len__(self):
        return 2


print("list subclass", f(L([1])), "own class is none", f(GetLen()))
match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [d]]]]:
        print("deep", a, b, c, d)
match (1, 2, 3):
    case 1, 2, 3:
        print("bare")
match (1,):
    case x,:
        print("one bare", x)
match [1, 2, 3]:
    case [*all]:
        print("all", all)
match (1, 2, 3):
    case (first, *rest):
        print("rest is a list", rest)
match [1, 2]:
    case [x, y] | [x, y, _]:
        print("or binds the same", x, y)
match [0, 5]:
    case [0, x] | [x, 0]:
        print("either", x)
match [[1, 2], [3, 4]]:
    case [[a, _], [_, d]]:
        print("corners", a, d)
match (5):
    case (5):
        print("parens are grouping")
match [1, 2]:
    case [int(a), str(b)]:
        print("never")
    case [a, b]:
        print("names after failed try", a, b)
match {"p": [1, {"q": (2,)}]}:
    case {"p": [one, {"q": [two]}]}:
        print("mixed", one, two)
