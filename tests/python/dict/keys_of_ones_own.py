# Keys with their own __hash__ and __eq__.
log = []
class Key:
    def __init__(self, v, h=None):
        self.v, self.h = v, v if h is None else h
    def __hash__(self):
        log.append("hash %s" % self.v)
        return hash(self.h)
    def __eq__(self, other):
        log.append("eq")
        return isinstance(other, Key) and self.v == other.v
    def __repr__(self):
        return "K(%s)" % self.v
d = {Key(1): "one", Key(2): "two"}
print(d, d[Key(1)], Key(2) in d, Key(3) in d, d.get(Key(9)))
# every key in the same place
c = {Key(i, 7): i for i in range(20)}
print(len(c), all(c[Key(i, 7)] == i for i in range(20)), Key(20, 7) in c, Key(3, 8) in c)
for i in range(0, 20, 2):
    del c[Key(i, 7)]
print(list(c.values()), Key(4, 7) in c, c[Key(5, 7)])
for i in range(30, 33):
    c[Key(i, 7)] = i
c[Key(5, 7)] = "new value"
print(list(c.items()))
k = Key(1)
e = {k: 1}
log.clear()
print(e[k], log)
print(Key(5) in {5: 0}, {Key(1, -1): 1}[Key(1, -1)], {Key(1, 2**70): 1}[Key(1, 2**70)], len({Key(1), Key(1), Key(2)}))
class NoHash:
    __hash__ = None
class EqOnly:
    def __eq__(self, other):
        return True
class BadHash:
    def __hash__(self):
        return "text"
class FailHash:
    def __hash__(self):
        raise LookupError("no hash")
class FailEq:
    def __hash__(self):
        return 1
    def __eq__(self, other):
        raise LookupError("no eq")
for name, fn in [("None", lambda: {NoHash(): 1}), ("eq only", lambda: {EqOnly(): 1}), ("bad", lambda: {BadHash(): 1}), ("fails", lambda: {FailHash(): 1}), ("fails get", lambda: {}.get(FailHash())), ("fails in", lambda: FailHash() in {}), ("eq fails", lambda: {FailEq(): 1, 1: 2}), ("eq fails get", lambda: {1: 2}[FailEq()]), ("set", lambda: {FailHash()}), ("hash()", lambda: hash(BadHash())), ("hash none", lambda: hash(NoHash()))]:
    try:
        print(name, fn())
    except Exception as ex:
        print("error", name, type(ex).__name__, ex)
class Small(int):
    pass
class Text(str):
    pass
print({Small(5): 1}[5], {5: 1}[Small(5)], {Text("a"): 1}["a"], {"a": 1}[Text("a")], type(list({Text("a"): 1})[0]).__name__)
