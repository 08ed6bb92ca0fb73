# any, all, sorted, len, format on things of one's own.
print(any([]), any([0, "", None]), any([0, 1]), any("a"), any(x > 2 for x in range(5)), all([]), all([1, "a"]), all([1, 0]), all(()), all(x < 5 for x in range(5)), any({0: 1}), all({1: 0}))
def loud(n):
    for i in range(n):
        print("asked", i)
        yield i
print(any(loud(3)), all(loud(3)))
class L:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
print(len(L(3)), len(L(0)), len(L(True)), len(""), len(b"ab"), len(range(10)), len({1: 2}), len({1}), len((1,)), bool(L(0)), bool(L(5)))
for name, fn in [("neg", lambda: len(L(-1))), ("float", lambda: len(L(1.5))), ("str", lambda: len(L("a"))), ("int", lambda: len(5)), ("none", lambda: len(None)), ("generator", lambda: len(x for x in [])), ("any int", lambda: any(5)), ("all none", lambda: all(None)), ("class", lambda: len(L)), ("sorted none", lambda: sorted(None)), ("two", lambda: len([], []))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name != "two" else "")
data = [("b", 2), ("a", 2), ("c", 1)]
print(sorted(data), sorted(data, key=lambda p: p[1]), sorted(data, key=lambda p: (-p[1], p[0])), sorted(dict(data)), sorted(dict(data).items(), key=lambda p: p[1], reverse=True), sorted("bca", reverse=True), sorted(data) is not data, sorted(i for i in (3, 1)))
