# Integer operators, signs of // and %, powers, errors.
for a in (7, -7):
    for b in (2, -2, 3, -3):
        print("divmod", a, b, a // b, a % b, divmod(a, b))
print("true division", 7 / 2, 8 / 2, -1 / 4, 0 / 5)
print("power", 2 ** 10, (-2) ** 3, 0 ** 0, 1 ** 100, (-1) ** 101, 10 ** 20)
print("negative power", 2 ** -2, (-2) ** -1, 4 ** -1)
print("pow3", pow(3, 4, 5), pow(3, -1, 7), pow(2, 100, 1000), pow(-2, 3, 5), pow(2, 3, -5), pow(0, 0, 1))
print("shift", 1 << 0, 1 << 40, -1 << 3, 1024 >> 3, -1 >> 5, -5 >> 1, 5 >> 100, 0 << 1000)
print("bits", 12 & 10, 12 | 10, 12 ^ 10, -12 & 10, -12 | 10, -12 ^ 10, ~12)
print("large bits", (1 << 70) & -1 == 1 << 70, -(1 << 70) >> 69, (1 << 70) ^ (1 << 70), -1 ^ (1 << 64))
print("carry", 2 ** 31 - 1 + 1, -2 ** 31 - 1, 2 ** 63 + 2 ** 63, 2 ** 64 - 1 - 2 ** 64)
print("carry 30", 2 ** 29 + 2 ** 29, 2 ** 30 - 1 + 1, -2 ** 30 - 1, -(-2 ** 30))
print("mul edges", 65536 * 65536, 46341 * 46341, -46341 * 46341, 2 ** 32 * 2 ** 32, 2 ** 30 * -1)
print("big", 12345678901234567890 * 98765432109876543210)
print("big div", 10 ** 40 // 10 ** 20, 10 ** 40 % (10 ** 20 + 1), -10 ** 40 // 7, -10 ** 40 % 7)
for label, f in [
    ("div zero", lambda: 1 / 0),
    ("floordiv zero", lambda: 1 // 0),
    ("mod zero", lambda: 1 % 0),
    ("divmod zero", lambda: divmod(1, 0)),
    ("zero negative power", lambda: 0 ** -1),
    ("pow mod zero", lambda: pow(2, 3, 0)),
    ("pow no inverse", lambda: pow(2, -1, 4)),
    ("pow3 float", lambda: pow(2.0, 3, 5)),
    ("negative shift", lambda: 1 << -1),
    ("negative right shift", lambda: 1 >> -1),
    ("shift by float", lambda: 1 << 1.0),
    ("invert float", lambda: ~1.5),
    ("big div zero", lambda: 10 ** 30 // 0),
    ("big mod zero", lambda: 10 ** 30 % 0),
    ("big true div zero", lambda: 10 ** 30 / 0),
    ("too large for float", lambda: 10 ** 400 / 1),
]:
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)
