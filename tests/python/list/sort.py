# sort: stability, key, reverse, errors.
a = [3, 1, 2, 5, 4, 0]
print(a.sort(), a, a.sort(reverse=True), a)
words = ["banana", "Apple", "cherry", "apple", "fig", "Date"]
words.sort()
print(words)
words.sort(key=str.lower)
print(words)
words.sort(key=len)
print("stable", words)
words.sort(key=len, reverse=True)
print("stable reversed", words)
words.sort(key=None, reverse=False)
print(words)
pairs = [(i * 7 % 5, i) for i in range(15)]
pairs.sort(key=lambda p: p[0])
print("pairs", pairs)
pairs.sort(key=lambda p: p[0], reverse=True)
print("pairs", pairs)
print("empty", [].sort(), sorted([]), sorted([1]), sorted("hello"), sorted({3: 1, 1: 2}), sorted((2, 1), reverse=1), sorted([[2], [1, 2], [1]]), sorted([True, 0, 2.5, -1]), sorted(["b", "", "a"]), sorted([(1, "b"), (1, "a"), (0, "c")]))
big = [(i * 7919) % 1009 for i in range(1009)]
print("big", sorted(big) == list(range(1009)), sorted(big, reverse=True) == list(range(1008, -1, -1)), sorted(sorted(big)) == sorted(big), sorted(list(range(500)) + list(range(500, 0, -1)))[498:503])
calls = []
def key(x):
    calls.append(x)
    return -x
print("key calls", sorted([1, 2, 3, 4], key=key), calls)
class OnlyLess:
    def __init__(self, v):
        self.v = v
    def __lt__(self, other):
        return self.v < other.v
    def __repr__(self):
        return "L%d" % self.v
print("only <", sorted([OnlyLess(3), OnlyLess(1), OnlyLess(2)]))
class Failing:
    def __lt__(self, other):
        raise ZeroDivisionError("compare")
for name, fn in [("mixed", lambda: [1, "a"].sort()), ("none", lambda: sorted([None, 1])), ("dicts", lambda: sorted([{}, {}])), ("complex", lambda: sorted([1j, 2j])), ("failing", lambda: sorted([Failing(), Failing()])), ("key fails", lambda: sorted([1, 0], key=lambda x: 1 // x)), ("key not callable", lambda: sorted([1, 2], key=5)), ("positional", lambda: [1].sort(len)), ("positional sorted", lambda: sorted([1], len)),
                 ("bad keyword", lambda: [1].sort(cmp=1)), ("not iterable", lambda: sorted(5)), ("no args", lambda: sorted()), ("key args", lambda: sorted([1], key=lambda: 0))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("mixed", "none", "dicts", "complex", "failing", "key fails", "key not callable", "not iterable") else "")
a = [3, 2, "x", 1]
try:
    a.sort()
except TypeError:
    print("still all there", len(a), sorted(map(str, a)))
a = [3, 1, 2]
def touch(x):
    a.append(x)
    return x
try:
    a.sort(key=touch)
except ValueError as e:
    print("modified", e, sorted(a))
seen = []
b = [2, 1]
b.sort(key=lambda x: seen.append(len(b)) or x)
print("hidden while sorting", seen, b)
