# Operators, subscripts and calls of classes that run functions of a program.
import sys


class V:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def __repr__(self):
        return "V(%r, %r)" % (self.x, self.y)

    def __add__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return V(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return V(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return V(self.x * k, self.y * k)

    def __rmul__(self, k):
        return V(k * self.x, k * self.y)

    def __truediv__(self, k):
        return V(self.x / k, self.y / k)

    def __getitem__(self, i):
        if i == "none":
            return NotImplemented
        return (self.x, self.y)[i]


class W:
    def __radd__(self, other):
        return ("radd", other)

    def __rsub__(self, other):
        return NotImplemented


class Sub(V):
    def __radd__(self, other):
        return "subclass first"


for turn in range(3):
    v = V(1, 2)
    print(v + V(3, 4), v - V(1), v * 3, 2 * v, v / 2, v[0], v[1], v[-1])
    print(v + W(), v + Sub(1), Sub(1) + v, Sub(1) + W())
    print(v["none"] is NotImplemented)
    for f in lambda: v + 1, lambda: v + 1.5, lambda: v - 1, lambda: v + "a", lambda: v[5], lambda: v - W(), lambda: -v:
        try:
            print(f())
        except (TypeError, IndexError, AttributeError) as e:
            print(type(e).__name__, e)
    w = v
    w += V(1, 1)
    w -= V(1)
    w *= 2
    print(w, v)
    try:
        w += 1
    except TypeError as e:
        print(e, w)


# In place: a method of its own comes first.
class I:
    def __init__(self):
        self.log = []

    def __iadd__(self, other):
        self.log.append(other)
        return self

    def __add__(self, other):
        return "plain"

    def __ior__(self, other):
        return NotImplemented

    def __or__(self, other):
        return "or"


i = I()
for n in range(3):
    i += n
print(i.log, i + 1)
i |= 2
print(i)


# Deep in one another, and out by an exception.
class Deep:
    def __init__(self, left):
        self.left = left

    def __add__(self, other):
        if not self.left:
            raise ValueError("bottom")
        return Deep(self.left - 1) + other

    def __getitem__(self, i):
        return self[i + 1] if i < 20 else i


print(Deep(0)[0], Deep(0)[0])
for turn in range(2):
    try:
        Deep(20) + 1
    except ValueError as e:
        depth, tb = 0, e.__traceback__
        lines = []
        while tb:
            depth += 1
            lines.append(tb.tb_lineno - Deep.__add__.__code__.co_firstlineno)
            tb = tb.tb_next
        print(e, depth, lines[1:3], lines[-1])


class Endless:
    def __add__(self, other):
        return self + other

    def __getitem__(self, i):
        return self[i]


for f in lambda: Endless() + 1, lambda: Endless()[1]:
    try:
        f()
    except RecursionError as e:
        print("RecursionError")


# In generators, in conditions, in finally; with values held across.
class Counted:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Counted(self.n + other.n)

    def __mod__(self, other):
        return [self.n + k for k in range(other)]

    def __lshift__(self, other):
        return (yield_all(self.n), other)

    def __matmul__(self, other):
        try:
            return self.n @ other
        except TypeError:
            return "caught"
        finally:
            self.n += 1


def yield_all(n):
    yield from range(n)


def sums(n):
    total = Counted(0)
    for k in range(n):
        total = total + Counted(k)
        yield total.n


print(list(sums(6)), sum(k for k in sums(6)), max(sums(4)))
c = Counted(2)
for turn in range(2):
    print(c % 3, list((c << 1)[0]), c @ 1, c.n)


# Methods that are no plain functions.
class Odd:
    def __add__(self, *others):
        return others

    def __sub__(self, other, more=5):
        return other, more

    __mul__ = staticmethod(lambda other: ("static", other))
    __truediv__ = classmethod(lambda cls, other: (cls.__name__, other))

    def __mod__(self, other):
        yield other

    __getitem__ = dict(a=1).get


o = Odd()
for turn in range(2):
    print(o + 1, o - 1, o * 1, o / 1, list(o % 1), o["a"], o["b"])


# Classes that are called: defaults, too few, too many, an __init__ that returns something.
class P:
    def __init__(self, a, b):
        self.a, self.b = a, b


class Q(P):
    pass


class Returns:
    def __init__(self, v):
        return v


class Fails:
    def __init__(self, v):
        raise KeyError(v)


for turn in range(3):
    p, q = P(1, 2), Q(3, b=4)
    print(p.a, p.b, q.a, q.b, type(q).__name__)
    for f in lambda: P(1), lambda: P(1, 2, 3), lambda: Q(), lambda: Returns(1), lambda: Fails(1):
        try:
            f()
        except (TypeError, KeyError) as e:
            print(type(e).__name__, e)
    print(isinstance(Returns(None), Returns))


# Who called: the frames of operators count.
class Who:
    def __add__(self, other):
        return sys._getframe(1).f_code.co_name

    def __getitem__(self, i):
        return sys._getframe(1).f_code.co_name


def asks():
    return Who() + 1, Who()[0], Who() + 1


print(asks())

# Loops and sums over texts and bytes.
print([c for c in "a" + "bc"], [b for b in b"ab" + b"c"], sum(b"abc"), sum(bytearray(b"ab"), 5), sum([1.5, 2, 3]), sum((), 7))
print(sum([[1], [2]], []), sum([1 << 46, 1 << 46, 1 << 46]), [c for c in "aé" * 2])
data = bytearray(b"abc")
seen = []
for b in data:
    seen.append(b)
    if len(seen) < 6:
        data.append(b + 1)
print(seen)
for x in 2.5, -2.5, 1.0, float("nan"):
    print(x > 1, x < 2, x == 1, x != 1, x >= 3, x <= -2, "yes" if x > 1 else "no", x + 1, x - 1, x * 2)
for z in 3 + 4j, 5 + 12j, 0j, complex("inf"), complex("nan"), -1.5 - 2j, 7j:
    print(abs(z))
