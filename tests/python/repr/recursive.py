# Structures that contain themselves.
l = [1]
l.append(l)
print(l, str(l), len(l), l[1] is l, l[1][1][0])
d = {"a": 1}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
m = [{}]
m[0]["list"] = m
print(m)
a, b = [], []
a.append(b)
b.append(a)
print(a, b, [a, a])
class Node:
    def __init__(self):
        self.items = [self]
    def __repr__(self):
        return "Node"
print(Node().items)
s = [l, l, d]
print(s)
twice = [0]
print([twice, twice, (twice,)])
v = {}
v["values"] = v.values()
print(v["values"] is not None)
for name, fn in [("==", lambda: l == [1, l]), ("self ==", lambda: l == l), ("in", lambda: l in l), ("copy ==", lambda: l[:] == l[:])]:
    print(name, fn())
x, y = [], []
x.append(x)
y.append(y)
for name, fn in [("endless ==", lambda: x == y), ("endless <", lambda: x < y)]:
    try:
        print(name, fn())
    except RecursionError as e:
        print("error", name, type(e).__name__)
from collections import deque, OrderedDict, defaultdict
q = deque([1])
q.append(q)
print(q)
