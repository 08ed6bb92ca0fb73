# __hash__ with and without __eq__, None, inheritance, dict use.
class Eq:
    def __eq__(self, o):
        return True


class EqHash:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return isinstance(o, EqHash) and self.n == o.n

    def __hash__(self):
        return hash(self.n)

    def __repr__(self):
        return f"EqHash({self.n})"


class Child(EqHash):
    pass


class ChildEq(EqHash):
    def __eq__(self, o):
        return False


class ChildBoth(EqHash):
    def __eq__(self, o):
        return EqHash.__eq__(self, o)

    __hash__ = EqHash.__hash__


class NoHash:
    __hash__ = None


class BadHash:
    def __hash__(self):
        return "text"


class RaisesHash:
    def __hash__(self):
        raise ValueError("no hash today")


print("None by eq", Eq.__hash__, ChildEq.__hash__, NoHash.__hash__)
for cls in (Eq, ChildEq, NoHash, BadHash, RaisesHash):
    o = cls(1) if cls is ChildEq else cls()
    for label, f in [("hash", lambda: hash(o)), ("dict", lambda: {o: 1}), ("set", lambda: {o}), ("in", lambda: o in {}), ("get", lambda: {}.get(o))]:
        try:
            print(cls.__name__, label, f())
        except Exception as error:
            print(cls.__name__, label, type(error).__name__, error)
print("inherited", hash(Child(5)) == hash(5), hash(ChildBoth(5)) == hash(5))
d = {EqHash(1): "one"}
print("lookup", d[EqHash(1)], EqHash(2) in d, d.get(Child(1)))
d[EqHash(1)] = "again"
print("key kept", d, len({EqHash(1), EqHash(1), EqHash(2)}))
print("equal numbers", hash(1) == hash(1.0) == hash(True) == hash(1 + 0j), hash(0) == hash(0.0) == hash(-0.0))
print("equal big", hash(2 ** 70) == hash(2.0 ** 70), hash(10 ** 6) == hash(1e6))
print("strings", hash("a" + "b") == hash("ab"), hash(b"a") == hash(b"a"), hash("") == hash(""))
print("tuples", hash((1, "a")) == hash((1.0, "a")), hash(()) == hash(()), hash(((1, 2), 3)) == hash(((1, 2), 3)))
print("frozenset", hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print("range", hash(range(3)) == hash(range(0, 3)), hash(range(0)) == hash(range(5, 5)))
print("methods", hash([].append) is not None, hash(EqHash(1).__eq__) == hash(EqHash(1).__eq__))
for v in ([], {}, set(), bytearray(), ([],), (1, ({},)), {}.keys(), memoryview(bytearray(1))):
    try:
        hash(v)
        print(type(v).__name__, "hashable")
    except (TypeError, ValueError) as error:
        print(type(v).__name__, error)
o = object()
print("object", hash(o) == hash(o), {o: 1}[o])
same = []


class Collide:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, o):
        return self.n == o.n


d = {Collide(i): i for i in range(20)}
print("collisions", len(d), d[Collide(7)], sum(d.values()))
for i in range(0, 20, 2):
    del d[Collide(i)]
print("after deletes", list(d.values()), Collide(4) in d, d[Collide(19)])
