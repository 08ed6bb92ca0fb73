# str() itself, and classes derived from str.
class S:
    def __str__(self):
        return "S!"
class R:
    def __repr__(self):
        return "R!"
class Both(S, R):
    pass
class Bad:
    def __str__(self):
        return 5
class BadRepr:
    def __repr__(self):
        return None
class Fails:
    def __str__(self):
        raise ValueError("inside")
print(str(), str(5), str(1.5), str(None), str(True), str([1, "a"]), str("a"), str(S()), repr(R()), str(R()), str(Both()), repr(Both()), [Both()], (S().__str__(),), "%s %r" % (Both(), Both()))
for name, fn in [("bad", lambda: str(Bad())), ("bad repr", lambda: repr(BadRepr())), ("bad repr by str", lambda: str(BadRepr())), ("fails", lambda: str(Fails())), ("print bad", lambda: print(Bad())), ("list of bad", lambda: str([BadRepr()])), ("four", lambda: str(1, 2, 3, 4))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name != "four" else "")
class Name(str):
    def __new__(cls, text, extra=None):
        self = super().__new__(cls, text.title())
        self.extra = extra
        return self
    def shout(self):
        return self.upper() + "!"
    def __add__(self, other):
        return Name(str(self) + other)
n = Name("ada lovelace", 1815)
print("subclass", n, n.extra, n.shout(), len(n), n[0], n[4:], n == "Ada Lovelace", hash(n) == hash("Ada Lovelace"), {n: 1}["Ada Lovelace"], isinstance(n, str), type(n + "x").__name__, n + " x", type(n[0:3]).__name__, type(n.upper()).__name__, type(str(n)).__name__, repr(n))
print("uses", "-".join([n, n]), "%s" % n, f"{n:>14}", n.split(), n in ["Ada Lovelace"], "x" + n, n < "B", sorted([n, "AAA"]), n * 2, getattr(type("O", (), {"Ada Lovelace": 5}), n))
class Plain(str):
    pass
print("plain", Plain("a") == "a", Plain("a") + Plain("b"), type(Plain("a") + "b").__name__, Plain(), Plain(5), Plain(b"\xc3\xa9", "utf-8"), int(Plain("12")), float(Plain("1.5")))
print("dunders", "a".__add__("b"), "ab".__len__(), "abc".__getitem__(1), "abc".__contains__("b"), "a".__eq__("a"), "a".__eq__(1), "a".__lt__("b"), "a".__mul__(3), "a".__rmul__(2), "%d".__mod__(5), "a".__hash__() == hash("a"), "a".__repr__(), "a".__str__(), list("ab".__iter__()), "a".__format__(">3"), "a".__ne__("b"))
for name, fn in [("attr", lambda: setattr("a", "x", 1)), ("no attr", lambda: "a".nothing), ("del attr", lambda: delattr("a", "upper")), ("class attr", lambda: setattr(str, "x", 1)), ("unbound", lambda: str.upper(5)), ("unbound none", lambda: str.upper())]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
print("unbound ok", str.upper("abc"), list(map(str.strip, [" a ", "b "])), str.join(",", ["a", "b"]))
