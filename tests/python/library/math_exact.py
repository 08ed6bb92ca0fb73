# math on numbers that every float can hold.
import math
print(math.floor(2.5), math.floor(-2.5), math.ceil(2.5), math.ceil(-2.5), math.trunc(2.5), math.trunc(-2.5), math.floor(5), math.ceil(10**30), math.floor(True), type(math.floor(2.5)).__name__)
print(math.sqrt(16), math.sqrt(0.25), math.fabs(-2), math.fabs(3.5), math.copysign(2, -0.0), math.copysign(-2, 1), math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.modf(2.5), math.modf(-2.5), math.modf(4), math.frexp(8), math.frexp(0.75), math.frexp(0), math.ldexp(0.5, 4), math.ldexp(1, -1))
print(math.gcd(12, 18), math.gcd(-12, 18), math.gcd(0, 5), math.gcd(), math.gcd(7), math.gcd(12, 18, 27), math.gcd(2**100, 6**50) == 2**50, math.lcm(4, 6), math.lcm(), math.lcm(0, 5), math.lcm(2, 3, 5), math.lcm(-4, 6))
print(math.factorial(0), math.factorial(5), math.factorial(20), math.factorial(30), math.comb(5, 2), math.comb(50, 25), math.comb(2, 5), math.perm(5, 2), math.perm(5), math.perm(2, 3), math.isqrt(0), math.isqrt(24), math.isqrt(25), math.isqrt(10**40), math.isqrt(2**63))
print(math.isnan(math.nan), math.isinf(math.inf), math.isinf(-math.inf), math.isfinite(1), math.isfinite(math.nan), math.isnan(1), math.inf > 10**300)
print(math.isclose(1, 1), math.isclose(1, 1.5), math.isclose(1, 1.5, rel_tol=0.5), math.isclose(0, 0.001, abs_tol=0.01), math.isclose(math.inf, math.inf), math.isclose(math.nan, math.nan))
print(math.prod([1, 2, 3]), math.prod([]), math.prod([2, 0.5], start=4), math.prod(range(1, 20)), math.hypot(3, 4), math.hypot(), math.hypot(2, 3, 6), math.dist((0, 0), (3, 4)), math.fsum([1, 2, 0.5]), math.pow(2, 3), math.exp(0), math.log(1), math.log2(8), math.log10(1000), math.log(8, 2), math.sin(0), math.cos(0), math.tan(0), math.atan2(0, 1), math.degrees(0), math.expm1(0), math.log1p(0))
print(math.pow(math.inf, 0), math.pow(1, math.nan), math.sqrt(math.inf), math.exp(-math.inf), math.atan2(-0.0, 1), math.hypot(math.inf, math.nan), math.floor(10**20), math.fsum([]))
for name, fn in [("sqrt", lambda: math.sqrt(-1)), ("log 0", lambda: math.log(0)), ("log -1", lambda: math.log(-1)), ("log2", lambda: math.log2(0)), ("acos", lambda: math.acos(2)), ("fmod", lambda: math.fmod(1, 0)), ("pow", lambda: math.pow(0, -1)), ("pow neg", lambda: math.pow(-8, 0.5)), ("exp", lambda: math.exp(10000)), ("pow big", lambda: math.pow(10, 400)), ("factorial", lambda: math.factorial(-1)), ("factorial float", lambda: math.factorial(1.5)), ("sqrt str", lambda: math.sqrt("a")), ("floor str", lambda: math.floor("a")), ("floor inf", lambda: math.floor(math.inf)), ("ceil nan", lambda: math.ceil(math.nan)), ("sin inf", lambda: math.sin(math.inf)), ("isqrt", lambda: math.isqrt(-1)),
                 ("gcd float", lambda: math.gcd(1.5, 2)), ("comb", lambda: math.comb(-1, 2)), ("log base 1", lambda: math.log(5, 1)), ("ldexp", lambda: math.ldexp(1, 10**6)), ("log big", lambda: round(math.log10(10**400))), ("atanh", lambda: math.atanh(1)), ("none", lambda: math.sqrt(None)), ("few", lambda: math.atan2(1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
class F:
    def __float__(self):
        return 4.0
    def __floor__(self):
        return "floor"
    def __ceil__(self):
        return "ceil"
    def __trunc__(self):
        return "trunc"
print(math.sqrt(F()), math.floor(F()), math.ceil(F()), math.trunc(F()))
