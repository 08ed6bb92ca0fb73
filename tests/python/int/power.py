# Powers: two arguments, three arguments, negative exponents.
for base in (0, 1, -1, 2, -2, 3, -3, 10, -10, 12345):
    print("pow", base, [base ** e for e in (0, 1, 2, 3, 4, 5, 15, 16, 31, 32, 64)])
print("big", 7 ** 200)
print("neg big", (-7) ** 201)
print("precedence", -2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2, -2 ** -2)
print("float result", 2 ** -3, 10 ** -1 == 0.1, (-2) ** -3, type(1 ** -1), 1 ** -1, (-1) ** -1)

print("mod", pow(2, 10, 1000), pow(3, 200, 13), pow(7, 0, 5), pow(0, 0, 5), pow(5, 3, 1), pow(5, 0, 1))
print("mod neg", pow(-3, 3, 7), pow(3, 3, -7), pow(-3, 3, -7), pow(2, 5, -1))
print("mod big", pow(3, 10**20, 10**18 + 9), pow(123456789, 987654321, 2**61 - 1))
print("mod huge", pow(10**50 + 151, 10**10 + 19, 10**45 + 9))
print("inverse", pow(3, -1, 11), pow(38, -1, 97), 38 * pow(38, -1, 97) % 97, pow(3, -2, 11), pow(-3, -1, 11))
print("keywords", pow(base=2, exp=5), pow(2, exp=5, mod=7))

for name, fn in [
    ("mod 0", lambda: pow(2, 3, 0)), ("no inverse", lambda: pow(2, -1, 4)), ("zero neg", lambda: pow(0, -2)),
    ("str", lambda: 2 ** "a"), ("str left", lambda: "a" ** 2), ("float mod", lambda: pow(2.0, 3, 5)),
    ("mod str", lambda: pow(2, 3, "a")),
]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
