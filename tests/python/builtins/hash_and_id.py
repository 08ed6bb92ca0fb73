# hash, id and identity.
print(hash(1) == hash(1.0) == hash(True) == hash(1 + 0j), hash("a") == hash("a"), hash((1, "a")) == hash((1, "a")), hash(2**80) == hash(2**80), hash(0.5) == hash(1 / 2), hash(None) == hash(None), hash(frozenset("ab")) == hash(frozenset("ba")), hash(range(3)) == hash(range(3)), hash(b"x") == hash(b"x"))
print(type(hash("x")).__name__, hash(len) == hash(len), hash(int) == hash(int), hash(object) == hash(object))
class Plain:
    pass
class Custom:
    def __hash__(self):
        return 42
class Negative:
    def __hash__(self):
        return -1
class EqOnly:
    def __eq__(self, o):
        return self is o
class Both:
    def __eq__(self, o):
        return True
    def __hash__(self):
        return 7
class Child(Both):
    pass
class ChildEq(Both):
    def __eq__(self, o):
        return False
    __hash__ = Both.__hash__
p = Plain()
print(hash(p) == hash(p), hash(Custom()), hash(Negative()) == hash(Negative()), hash(Both()), hash(Child()), hash(ChildEq()), EqOnly.__hash__, {p: 1}[p])
for name, fn in [("list", lambda: hash([])), ("dict", lambda: hash({})), ("set", lambda: hash(set())), ("bytearray", lambda: hash(bytearray())), ("deep", lambda: hash((1, [2]))), ("eq only", lambda: hash(EqOnly())), ("no args", lambda: hash())]:
    try:
        print(name, fn())
    except TypeError as e:
        print("error", name, e if name != "no args" else "")
a = [1]
b = a
print("id", id(a) == id(b), id(a) == id([1]), a is b, a is not [1], id(None) == id(None), type(id(a)).__name__, id(p) == id(p))
def f():
    pass
print("method identity", p.__init__ is p.__init__ or "bound anew", f is f, Plain is Plain, type(p) is Plain)
