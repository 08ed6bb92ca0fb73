# Subclasses of str, bytes, bytearray.
class S(str):
    extra = "class attribute"

    def __len__(self):
        return 100

    def shout(self):
        return self.upper() + "!"


s = S("abc")
s.own = 1
print(s, repr(s), s.shout(), len(s), s.own, s.extra, str.__len__(s))
print("equal", s == "abc", "abc" == s, hash(s) == hash("abc"), {"abc": 1}[s], s in ["abc"], "b" in s)
print("results are str", type(s + "d").__name__, type(s.upper()).__name__, type(s[0]).__name__, type(s * 2).__name__, type(s[:]).__name__, type(s.strip()).__name__)
print("str()", type(str(s)).__name__, type("".join([s])).__name__, f"{s}", "%s" % s, "{}".format(s), s.join("xy"))
print("iter", list(s), s.index("c"), s.split("b"), "xabcx".replace(s, "-"))


class R(str):
    def __repr__(self):
        return "R-repr"

    def __str__(self):
        return "R-str"

    def __format__(self, spec):
        return "R-format" + spec

    def __eq__(self, o):
        return "R-eq"

    __hash__ = str.__hash__


r = R("x")
print(r, [r], f"{r}", f"{r!s}", f"{r!r:>8}", "%s" % r, "%r" % r, "{:5}".format(r), r == "x", "x" == r, str(r), r + "y")


class N(str):
    def __new__(cls, *parts):
        return super().__new__(cls, "/".join(parts))

    def __truediv__(self, o):
        return N(self, o)

    def __getitem__(self, i):
        return "item", i


p = N("a", "b")
print(p, p / "c" / "d", type(p / "c").__name__, p[0], p[1:], str.__getitem__(p, 0), S(5), S(b"x", "utf-8"), S())


class B(bytes):
    def first(self):
        return self[0]


b = B(b"hello")
print(b, b.first(), type(b + b"!").__name__, b == b"hello", hash(b) == hash(b"hello"), B([1, 2]), B(2), type(b[:2]).__name__, len(b))


class A(bytearray):
    def add(self, x):
        self.append(x)
        return self


a = A(b"ab")
print(a.add(99), type(a).__name__, a == b"abc", type(a + b"x").__name__, bytes(a), a[0])
a[0:1] = b"ZZ"
a += b"!"
print(a, type(a).__name__)
print("str methods accept", "abc".startswith(S("a")), S("b") in "abc", "a-b".split(S("-")), "x".join([S("1"), R("2")]), int(S("12")))
d = {}
setattr(d_holder := type("H", (), {})(), S("name"), 5)
print("attribute name", d_holder.name, getattr(d_holder, S("name")), d_holder.__dict__ == {"name": 5})
print("keyword", (lambda **k: k)(**{S("key"): 1}))
