# Arithmetic with numbers that are exact in every float format.
values = [0.0, 0.5, -0.5, 1.0, -1.0, 2.5, -2.5, 4.0, -8.0, 1024.0]
for a in values:
    print("neg", -a, "pos", +a, "abs", abs(a), "bool", bool(a))
    print("add", a, [a + b for b in values])
    print("sub", a, [a - b for b in values])
    print("mul", a, [a * b for b in values])
    print("div", a, [a / b for b in (0.5, -0.5, 1.0, -2.0, 4.0)])
print("mixed", 1 + 0.5, 0.5 + 1, 3 * 0.5, 1 / 2.0, 2.0 - True, 2 ** 0.5 > 1.41, 7 // 2.0, 7 % 2.5, 2.0 ** 3, 2 ** 3.0)
print("pow", 0.0 ** 0, 0.0 ** 0.0, 1.0 ** 100, 4.0 ** 0.5, 4.0 ** -0.5, (-2.0) ** 3, (-2.0) ** -1, 2.0 ** -2)
x = 1.0
x += 1
x *= 2.5
x -= 1
x /= 2
x **= 2
x //= 3
x %= 2
print("augmented", x)
for name, fn in [("/ 0", lambda: 1.0 / 0), ("// 0", lambda: 1.0 // 0.0), ("% 0", lambda: 1.0 % 0), ("divmod 0", lambda: divmod(1.0, 0)),
                 ("0 ** -1", lambda: 0.0 ** -1), ("int / 0.0", lambda: 1 / 0.0), ("str", lambda: 1.0 + "a"), ("None", lambda: None * 1.0),
                 ("list", lambda: [1] * 2.0), ("<<", lambda: 1.0 << 2), ("&", lambda: 1.0 & 1), ("~", lambda: ~1.0), ("index", lambda: values[0.0]),
                 ("@", lambda: 1.0 @ 2.0)]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
