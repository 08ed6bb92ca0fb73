# Subclasses of int, float, complex, and how operators see them.
class I(int):
    def __repr__(self):
        return f"I({int(self)})"

    def __add__(self, o):
        return I(int(self) + int(o))


i = I(5)
print(i, [i], i + 1, 1 + i, i * 2, type(i * 2).__name__, -i, type(-i).__name__)
print("int", int(i), type(int(i)).__name__, i == 5, hash(i) == hash(5), {5: "x"}[i], i.bit_length(), i.real, bool(I(0)))
print("format", f"{i}", f"{i:03d}", "%d" % i, str(i), hex(i), i.__index__())
print("index", [0, 1, 2, 3, 4, "five"][i], list(range(I(2))), "ab" * I(2))
print("compare", I(1) < I(2), sorted([I(3), 1, I(2)]), max(I(1), 0), I(3) in range(5))
print("args", I("12"), I("ff", 16), I(3.9), I())
i.attr = "attributes allowed"
print(i.attr, isinstance(i, int))


class F(float):
    def __new__(cls, v, unit="m"):
        self = super().__new__(cls, v)
        self.unit = unit
        return self

    def __str__(self):
        return f"{float(self)}{self.unit}"


f = F(1.5, "km")
print(f, repr(f), [f], f + 1, type(f + 1).__name__, f.is_integer(), f == 1.5, f"{f}", f"{f:.2f}", f"{f!s}", "%s" % f)


class C(complex):
    def __abs__(self):
        return "abs"


c = C(1, 2)
print(c, abs(c), c.real, c * 2, type(c + c).__name__, c == 1 + 2j)


class Radd(int):
    def __radd__(self, o):
        return "subclass radd first"


print(1 + Radd(2), Radd(1) + Radd(2), 1.0 + Radd(2))


class Hex(int):
    def __str__(self):
        return hex(self)

    __repr__ = __str__

    def __format__(self, spec):
        return "fmt" + spec


print(Hex(255), f"{Hex(1)}", f"{Hex(1):x}", "{}".format(Hex(2)), "%s" % Hex(3), "%d" % Hex(3), [Hex(16)], str(Hex(1)))


class Lt(int):
    def __lt__(self, o):
        return True

    def __eq__(self, o):
        return "eq"

    __hash__ = int.__hash__


print(Lt(5) < 1, 1 > Lt(5), Lt(1) == 2, 2 == Lt(1), hash(Lt(7)) == hash(7))


class Trunc:
    def __index__(self):
        return 7


print(int(Trunc()), I(Trunc()))


class IntMethod(int):
    def __int__(self):
        return 99

    def __bool__(self):
        return False

    def __index__(self):
        return 3


m = IntMethod(1)
print(int(m), bool(m), [0, 1, 2, 3][m], m + 1)
print("big", I(10 ** 30), I(10 ** 30) + 1, type(I(10 ** 30) - 1).__name__)
print("bool stays", isinstance(True, int), type(I(1) == 1).__name__)
