# skip: stuffed
# The figures need the 53 bits of a double.
# The shortest text that reads back as the same number.
values = [0.1, 0.2, 0.3, 0.1 + 0.2, 1 / 3, 2 / 3, 1.0, -1.0, 100.0, 1e15, 1e16, 1e17, 123456789012345.0, 1234567890123456.0,
          12345678901234567.0, 1e-3, 1e-4, 1e-5, 0.00012345, 0.000012345, 1e21, 1e22, 1e23, 1e100, 1e-100, 1e308, 1.7976931348623157e308,
          2.2250738585072014e-308, 5e-324, 1e-323, 2.5e-320, 9007199254740991.0, 9007199254740992.0, 9007199254740993.0,
          9007199254740994.0, 3.141592653589793, 2.718281828459045, 1.4142135623730951, 0.5, 0.25, 0.125, 2.0**-30, 2.0**-60,
          2.0**60, 2.0**100, 4.35, 4.349999999999999, 0.1 * 3, 1.1 * 1.1, 5e-5, 299792458.0, 6.62607015e-34, 6.02214076e23]
for v in values:
    print(repr(v), repr(-v), str(v) == repr(v), float(repr(v)) == v)

# A walk over all exponents.
x = 1.2345678912345
bad = 0
line = []
for e in range(-1070, 1020, 11):
    v = x * 2.0**e
    line.append(repr(v))
    if float(repr(v)) != v:
        bad += 1
    x = x * 1.37 % 1.0 + 1.0
for i in range(0, len(line), 6):
    print(*line[i:i + 6])
print("wrong", bad)

# Pseudo-random mantissas.
seed = 12345
total = 0
for i in range(400):
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    v = (seed >> 11) * 2.0 ** ((seed & 255) - 180)
    if float(repr(v)) != v or float("%.17g" % v) != v:
        print("wrong", v.hex())
    total += len(repr(v))
print("length of all", total)
