# The methods of float that need no precision.
print("is_integer", [x.is_integer() for x in (0.0, 1.0, -2.0, 0.5, 1e10, -3.25)])
print("ratio", [x.as_integer_ratio() for x in (0.0, -0.0, 1.0, 0.5, -0.75, 10.0, 1024.5, 0.125)])
print("parts", (1.5).real, (1.5).imag, (1.5).conjugate(), (-2.0).real)
print("dunders", (1.5).__add__(1), (1.5).__radd__(1), (1.5).__mul__(2), (1.5).__truediv__(0.5), (7.5).__floordiv__(2), (7.5).__mod__(2), (7.5).__divmod__(2),
      (2.0).__pow__(3), (1.5).__neg__(), (1.5).__pos__(), (-1.5).__abs__(), (1.5).__bool__(), (0.0).__bool__())
print("dunders", (1.5).__int__(), (1.5).__float__(), (2.5).__round__(), (2.5).__round__(0), (-1.5).__trunc__(), (-1.5).__floor__(), (-1.5).__ceil__())
print("compare", (1.5).__eq__(1.5), (1.5).__lt__(2), (1.5).__le__(1), (1.5).__gt__(1), (1.5).__ge__(2), (1.5).__ne__(1))
print("not implemented", (1.5).__add__("a"), (1.5).__eq__("a"), (1.5).__lt__(None))
print("text", (1.5).__repr__(), (1.5).__str__(), (1.5).__format__(".2f"), (1.5).__format__(""))
for name, fn in [("no __index__", lambda: (1.5).__index__), ("unknown", lambda: (1.5).what), ("write", lambda: setattr(1.5, "real", 2)), ("arg", lambda: (1.5).is_integer(1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
