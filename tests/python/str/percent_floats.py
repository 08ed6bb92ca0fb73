# skip: stuffed
# The figures need the 53 bits of a double.
# % formatting of floats.
for v in (0.0, -0.0, 1.0, -1.5, 3.14159265358979, 1e10, 1.5e-7, 123456789.123, 1e100, 0.0001, 0.00001234, 999999.5, 9999995.0, 2.5, 0.5):
    for f in ("%f", "%e", "%g", "%F", "%E", "%G", "%.0f", "%.1f", "%.2e", "%.3g", "%.10g", "%10.2f", "%-10.2f|", "%010.2f", "%+.1f", "% .1f", "%#.0f", "%#g", "%#.0e", "%.0e", "%.0g", "%+012.3e"):
        print(f % v, end=" ")
    print()
print("long", "%.50f" % 0.1, "%.30e" % 0.1, "%.40g" % 0.1, "%.3f" % 1e22, "%.100g" % 2.0**-40)
print("ties", "%.0f %.0f %.0f %.0f" % (0.5, 1.5, 2.5, 3.5), "%.1f %.1f" % (0.25, 0.35), "%.2f" % 2.675, "%.2f" % 1.005)
print("stars", "%*.*f" % (10, 3, 3.14159), "%-*.*f|" % (10, 2, 2.5), "%.*e" % (2, 12345.678))
print("ints", "%f" % 3, "%.2f" % 10**20 if False else "%.2f" % (10**20), "%g" % 10**6, "%e" % True)
class F:
    def __float__(self):
        return 2.25
print("__float__", "%.1f" % F())
for name, fn in [("str", lambda: "%f" % "1"), ("None", lambda: "%g" % None), ("huge", lambda: "%f" % (10**400)), ("complex", lambda: "%e" % 1j)]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
