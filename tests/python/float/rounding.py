# skip: stuffed
# The figures need the 53 bits of a double.
# round(): ties to even, digits before and after the point.
print("ties", [round(x + 0.5) for x in range(-5, 6)], [type(round(0.5)).__name__])
print("whole", [round(x) for x in (0.1, 0.49999999999999994, 0.5000000000000001, 1.4999, 2.5, 3.5, -2.5, -3.5, 1e15 + 0.5, 4503599627370497.5, 1e20)])
print("none", round(2.5, None), type(round(2.5, None)).__name__, round(2.5, 0), type(round(2.5, 0)).__name__)
for v in (2.675, 1.005, 0.125, 0.375, 2.5, -2.675, 1234.5678, 5.015, 1e22, 0.05, 0.15, 0.25, 0.35, 0.45, 1.1499999999999999, 1e-5):
    print(v, [round(v, n) for n in (0, 1, 2, 3, 5, 20, -1, -2, -3)])
print("far", round(1.5, 400), round(1.5, -400), round(123.456, 10**3), round(-123.456, -10**3), round(55.5, -1), round(45.0, -1), round(25.0, -1), round(5e307, -307), round(15.0, -1))
for name, fn in [("str digits", lambda: round(1.5, "1")), ("float digits", lambda: round(1.5, 1.0)), ("overflow", lambda: round(1.7e308, -308))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
class R:
    def __round__(self, n=None):
        return ("rounded", n)
print("__round__", round(R()), round(R(), 2), round(number=R(), ndigits=3))
import math
print("floor ceil trunc", [(math.floor(v), math.ceil(v), math.trunc(v)) for v in (1.5, -1.5, 2.0, -0.2, 1e20, -1e15 - 0.5)])
