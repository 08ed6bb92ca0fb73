# Container methods: len, getitem, setitem, delitem, contains, iter, missing, reversed.
class Seq:
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        print("   getitem", i)
        return self.items[i]

    def __setitem__(self, i, v):
        print("   setitem", i, v)
        self.items[i] = v

    def __delitem__(self, i):
        print("   delitem", i)
        del self.items[i]


s = Seq("a", "b", "c")
print("len", len(s), bool(s), bool(Seq()))
print("iter", list(s))
print("in", "b" in s)
print("reversed", list(reversed(s)))
print("unpack", *s)
x, y, z = s
s[0] = "A"
s[0] += "!"
del s[-1]
s[1:] = ["tail"]
print("slice", s[0:2])
print("join", "-".join(s), sorted(s), tuple(s), set(s) == {"A!", "tail"}, dict(enumerate(s)))
print("map", list(map(len, s)), list(zip(s, s)))
print("index error ends", max(s), list(filter(None, s)))


class Missing(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


m = Missing(a=1)
print("missing", m["a"], m["b"], m, m.get("zz"), "zz" in m)


class D:
    __slots__ = ("d",)

    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d.get(k, "none")

    def __setitem__(self, k, v):
        self.d[k] = v

    def __contains__(self, k):
        return True

    def __iter__(self):
        return iter(sorted(self.d))

    def keys(self):
        return self.d.keys()


d = D()
d["x"], d[1, 2] = 1, 2
d["x"] += 1
print("dict like", d["x"], d[1, 2], d["q"], "anything" in d)
print("keys protocol", dict(d), (lambda **k: k)(**{"x": d["x"]}))
for label, f in [
    ("getitem", lambda: object()[0]), ("setitem", lambda: exec("object()[0] = 1")), ("delitem", lambda: exec("del object()[0]")),
    ("only get: set", lambda: exec("o[0] = 1", {"o": type("G", (), {"__getitem__": lambda s, i: 1})()})),
    ("only get: del", lambda: exec("del o[0]", {"o": type("G", (), {"__getitem__": lambda s, i: 1})()})),
    ("len", lambda: len(object())), ("iter", lambda: iter(object())), ("in", lambda: 1 in object()),
    ("reversed", lambda: reversed(object())), ("reversed no len", lambda: reversed(type("G", (), {"__getitem__": lambda s, i: 1})())),
    ("reversed None", lambda: reversed(type("G", (), {"__reversed__": None})())),
    ("len str", lambda: len(type("G", (), {"__len__": lambda s: "3"})())),
    ("len negative", lambda: len(type("G", (), {"__len__": lambda s: -3})())),
    ("len float", lambda: len(type("G", (), {"__len__": lambda s: 1.0})())),
    ("len bool", lambda: len(type("G", (), {"__len__": lambda s: True})())),
    ("len huge", lambda: len(type("G", (), {"__len__": lambda s: 10 ** 30})())),
]:
    try:
        print(label, f())
    except Exception as error:
        print(label, type(error).__name__, error)
inst = Seq(1)
inst.__len__ = lambda: 99
print("instance attribute ignored", len(inst))
