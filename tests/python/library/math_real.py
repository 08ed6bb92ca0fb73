# skip: stuffed
# The figures need the 53 bits of a double.
# The transcendental functions, to 12 digits.
import math
def show(name, *values):
    print(name, *["%.12g" % v for v in values])
xs = (0.1, 0.5, 1.0, 2.0, 3.7, 10.0, -0.3, -2.5)
for name in ("exp", "expm1", "sin", "cos", "tan", "atan", "sinh", "cosh", "tanh", "asinh", "erf", "erfc", "gamma", "cbrt", "exp2", "degrees", "radians"):
    show(name, *[getattr(math, name)(x) for x in xs])
for name in ("log", "log2", "log10", "log1p", "sqrt", "lgamma"):
    show(name, *[getattr(math, name)(x) for x in xs if x > 0])
for name in ("asin", "acos", "atanh"):
    show(name, *[getattr(math, name)(x) for x in (-0.9, -0.1, 0.0, 0.3, 0.99)])
show("acosh", math.acosh(1), math.acosh(1.5), math.acosh(100))
for a in (-2.0, -0.0, 0.0, 1.5):
    show("atan2", *[math.atan2(a, b) for b in (-1.0, -0.0, 0.0, 3.0, math.inf, -math.inf)])
show("pow", math.pow(2, 0.5), math.pow(1.1, 10), math.pow(2.5, -3), 2.5 ** 3.5, 10 ** -3.3)
show("constants", math.pi, math.e, math.tau, math.sin(math.pi), math.cos(math.pi / 2))
show("log big", math.log(10**400), math.log2(10**400), math.log10(10**400), math.log(100, 10), math.log(2, 0.5), math.log(2**1000, 2))
show("hypot", math.hypot(1, 1), math.hypot(1, 2, 3), math.dist([1, 2], [4, 7]), math.fsum([0.1] * 10), math.hypot(1e200, 1e200), math.remainder(10, 3.5), math.remainder(5, 3), math.nextafter(1, 2), math.ulp(1))
show("large angles", math.sin(1000), math.cos(100000.5), math.tan(12345.678), math.exp(700), math.exp(-700), math.gamma(20.5), math.lgamma(100))
