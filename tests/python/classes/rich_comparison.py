# Comparison methods, reflection, fallbacks, results of any type.
class C:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        print("   eq", self.n, o.n if isinstance(o, C) else o)
        return self.n == o.n if isinstance(o, C) else NotImplemented

    def __lt__(self, o):
        print("   lt", self.n, o.n if isinstance(o, C) else o)
        return self.n < o.n if isinstance(o, C) else NotImplemented


a, b = C(1), C(2)
print("==", a == b)
print("!= by eq", a != b)
print("<", a < b)
print("> by reflected lt", a > b)
print("== other type", a == 5, 5 == a, a != "x")
for label, f in [("<=", lambda: a <= b), (">=", lambda: a >= b), ("< int", lambda: a < 5), ("> int", lambda: a > 5), ("int <", lambda: 5 < a)]:
    try:
        print(label, f())
    except TypeError as error:
        print(label, error)
print("in list", b in [a, b], [a, b].index(b), [a, b].count(a))
print("sorted", [c.n for c in sorted([C(3), C(1), C(2)])])
print("max", max(a, b).n, min([b, a]).n)
print("lists", [a] == [C(1)], [a] < [b])


class Any:
    def __eq__(self, o): return "eq result"
    def __ne__(self, o): return []
    def __lt__(self, o): return None
    def __le__(self, o): return o
    def __gt__(self, o): return "gt"
    def __ge__(self, o): return "ge"


x = Any()
print("any result", x == 1, x != 1, x < 1, x <= 2, x > 1, x >= 1, 1 < x, 1 > x, 1 <= x, 1 >= x, 1 == x, 1 != x)


class Sub(Any):
    def __eq__(self, o): return "sub eq"
    def __gt__(self, o): return "sub gt"


print("subclass first", x == Sub(), x < Sub(), Sub() == x)


class Nothing:
    pass


p, q = Nothing(), Nothing()
print("identity", p == p, p == q, p != q, p != p)
try:
    p < q
except TypeError as error:
    print("no order", error)


class OnlyNe:
    def __ne__(self, o):
        return "ne"


o = OnlyNe()
print("ne is alone", o != 1, o == 1, o == o)


class NoEq:
    __eq__ = None


try:
    NoEq() == 1
except TypeError as error:
    print("eq None", error)


class Raises:
    def __eq__(self, o):
        raise ValueError("eq raised")


try:
    Raises() in [1]
except ValueError as error:
    print(error)
r = Raises()
print("identity before eq", r in [r], [r] == [r], {0: r} == {0: r})
print("order of asking", end=" ")


class T(C):
    pass


T(1) == C(1)
C(1) == T(1)


class Ni:
    def __eq__(self, o):
        print("   ni", end="")
        return NotImplemented

    def __lt__(self, o):
        print("   lt ni", end="")
        return NotImplemented


    def __gt__(self, o):
        print("   gt ni", end="")
        return NotImplemented


print(Ni() == Ni())
try:
    Ni() < Ni()
except TypeError as error:
    print(error)
from functools import total_ordering


@total_ordering
class To:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n


print("total_ordering", To(1) <= To(1), To(2) > To(1), To(1) >= To(2))
