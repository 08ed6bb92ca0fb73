# abs, divmod, pow, round, sum, min, max.
def attempt(cases):
    for name, fn in cases:
        try:
            print(name, fn())
        except Exception as e:
            print("error", name, type(e).__name__, e)
class N:
    def __abs__(self):
        return "abs"
    def __divmod__(self, o):
        return "divmod", o
    def __rdivmod__(self, o):
        return "rdivmod", o
    def __pow__(self, o, m=None):
        return "pow", o, m
    def __rpow__(self, o):
        return "rpow", o
    def __add__(self, o):
        return "add"
print(abs(-5), abs(5.5), abs(-2**70), abs(3 + 4j), abs(True), abs(N()))
print(divmod(7, -2), divmod(7.5, 2), divmod(True, 1), divmod(N(), 1), divmod(1, N()), pow(2, 3), pow(N(), 2), pow(N(), 2, 3), pow(2, N()))
print("sum", sum([]), sum([1, 2.5]), sum(range(101)), sum([[1], [2]], []), sum([(1,), (2,)], ()), sum([1, 2], 10), sum([1], start=5), sum(x * x for x in range(4)), sum([True, True]), sum([1j, 2]), sum([2**70, -2**70, 1]), sum({1: "a", 2: "b"}), sum([0.5] * 4))
print("min", min(3, 1, 2), min([3, 1]), min("hello"), min([], default=9), min(["bb", "a"], key=len), min(1, 1.0), min([[2], [1, 5]]), min({3: 0, 2: 0}), min("b", "a", key=lambda c: -ord(c)), min([1], default=5), min([3, -4], key=abs), min((x for x in (4, 2)), default=None))
print("max", max(3, 1, 2), max([3, 1]), max("hello"), max([], default=None), max(["bb", "a", "cc"], key=len), max(1, 1.0), max(1.0, 1), max(-5, 3, key=abs), max([1, 2], key=None))
attempt([("abs str", lambda: abs("a")), ("abs none", lambda: abs(None)), ("divmod str", lambda: divmod("a", 1)), ("divmod zero", lambda: divmod(1, 0)), ("pow str", lambda: pow("a", 1)), ("sum str", lambda: sum(["a", "b"])), ("sum str start", lambda: sum(["a"], "")), ("sum bytes start", lambda: sum([b"a"], b"")), ("sum int", lambda: sum(5)), ("sum none", lambda: sum([None])), ("min empty", lambda: min([])), ("max empty", lambda: max(())), ("min int", lambda: min(5)),
         ("max mixed", lambda: max(1, "a")), ("min key", lambda: min([1, 2], key=5)), ("min default args", lambda: min(1, 2, default=3)), ("round str", lambda: round("a")), ("max keyword", lambda: max(1, 2, foo=1))])
