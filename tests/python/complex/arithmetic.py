# Complex numbers with exact parts.
a, b = 3 + 4j, 1 - 2j
print(a, b, -a, +a, a + b, a - b, a * b, a / b, a == b, a != b, bool(0j), bool(1j))
print("mixed", a + 1, 1 + a, a - 1, 1 - a, a * 2, 2 * a, a / 2, 10 / b, a + 0.5, 0.5 * a, True + 1j)
print("abs", abs(a), abs(-5j), abs(5 + 12j), abs(0j))
print("parts", a.real, a.imag, a.conjugate(), (5j).real, type(a.real).__name__)
print("literals", 1j, 1.5j, 0j, .5J, 1e2j, 10_0j, -1j, -(1j), 1 - 0j, 007j if False else 7j)
print("pow", a ** 0, a ** 1, a ** 2, (2j) ** 2, 1j ** 2, 1j ** 4, a ** -1 == 1 / a, 0j ** 0, 2 ** (0j))
print("negative base", ((-8) ** 0.5).imag > 2.8, type((-8) ** 0.5).__name__, type((-8.0) ** (1 / 3)).__name__)
print("equality", 1 + 0j == 1, 1 + 0j == 1.0, 1j == 1, hash(5 + 0j) == hash(5), {2 + 0j: "x"}[2], 1 + 1j == "a")
print("dunders", a.__add__(1), a.__neg__(), a.__abs__(), a.__bool__(), a.__eq__(3), a.__complex__())
for name, fn in [("<", lambda: a < b), (">=", lambda: a >= 1), ("//", lambda: a // b), ("%", lambda: a % b), ("divmod", lambda: divmod(a, b)),
                 ("/ 0", lambda: a / 0), ("0 ** -1", lambda: 0j ** -1), ("0 ** 1j", lambda: 0 ** 1j), ("int", lambda: int(a)), ("float", lambda: float(a)), ("<<", lambda: a << 1),
                 ("round", lambda: round(a)), ("str", lambda: a + "x"), ("max", lambda: max(a, b)), ("pow mod", lambda: pow(a, 2, 3)), ("index", lambda: "ab"[a])]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
