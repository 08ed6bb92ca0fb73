# Floor division and remainder round towards minus infinity, whatever the signs.
pairs = [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3), (-6, 3), (6, -3), (0, 5), (0, -5), (1, 100), (-1, 100),
         (1, -100), (2**30, 3), (-2**30, 3), (2**31, -7), (2**64, 10), (-2**64, 10), (2**64, -10), (-2**64, -10),
         (10**40, 10**20), (10**40 + 1, -10**20), (-10**40 - 1, 10**20), (10**40, 10**20 + 1), (3, 10**30),
         (-3, 10**30), (3, -10**30), (-2**30, -1), (-2**47, -1), (-2**62, -1), (-2**63, -1), (2**90, 2**90),
         (-2**90, 2**90), (2**90 - 1, 2**90)]
for a, b in pairs:
    q, r = divmod(a, b)
    print(a, b, "//", a // b, "%", a % b, "divmod", divmod(a, b), q * b + r == a, (r == 0) or ((r < 0) == (b < 0)))

for name, fn in [
    ("//", lambda: 1 // 0), ("%", lambda: 1 % 0), ("divmod", lambda: divmod(1, 0)), ("/", lambda: 1 / 0),
    ("big //", lambda: 10**30 // 0), ("big %", lambda: 10**30 % 0), ("big divmod", lambda: divmod(10**30, 0)),
    ("big /", lambda: 10**30 / 0), ("0 ** -1", lambda: 0 ** -1),
]:
    try:
        fn()
    except ZeroDivisionError as e:
        print("error", name, e)

# True division gives a float.
print("true", 6 / 3, 7 / 2, -7 / 2, 1 / 4, 0 / 5, 10**30 / 10**29, 2**100 / 2**98, type(4 / 2))
print("huge ratio", 10**400 / 10**399, (3 * 10**350) / (2 * 10**350))
try:
    10**400 / 3
except OverflowError as e:
    print("overflow", e)
