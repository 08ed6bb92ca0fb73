# What copies and stores of objects ask: __reduce_ex__, __getstate__.
import copy


class Plain:
    def __init__(self, v):
        self.v = v


class Sub(list):
    pass


class Number(int):
    pass


p = Plain([1])
print(p.__getstate__(), object().__getstate__(), Plain.__reduce_ex__(p, 4)[2])
q = copy.copy(p)
print(q.v is p.v, type(q).__name__, copy.deepcopy(p).v is p.v)
s = Sub([1, 2])
s.extra = "e"
t = copy.copy(s)
print(t, type(t).__name__, t.extra, t is s)
n = Number(7)
n.extra = [1]
m = copy.deepcopy(n)
print(m, type(m).__name__, m.extra, m.extra is n.extra)
for bad in ((x for x in "a"), (c for c in [])):
    try:
        bad.__reduce_ex__(2)
        print("reduced")
    except TypeError as error:
        print(error)
