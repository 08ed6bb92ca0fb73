# Shifts: left grows without limit, right floors, negative counts are errors.
for a in (0, 1, -1, 3, -3, 255, -256, 2**30, -2**30 - 1, 2**63, -2**63, 10**25, -10**25):
    print("left", a, [a << n for n in (0, 1, 2, 7, 15, 16, 29, 30, 31, 32, 33, 62, 63, 64, 65, 100)])
    print("right", a, [a >> n for n in (0, 1, 2, 7, 15, 16, 29, 30, 31, 32, 33, 62, 63, 64, 65, 100)])
print("far right", 1 >> 10**30, -1 >> 10**30, (10**30) >> 10**6, (-10**30) >> 10**6)
print("zero far left", 0 << 10**6)
print("one far left", (1 << 5000).bit_length(), (1 << 5000) >> 4990)
print("floor", all((a >> n) == a // 2**n for a in (-1000, -3**50, 3**50, 77) for n in range(0, 90, 7)))
x = 1
x <<= 70
print("<<=", x)
x >>= 68
print(">>=", x)
for name, fn in [
    ("1 << -1", lambda: 1 << -1), ("1 >> -1", lambda: 1 >> -1), ("big << -1", lambda: 2**70 << -1),
    ("big >> -1", lambda: 2**70 >> -1), ("float count", lambda: 1 << 1.0), ("str count", lambda: 1 >> "1"),
    ("float value", lambda: 1.0 << 1),
]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
