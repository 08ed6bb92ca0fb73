# enum.
from enum import *
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON is Color.RED, list(Color), len(Color), Color.RED in Color, Color.RED == 1, Color.RED == Color.RED, Color.RED is Color(1), isinstance(Color.RED, Color), list(Color.__members__))
print({Color.RED: "r"}[Color.RED], f"{Color.GREEN}", "%s" % Color.BLUE, sorted(Color, key=lambda c: -c.value), type(Color.RED).__name__, [c.name for c in reversed(Color)])
class N(IntEnum):
    ONE = 1
    TWO = auto()
print(N.ONE + 1, N.TWO, N.TWO.value, N.ONE < N.TWO, N.ONE == 1, [10, 20][N.ONE], repr(N.ONE), int(N.TWO), N(1) is N.ONE, isinstance(N.ONE, int))
class F(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print((F.R | F.W) is F.RW, F.R in F.RW, F.X in F.RW, (F.RW & F.W) is F.W, F.RW.value, bool(F.R & F.X), (F.R ^ F.RW) is F.W)
class I(IntFlag):
    A = 1
    B = 4
print(int(I.A | I.B), I.A | 4 == 5, I.B & 4 == 4)
class Planet(Enum):
    EARTH = (5, 6)
    MARS = (1, 3)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def ratio(self):
        return self.mass * self.radius
    def describe(self):
        return self.name.title() + str(self.ratio)
print(Planet.EARTH.ratio, Planet.MARS.describe(), Planet((1, 3)))
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.DOG.value, Enum("X", {"A": 5}).A.value)
for name, fn in [("value", lambda: Color(9)), ("name", lambda: Color["NOPE"]), ("attr", lambda: Color.NOPE), ("set", lambda: setattr(Color, "RED", 5)), ("subclass", lambda: type("C", (Color,), {})), ("compare", lambda: Color.RED < Color.BLUE), ("value set", lambda: setattr(Color.RED, "value", 1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name == "value" else "")
try:
    @unique
    class D(Enum):
        A = 1
        B = 1
except ValueError as e:
    print("unique", type(e).__name__)
