# skip: stuffed
# The figures need the 53 bits of a double.
# Results that do not fit: products become inf, powers raise.
big = 1e308
print("mul", big * 10, -big * 10, big + big, -big - big, big / 1e-10, 1e-308 / 1e10, 5e-324 / 2, -5e-324 / 2)
for name, fn in [("pow", lambda: 10.0 ** 400), ("neg pow", lambda: (-10.0) ** 401), ("int of", lambda: 2.0 ** 1024), ("big int", lambda: float(2**1024)),
                 ("int pow", lambda: (10**200) ** 2 * 1.0), ("int add", lambda: 10**400 + 0.5), ("int true div", lambda: 10**400 / 7),
                 ("neg base", lambda: 0.0 ** -2)]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
print("tiny pow", 10.0 ** -400, 0.5 ** 2000, (-0.5) ** 2001)
print("limits", 2.0 ** 1023, 2.0 ** -1074, 2.0 ** -1075, float(2**1024 - 2**970 - 1), int(1.7976931348623157e308) == 2**1024 - 2**971)
print("rounding to even", float(2**53 + 1) == 2.0**53, float(2**53 + 3) == 2.0**53 + 4, 2**53 + 1.0 == 2**53)
print("exact int of float", int(1e23), int(1e22), int(123456789.987))
