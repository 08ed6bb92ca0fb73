# skip: stuffed
# The floats in it are of double precision.
# fractions: exact rational numbers.
import math
from fractions import Fraction as F

print(F(), F(3), F(6, -4), F("3/4"), F(" -1.25 "), F("1e-3"), F("2.5e2"), F(0.5), F(F(1, 3)), F(F(1, 2), F(3, 4)), F("-.5"), F("7."))
for bad in (lambda: F(1, 0), lambda: F("1/0"), lambda: F("x"), lambda: F("1/2/3"), lambda: F(1.5, 2), lambda: F([1]), lambda: F("1 /2"), lambda: F(""), lambda: F(float("nan")), lambda: F(float("inf")), lambda: F(1) / 0, lambda: F(1) // 0, lambda: F(0) ** -1):
    try:
        print(bad())
    except (ValueError, ZeroDivisionError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
a, b = F(3, 4), F(-5, 6)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), -a, +a, abs(b), a**2, a**-2, b**3, a**0)
print(a + 1, 1 + a, a - 1, 1 - a, a * 2, 2 * a, a / 2, 2 / a, a // 1, 7 // a, a % 1, 7 % a, divmod(7, a), 2**F(2), 2**F(-2))
print(a + 0.5, 0.5 + a, a - 0.5, 0.5 - a, a * 0.5, a / 0.5, 0.5 / a, a // 0.5, a**0.5, 4.0**a, a**F(1, 2), a + 1j, 1j * a)
print(repr(a), str(b), a.numerator, b.denominator, a.as_integer_ratio(), int(F(-7, 2)), float(a), complex(a), bool(F(0)), bool(a))
print(math.floor(F(-7, 2)), math.ceil(F(-7, 2)), math.trunc(F(-7, 2)), round(F(5, 2)), round(F(7, 2)), round(F(-5, 2)), round(F(22, 7), 2), round(F(1234), -2))
print(a == F(6, 8), a == 0.75, 0.75 == a, a != b, a < 1, a > b, 1 > a, a <= 0.75, a >= F(3, 4), a < float("inf"), a == float("nan"), a == "x", F(2) == 2, 2 == F(2), F(1, 2) == 0.5 + 0j)
print(hash(F(2)) == hash(2), hash(F(1, 2)) == hash(0.5), len({F(1, 2), 0.5, F(2, 4)}), {F(1, 3): "x"}[F(2, 6)])
print(F(math.pi).limit_denominator(1000), F("3.1415926").limit_denominator(100), F(1, 3).limit_denominator(1), F.from_float(0.25), F(10**30, 3))
print(sum([F(1, 2), F(1, 3), F(1, 6)]), max(F(1, 2), F(2, 3)), sorted([F(1, 2), F(1, 3), 0.4]))
try:
    a < "x"
except TypeError as e:
    print(e)
try:
    a + "x"
except TypeError as e:
    print(e)
class G(F):
    pass
print(G(1, 2), repr(G(1, 2)), isinstance(G(1, 2) + 1, F))
