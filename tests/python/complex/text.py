# repr, str and parsing of complex numbers.
inf, nan = float("inf"), float("nan")
for re in (0.0, -0.0, 1.0, -2.5, inf, -inf, nan):
    for im in (0.0, -0.0, 1.0, -2.5, inf, -inf, nan):
        c = complex(re, im)
        print(c, end="  ")
    print()
print(str(1j), repr(2 + 3j), [1 - 1j], 1e20 + 1e16j, 1e-5j)
for text in ["1", "1j", "-1j", "j", "-j", "+j", "1+2j", "1-2j", "-1.5e1+.5J", " 1+2j ", "(1+2j)", " ( 1+2j ) ", "1e3j", "inf", "infj", "nan-infj", "1_0+2_0j", "+1+j", "1-j"]:
    print(repr(text), complex(text))
for text in ["", "1+", "1 + 2j", "j1", "1+2", "1j+2", "(1+2j", "1+2j)", "abc", "1++2j", "()", "i", "1+2jj", "1_j"]:
    try:
        print("accepted", repr(text), complex(text))
    except ValueError as e:
        print("error", repr(text), e)
print("numbers", complex(), complex(1), complex(1.5), complex(1, 2), complex(1j), complex(1j, 1j), complex(1, 1j), complex(True), complex(real=1, imag=2), complex(imag=3))
class C:
    def __complex__(self):
        return 7 + 8j
class F:
    def __float__(self):
        return 0.5
class X:
    def __index__(self):
        return 3
print("protocols", complex(C()), complex(F()), complex(X()), complex(F(), X()))
for name, fn in [("str and number", lambda: complex("1", 2)), ("second str", lambda: complex(1, "2")), ("list", lambda: complex([])), ("None", lambda: complex(None))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
