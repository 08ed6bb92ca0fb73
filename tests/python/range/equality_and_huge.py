# Ranges compare as sequences; they may be larger than any memory.
print(range(3) == range(3), range(0) == range(5, 2), range(0, 3, 2) == range(0, 4, 2), range(0, 1) == range(0, 5, 10), range(3) != range(4), range(3) == [0, 1, 2], range(1, 2, 3) == range(1, 3, 2))
print(hash(range(3)) == hash(range(3)), hash(range(0)) == hash(range(9, 1)), hash(range(0, 3, 2)) == hash(range(0, 4, 2)), {range(2): "x"}[range(0, 2)], len({range(0), range(1, 1), range(2, 2, 5)}))
big = range(10**20, 10**20 + 10, 3)
print(big, list(big), len(big), big[1], big[-1], 10**20 + 3 in big, 10**20 + 4 in big, big.index(10**20 + 6), big[1:3], list(reversed(big)), big.count(10**20))
huge = range(0, 10**30, 7)
print(huge[10**25], huge[-1], huge[10**20:10**20 + 3], 7 * 10**20 in huge, 7 * 10**20 + 1 in huge, huge.index(7 * 10**25), bool(huge), huge == range(0, 10**30, 7), huge[::-1][0] == huge[-1], huge.count(14))
it = iter(huge)
print([next(it) for _ in range(4)])
down = range(10**20, -10**20, -10**19)
print(len(down), down[3], list(down)[-2:], sum(down))
edge = range(2**63 - 3, 2**63 + 2)
print(list(edge), [i for i in range(2**31 - 2, 2**31 + 2)], [i for i in range(2**30 - 2, 2**30 + 1)], [i for i in range(-2**30 - 1, -2**30 + 2)], list(range(-2**63 - 1, -2**63 + 1)), list(range(2**47 - 1, 2**47 + 2)), list(range(2**62, 2**62 - 3, -1)))
for i in range(2**29 - 1, 2**29 + 2):
    print("loop", i, end=" ")
for i in range(2**63 - 1, 2**63 + 1):
    print("loop", i, end=" ")
print()
total = 0
for i in range(10, 0, -4):
    total += i
    i = 100
print("loop variable is free", total, i)
for i in range(0):
    print("never")
else:
    print("else of empty", i)
for i in range(3):
    pass
print("last", i)
n = 3
for i in range(n):
    n = 100
print("bound once", i)
