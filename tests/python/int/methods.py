# The methods and attributes of int.
values = [0, 1, -1, 2, 255, 256, -256, 2**30, 2**31 - 1, -2**63, 2**64, 10**30]
for v in values:
    print("bits", v, v.bit_length(), v.bit_count())
for v in values:
    print("parts", v, v.real, v.imag, v.numerator, v.denominator, v.conjugate(), v.as_integer_ratio())
print("bool parts", True.real, True.imag, True.conjugate(), True.bit_length(), True.as_integer_ratio())
print("dunders", (5).__add__(3), (5).__radd__(3), (5).__sub__(3), (5).__rsub__(3), (5).__mul__(3), (7).__floordiv__(2),
      (7).__mod__(4), (7).__divmod__(2), (2).__pow__(5), (6).__truediv__(4))
print("dunders", (5).__and__(3), (5).__or__(3), (5).__xor__(3), (5).__lshift__(3), (5).__rshift__(1), (5).__invert__(),
      (5).__neg__(), (5).__pos__(), (-5).__abs__(), (5).__bool__(), (0).__bool__())
print("dunders", (5).__lt__(3), (5).__le__(5), (5).__eq__(5), (5).__ne__(5), (5).__gt__(3), (5).__ge__(6))
print("dunders", (5).__int__(), (5).__float__(), (5).__index__(), (5).__round__(), (5).__trunc__(), (5).__floor__(),
      (5).__ceil__(), (5).__hash__() == hash(5))
print("not implemented", (5).__add__(1.5), (5).__add__("a"), (5).__eq__("a"), (5).__lt__(None))
print("repr", (5).__repr__(), (5).__str__(), (5).__format__("04d"))
for name, fn in [
    ("bit_length arg", lambda: (5).bit_length(1)), ("unknown", lambda: (5).nothing),
    ("no write", lambda: setattr(5, "x", 1)), ("real is fixed", lambda: setattr(5, "real", 1)),
    ("call", lambda: values[0]()), ("index", lambda: values[0][0]), ("len", lambda: len(5)), ("iter", lambda: iter(5)),
    ("in", lambda: 1 in 5),
]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
