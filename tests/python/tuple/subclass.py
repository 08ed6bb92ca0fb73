# Classes derived from tuple.
class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))
    @property
    def x(self):
        return self[0]
    @property
    def y(self):
        return self[1]
    def __add__(self, other):
        return Point(self.x + other[0], self.y + other[1])
    def __repr__(self):
        return "Point(%r, %r)" % tuple(self)
p = Point(1, 2)
print(p, p.x, p.y, p + (10, 20), p == (1, 2), hash(p) == hash((1, 2)), {p: "here"}[(1, 2)], len(p), list(p), p[::-1], type(p[:]).__name__, isinstance(p, tuple), p < (1, 3), 2 in p, p.index(2), p * 2, type(p * 2).__name__, "%d,%d" % p, "%s" % (p,))
x, y = p
print(x, y, max(p), tuple(p), type(tuple(p)).__name__, (*p,))
p.note = "attributes are allowed"
print(p.note, p.__dict__)
class Slim(tuple):
    __slots__ = ()
    def total(self):
        return sum(self)
s = Slim([1, 2, 3])
print(s, s.total(), Slim(), Slim((4,)) == (4,))
for name, fn in [("read only", lambda: setattr(p, "x", 5)), ("slots", lambda: setattr(s, "a", 1)), ("item", lambda: exec("p[0] = 1", {"p": p})), ("args", lambda: Point(1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
