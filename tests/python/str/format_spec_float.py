# skip: stuffed
# The figures need the 53 bits of a double.
# The format mini-language for floats.
values = (0.0, -0.0, 1.0, -1.5, 3.14159265, 1234567.891, -0.000123456, 1e16, 1e-7, 1e22, 2.5)
specs = ["", "f", "F", "e", "E", "g", "G", "n", "%", ".0f", ".1f", ".3f", ".0e", ".2e", ".0g", ".3g", ".1%", "10", "10.2f", "<10.2f", "^10.2f", "=10.2f", "010.2f", "+", "+.2f", " .1f", "-.1f", "*>12.1f", "*=+12.1f", ",", ",.2f", "_.2f", "015,.1f", "#.0f", "#g", "#.3g", "#.0e", ".10", ".3", ".1", ".17g", "z.1f", "+z.0f", "<+8.0f", "020.3e", "é^12.1f", ",g", "_e", "#", "012"]
for s in specs:
    print(repr(s), [format(v, s) for v in values])
print("rounding", [format(x, ".0f") for x in (0.5, 1.5, 2.5, 3.5, 0.49999999999999994)], format(0.15, ".1f"), format(0.25, ".1f"), format(0.35, ".1f"), format(1e21, "f"), format(123456789.0, ".3g"), format(0.00001, "g"), format(0.0001, "g"), format(999999.5, "g"), format(1e15, ""), format(1e16, ""), format(123456.0, ".3"), format(99.99, ".2"))
print("long", format(0.1, ".60f"), format(1 / 3, ".40g"), format(1e300, ".0f")[:40], len(format(5e-324, ".1100f")))
for s in ["d", "x", "c", "s", "b", "o", "X", "y", ",n", ".f", ".2d", ",_", "_n", "zz", "99999999999999999999f", ".99999999999999999999f", "5.5.5"]:
    try:
        print("accepted", repr(s), format(1.5, s))
    except Exception as e:
        print("error", repr(s), type(e).__name__, e)
