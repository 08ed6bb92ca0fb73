# copy and deepcopy.
from copy import copy, deepcopy
a = [1, [2, 3], {"k": [4]}]
b, c = copy(a), deepcopy(a)
a[1].append("x")
a[2]["k"].append("y")
print(a, b, c, b[1] is a[1], c[1] is a[1])
for v in (5, "a", None, 1.5, (1, 2), b"x", len, int, ..., range(3), frozenset([1])):
    assert copy(v) == v and deepcopy(v) == v
t = ([1], 2)
print(copy(t) is t, deepcopy(t) == t, deepcopy(t)[0] is t[0], deepcopy({1: [2]}), sorted(copy({3, 1})), deepcopy({frozenset([1])}), copy(bytearray(b"ab")))
l = [1]
l.append(l)
m = deepcopy(l)
print(m, m[1] is m, m is not l)
shared = [0]
d = deepcopy([shared, shared])
print(d[0] is d[1], d[0] is shared)
class P:
    def __init__(self, x):
        self.x = x
p = P([1])
q, r = copy(p), deepcopy(p)
print(q.x is p.x, r.x is p.x, r.x, type(r).__name__)
class Own:
    def __copy__(self):
        return "copied"
    def __deepcopy__(self, memo):
        return "deep", type(memo).__name__
print(copy(Own()), deepcopy(Own()), deepcopy([Own()]))
class L(list):
    pass
s = L([[1]])
s.extra = [2]
u = deepcopy(s)
print(u, u.extra, type(u).__name__, u.extra is s.extra, u[0] is s[0])
