# Chains evaluate each operand once and stop early.
print("lt chain", 1 < 2 < 3, 1 < 3 < 2, 3 < 2 < 1)
print("mixed chain", 1 < 2 > 1, 1 == 1 != 2, 1 < 2 == 2, 1 <= 1 >= 1)
print("in chain", 1 in [1] in [[1]], 1 in [1] == [1])
print("is chain", None is None is not True)
print("not in chain", 1 not in [] not in [[]], 0 not in [0] == 1)
print("chain is not nesting", (1 < 0) == 0, 1 < 0 == 0)
print("long", 1 < 2 < 3 < 4 < 5 < 6, 1 < 2 < 3 < 3 < 5)


class V:
    def __init__(self, name, result):
        self.name, self.result = name, result

    def __lt__(self, other):
        print("  ", self.name, "<", other.name)
        return self.result

    def __bool__(self):
        raise RuntimeError("never tested")


a, b, c = V("a", "yes"), V("b", []), V("c", 1)
print("value is last result", a < b < c)
print("value is the falsy one", b < c < a)
calls = []


def f(n):
    calls.append(n)
    return n


print("once", 0 < f(1) < 2, calls)
print("stop", 5 < f(1) < f(2) < f(3), calls)
if 1 < f(2) < 3:
    print("chain as condition")
if not 3 < f(2) < 3:
    print("chain negated")
while 1 < f(2) < 2:
    print("never")
x = 5
print("chain in conditional", "in" if 0 <= x < 10 else "out", "in" if 0 <= x < 5 else "out")
print("chain with and", 1 < 2 < 3 and 3 > 2 > 1, 1 < 2 < 2 or "else")
print("assigned chain", [y for y in range(6) if 1 < y <= 4])
try:
    1 < 2 < "a"
except TypeError as error:
    print("error in second", error)
print("no error when stopped", 2 < 1 < "a")
