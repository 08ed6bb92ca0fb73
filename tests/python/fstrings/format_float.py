# skip: stuffed
# Float and complex format specs through f-strings.
for spec in ["", "f", "F", "e", "E", "g", "G", "%", ".0f", ".1f", ".3f", ".10f", ".0e", ".2e", ".3g", ".10g", ".0g", "#.0f", "#g", "10", "<10.2f", "^10.2f", "+", " ", "+.1f", "010.2f", "*=+12.3f",
             ",", ",.2f", "_.1f", ".1%", "n", ".3", "#.3", "z.1f" if False else ".2f"]:
    row = []
    for v in (0.0, 1.5, -2.25, 1234567.891, 1e-7, 1e100, float("inf"), float("nan")):
        try:
            row.append(f"{v:{spec}}")
        except ValueError as error:
            row.append(f"ValueError {error}")
    print(repr(spec), row)
for v in (1 + 2j, -1.5j, complex("inf"), 0j):
    print(f"{v} {v:.2f} {v:>12} {v:+.1e} {v:g}|")
print(f"{0.1} {1 / 3} {2 / 3:.20f} {1e22} {1e23} {123456789.123456789} {5e-324} {1.7976931348623157e308}")
print(f"{2.5:.0f} {3.5:.0f} {0.125:.2f} {0.375:.2f} {1e15} {1e16} {0.0001} {0.00001} {-0.0} {100.0:g} {1e5:g} {1e6:g}")
