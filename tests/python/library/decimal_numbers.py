# decimal: numbers with a decimal point.
from decimal import *
import decimal
import math

D = Decimal
print(D(), D("1.10"), D(5), D(-3), D("1e5"), D("1E-10"), D("  .5 "), D("-0"), D("inf"), D("-Infinity"), D("nan"), D("sNaN12"), D("1_000.5"), D((1, (1, 2, 3), -2)), D(0.125), D("0.000001"), D("0.0000001"), D("12E+3"))
print(repr(D("1.50")), D(D("2.0")), D.from_float(0.25), D(True), str(D("123456789012345678901234567890.123")))
a, b = D("1.1"), D("2.25")
print(a + b, a - b, a * b, a / b, b // a, b % a, divmod(b, a), a**2, a**-1, b**D("0.5"), -a, +a, abs(-a), a + 1, 1 - a, 2 * a, 1 / a, 7 // a, 7 % a, 2**a)
print(D(1) / 3, D(2) / 3, D(10) / 4, D("1.20") + D("1.3"), D("0.1") + D("0.2"), D("1.00") * D("2.0"), D(100) / D(10), D("1e28") + 1, D("-7") // 2, D("-7") % 2, D("7.5") % D("-2"))
print(a < b, a == D("1.10"), a == 1.1, D("0.5") == 0.5, D(2) == 2, a != b, a >= 1, 2 > a, D("nan") == D("nan"), D("inf") > 10**30, max(a, b), min(D(3), 2), sorted([D(2), D("1.5"), 1]), hash(D(2)) == hash(2), hash(D("0.5")) == hash(0.5), hash(D("1.0")) == hash(D("1.00")), {D("1.0"): 1}[1])
print(D("3.14159").quantize(D("0.01")), D("2.5").quantize(D(1)), D("3.5").quantize(D(1)), D("2.675").quantize(D(".01"), ROUND_HALF_UP), D("7.325").quantize(D(".01"), rounding=ROUND_DOWN), D("1234").quantize(D("1e2")))
for rounding in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP):
    print(rounding, [str(D(x).quantize(D("0.1"), rounding)) for x in ("1.05", "1.15", "-1.05", "1.01", "-1.09", "1.10", "1.55")])
print(round(D("2.5")), round(D("3.14159"), 2), math.floor(D("-1.5")), math.ceil(D("1.2")), int(D("-7.9")), float(D("1.25")), math.trunc(D("9.9")), complex(D(2)), bool(D("0.0")), D("1.5").to_integral_value(), D("2.5").to_integral_value(ROUND_UP))
print(D("1.500").normalize(), D("1200").normalize(), D("0.00").normalize(), D("123.456").as_tuple(), D("-1.5").as_integer_ratio(), D("123.45").adjusted(), D("1E+3").as_tuple(), D("-inf").as_tuple(), D("3").copy_sign(D(-1)), D("1.5").is_signed())
print(D(2).sqrt(), D("0.25").sqrt(), D(144).sqrt(), D("1e-10").sqrt(), D(2).exp(), D(1).exp(), D(2).ln(), D(10).ln(), D(2).log10(), D(1000).log10(), D("0.001").log10(), D(-1).exp(), D("0.5").ln(), D("1.0001").ln())
print(D(2) ** D("0.5"), D(10) ** 20, D("1.5") ** 3, D(2) ** -2, D(4) ** D("0.5"), D(0) ** 2, D("1.05") ** 10, pow(D(7), 3, 5))
print(getcontext().prec, getcontext().rounding)
getcontext().prec = 6
print(D(1) / 7, D("1234567.89") + 0, D("1234567.89"), D(2).sqrt(), D("1e10") / 3, D(1) / 7 * 7, D("123456789") * 1, +D("1.2345678"))
with localcontext() as context:
    context.prec = 50
    print(D(1) / 7, D(2).sqrt(), D(1).exp(), D(3).ln())
with localcontext(prec=4, rounding=ROUND_UP):
    print(D(1) / 3)
print(D(1) / 3)
getcontext().prec = 28
for bad in (lambda: D("x"), lambda: D(1) / 0, lambda: D(0) / 0, lambda: D(1) // 0, lambda: D(1) % 0, lambda: D(-1).sqrt(), lambda: D("inf") - D("inf"), lambda: D(1) + 1.5, lambda: D(1) + "1", lambda: D([1]), lambda: D(None), lambda: D("nan") < 1, lambda: int(D("nan")), lambda: int(D("inf")), lambda: D(10) ** 1000000, lambda: D("1e30").quantize(D("0.1")), lambda: D(0) ** 0, lambda: D(-8) ** D("0.5"), lambda: setattr(getcontext(), "prec", 0), lambda: D(-1).ln(), lambda: D("1e50") // 1, lambda: hash(D("snan"))):
    try:
        print(bad())
    except (ArithmeticError, TypeError, ValueError) as e:
        print(type(e).__name__, "" if "operand" in str(e) else e)
getcontext().traps[DivisionByZero] = False
getcontext().traps[InvalidOperation] = False
print(D(1) / 0, D(-1) / 0, D(0) / 0, D("x"), D("inf") * 0, getcontext().flags[DivisionByZero])
getcontext().traps[DivisionByZero] = True
getcontext().traps[InvalidOperation] = True
for spec in ("", ".2f", "10.3f", "<10", "+.1f", ",", ",.2f", "e", ".3e", "g", ".4g", "%", ".1%", "010.2f", "^12.1f", "=+12", "E", "*>10", "012,.1f", "n"):
    print(spec, [format(D(x), spec) for x in ("1234.5678", "-0.00012", "1E+5", "0", "12345678", "0.5")])
print(format(D("nan"), "10"), format(D("-inf"), ".2f"), f"{D('2.5'):.0f} {D('3.5'):.0f} {D('1.005'):.2f}", "%s %d %.2f" % (D("1.5"), D("7.9"), D("2.345")))
print(sum([D("0.1")] * 10), sum([D("0.1")] * 10) == 1, D("19.99") * 3, (D("19.99") * 3).quantize(D("0.1")), D("1.1").compare(D("1.2")), D(3).max(D(4)), D("1.23").same_quantum(D("9.87")), D(5).fma(2, 3), D("1.5").number_class(), D(7).remainder_near(4), D("123").scaleb(2), D("12345").logb(), D("1.5").is_nan(), D("inf").is_infinite(), D("0").is_zero(), D("1E+3").to_eng_string(), D("12E+4").to_eng_string())
class E(Decimal):
    pass
print(E("1.5"), repr(E(2)), isinstance(E(1) + 1, Decimal), issubclass(DivisionByZero, ZeroDivisionError), issubclass(InvalidOperation, ArithmeticError))
