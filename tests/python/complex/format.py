# Formatting complex numbers.
c = 3.5 - 2.25j
for spec in ["", ".2f", ".1f", "g", "e", ".3e", "+", "+.1f", " .2f", "20", "<20", ">20", "^20", "*^24.2f", "20.3f", ",", ".0f", "#.3g", "G", "E", "n"]:
    try:
        print(repr(spec), "[" + format(c, spec) + "]")
    except ValueError as e:
        print("error", repr(spec), e)
print(f"{c}", f"{c!r:>15}", "{:.1f}".format(1j), "%s" % c, "{0.real} {0.imag}".format(c), format(1234567 + 1j, ",.1f"))
for spec in ["d", "x", "%", "=20", "020", "s", "c"]:
    try:
        print("accepted", format(c, spec))
    except ValueError as e:
        print("error", repr(spec), e)
for text in ("%d", "%f", "%x", "%g"):
    try:
        print(text % c)
    except TypeError as e:
        print("error", text, type(e).__name__)
