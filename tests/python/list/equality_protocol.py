# How containers use == and identity.
class Never:
    def __eq__(self, other):
        return False
    __hash__ = object.__hash__
n = Never()
print(n == n, n in [n], [n] == [n], [n].index(n), [n].count(n), (n,) == (n,), {1: n} == {1: n}, n in (n,), n in {n: 1}, n in {n})
log = []
class Loud:
    def __init__(self, name):
        self.name = name
    def __eq__(self, other):
        log.append((self.name, getattr(other, "name", other)))
        return self.name == getattr(other, "name", other)
a, b, c = Loud("a"), Loud("b"), Loud("c")
print([a, b, c].index(b), log)
log.clear()
print([a, b] == [a, c], log)
log.clear()
print("b" in [a, b], log)
log.clear()
print([a] == [], [a, b] == [a], log)
log.clear()
l = [a, b, c]
l.remove("b")
print(len(l), log)
class Odd:
    def __eq__(self, other):
        return "truthy"
print(Odd() in [1], [1].count(Odd()), [Odd()] == [1], 1 in [Odd()], Odd() == 5)
class Fails:
    def __eq__(self, other):
        raise RuntimeError("no comparing")
for name, fn in [("in", lambda: 1 in [Fails()]), ("index", lambda: [Fails()].index(1)), ("==", lambda: [Fails()] == [1]), ("count", lambda: [Fails()].count(1)), ("remove", lambda: [Fails()].remove(1)), ("tuple in", lambda: 1 in (Fails(),)), ("!=", lambda: [Fails()] != [1]), ("<", lambda: [Fails()] < [1])]:
    try:
        print(name, fn())
    except RuntimeError as e:
        print("error", name, e)
