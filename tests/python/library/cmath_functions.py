# skip: stuffed
# The figures need the 53 bits of a double.
# cmath: the basics.
import cmath
def show(name, z):
    z = complex(z)
    print(name, "%.10f %.10f" % (z.real + 0.0, z.imag + 0.0))
for z in (1 + 2j, -1 + 0.5j, 0.3 - 0.4j):
    for name in ("sqrt", "exp", "log", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"):
        show(name, getattr(cmath, name)(z))
show("sqrt(-1)", cmath.sqrt(-1))
show("sqrt(-4)", cmath.sqrt(-4))
show("euler", cmath.exp(1j * cmath.pi))
show("log base", cmath.log(8, 2))
r, phi = cmath.polar(1 + 1j)
print("polar %.10f %.10f %.10f" % (r, phi, cmath.phase(-1)))
show("rect", cmath.rect(2, cmath.pi / 2))
print(cmath.isnan(complex("nan")), cmath.isinf(complex("inf")), cmath.isfinite(1j), cmath.isclose(1j, 1j + 1e-12))
show("pow", (1 + 2j) ** (0.5 + 0.5j))
show("pow real", (1 + 2j) ** 2.5)
show("negative", (-8) ** (1 / 3))
show("divide", (1 + 2j) / (3 - 4j))
for name, fn in [("log", lambda: cmath.log(0)), ("str", lambda: cmath.sqrt("a"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
