# namedtuple.
from collections import namedtuple
P = namedtuple("P", ["x", "y"])
p = P(1, 2)
print(p, p.x, p.y, p[0], p[-1], len(p), list(p), p == (1, 2), hash(p) == hash((1, 2)), P(y=3, x=4), P(*[5, 6]), P(**{"x": 7, "y": 8}), isinstance(p, tuple), P.__name__, P._fields)
print(p._replace(x=10), p._asdict(), P._make([3, 4]), p + (3,), p * 2, p[::-1], p < (1, 3), 2 in p, p.index(2), p.count(1), max(p), "%d %d" % p, "{0.x} {0[1]}".format(p))
a, b = p
print(a, b, {p: 1}[(1, 2)], sorted([P(2, 1), P(1, 2)]), type(p).__name__, P.__doc__, repr([p]))
print(namedtuple("Q", "a b c")(1, 2, 3), namedtuple("Q", "a, b")(1, 2), namedtuple("E", [])(), namedtuple("D", "a b c", defaults=(2, 3))(1), namedtuple("D", "a b", defaults=[5])._field_defaults, namedtuple("R", "class x x _y", rename=True)._fields)
class Point(namedtuple("Base", "x y")):
    __slots__ = ()
    @property
    def norm2(self):
        return self.x ** 2 + self.y ** 2
    def __str__(self):
        return "at %d,%d" % self
q = Point(3, 4)
print(q, repr(q), q.norm2, q._replace(y=0), type(q._replace(y=0)).__name__)
for name, fn in [("few", lambda: P(1)), ("many", lambda: P(1, 2, 3)), ("unknown", lambda: P(1, z=2)), ("twice", lambda: P(1, x=2)), ("set", lambda: setattr(p, "x", 5)), ("attr", lambda: p.z), ("new attr", lambda: setattr(p, "q", 1)), ("keyword field", lambda: namedtuple("A", "class")), ("bad field", lambda: namedtuple("A", "1a")), ("duplicate", lambda: namedtuple("A", "a a")), ("underscore", lambda: namedtuple("A", "_a")), ("type name", lambda: namedtuple("1A", "a")), ("replace", lambda: p._replace(z=1)), ("make", lambda: P._make([1])), ("index", lambda: p[2]), ("defaults", lambda: namedtuple("A", "a", defaults=(1, 2)))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("attr", "index") else "")
