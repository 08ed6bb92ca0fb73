# Subclasses of list, tuple, dict, set, frozenset.
class L(list):
    def __init__(self, *a):
        super().__init__(a)
        self.log = []

    def append(self, x):
        self.log.append(x)
        super().append(x)

    def __contains__(self, x):
        return "contains", x


l = L(1, 2)
l.append(3)
l += [4]
print(l, l.log, type(l).__name__, l == [1, 2, 3, 4], [1, 2, 3, 4] == l, len(l), 9 in l, isinstance(l, list))
print("results", type(l + [1]).__name__, type(l[:]).__name__, type(l * 2).__name__, type(l.copy()).__name__, sorted(l, reverse=True))
l.sort(reverse=True)
print(l, l < [9], repr(l), f"{l}", *l, max(l))


class It(list):
    def __iter__(self):
        return iter("overridden")

    def __getitem__(self, i):
        return "item", i

    def __len__(self):
        return 7


i = It([1, 2])
print("overrides", list(i)[:3], i[0], i[0:1], len(i), repr(i), list.__len__(i), [*i][:2], i == [1, 2])


class T(tuple):
    def __new__(cls, *a):
        return super().__new__(cls, a)

    def __add__(self, o):
        return T(*self, *o)


t = T(1, 2)
t.attr = "x"
print(t, t + (3,), type(t + (3,)).__name__, type(t[:1]).__name__, hash(t) == hash((1, 2)), t == (1, 2), {(1, 2): "k"}[t], t.attr, T())
a, b = t
print("%s-%s" % t, (lambda *p: p)(*t), isinstance(t, tuple), t < (1, 3))


class D(dict):
    def __setitem__(self, k, v):
        super().__setitem__(k, ("set", v))

    def __getitem__(self, k):
        return "got", super().__getitem__(k)

    def get_raw(self, k):
        return dict.__getitem__(self, k)


d = D(a=1)
d["b"] = 2
d.update(c=3)
print(d, d["a"], d["b"], d.get("b"), d.get_raw("b"), d.setdefault("e", 5), type(d.copy()).__name__, type(d | {}).__name__, d == dict(d))
print("star", (lambda **k: k)(**d), {**d}, list(d), "a" in d, d.pop("a"), len(d))
try:
    d["zz"]
except KeyError as error:
    print("KeyError", error)
d.attr = 1
print(d.attr, "attr" in d)


class Attr(dict):
    __getattr__ = dict.get
    __setattr__ = dict.__setitem__
    __delattr__ = dict.__delitem__


x = Attr(p=1)
x.q = 2
del x.p
print("attribute dict", x, x.q, x.none)


class S(set):
    def add(self, v):
        super().add(v * 10)


s = S([1, 2])
s.add(3)
print(sorted(s), type(s | {5}).__name__, type(s.copy()).__name__, s == {1, 2, 30}, isinstance(s, set), repr(S([1])), s > {1})


class FS(frozenset):
    pass


f = FS([1])
print(repr(f), type(f | {2}).__name__, hash(f) == hash(frozenset([1])), f == {1}, {f: 1}[frozenset([1])])


class Missing(dict):
    def __missing__(self, k):
        return f"missing {k}"


m = Missing()
print(m["x"], m, "%(name)s" % m, "{name}".format_map(m))


class Eq(list):
    def __eq__(self, o):
        return "eq"

    def __lt__(self, o):
        return "lt"


print(Eq() == [], [] == Eq(), Eq() < [], [] > Eq(), Eq.__hash__)
