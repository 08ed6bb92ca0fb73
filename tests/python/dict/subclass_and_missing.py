# Classes derived from dict, __missing__.
class Default(dict):
    def __missing__(self, key):
        value = self[key] = "made " + str(key)
        return value
d = Default(a=1)
print(d["a"], d["b"], d, d.get("zz"), "zz" in d, d.pop("zz", "none"))
class Counter(dict):
    def __missing__(self, key):
        return 0
c = Counter()
for ch in "mississippi":
    c[ch] += 1
print(c, c["q"], len(c), type(c).__name__, c == {"m": 1, "i": 4, "s": 4, "p": 2})
class Upper(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)
    def __getitem__(self, k):
        return "<%s>" % super().__getitem__(k.upper())
    def __contains__(self, k):
        return super().__contains__(k.upper())
    def __delitem__(self, k):
        super().__delitem__(k.upper())
    def __len__(self):
        return 100
    def __repr__(self):
        return "Upper" + super().__repr__()
u = Upper()
u["a"] = 1
u["b"] = 2
print(u, u["a"], "a" in u, len(u), u.get("A"), u.get("a"), list(u), dict.__getitem__(u, "B"))
del u["a"]
u.update(z=1)
print(u, "%(b)s" % u, "{0[b]}".format(u))
class Attr(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None
    def __setattr__(self, name, value):
        self[name] = value
    def __delattr__(self, name):
        del self[name]
a = Attr(x=1)
a.y = 2
del a.x
print(a, a.y, hasattr(a, "x"), a.__dict__)
class Failing(dict):
    def __missing__(self, key):
        raise IndexError("mine " + key)
for name, fn in [("failing", lambda: Failing()["k"]), ("no attr", lambda: a.x), ("plain", lambda: type("D", (dict,), {})()["q"])]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
class Ordered(dict):
    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)
        self.log = []
    def __iter__(self):
        return iter(sorted(self.keys()))
o = Ordered(b=1, a=2)
print(list(o), o, [k for k in o], sorted(o.items()), dict(o) == {"a": 2, "b": 1}, o.log, o | {"c": 3}, type(o | {}).__name__)
