# getattr and setattr with computed names, again and again, while instances and classes change.
class A:
    pass


def names(count):
    return ["n%d" % i for i in range(count)]


few, many = names(3), names(40)
for known in few, many:
    a, b = A(), A()
    for turn in range(3):
        for name in known:
            setattr(a, name, getattr(a, name, 0) + 1)
            setattr(b, name, name)
    print(sorted(set(a.__dict__.values())), len(b.__dict__), getattr(b, known[-1]))
    delattr(a, known[0])
    print(hasattr(a, known[0]), getattr(a, known[0], "gone"), getattr(b, known[0]))
    setattr(a, known[0], "back")
    print(getattr(a, known[0]), list(a.__dict__)[-1] == known[0])
    a.__dict__ = {known[1]: "new dict"}
    print(getattr(a, known[1]), getattr(a, known[2], "none"), getattr(b, known[1]))


class Watched:
    limit = 1


w = Watched()
for name in "x", "limit":
    setattr(w, name, 5)
    setattr(w, name, 6)
    print(getattr(w, name), getattr(w, name))
Watched.x = property(lambda self: "from the class", lambda self, v: print("set to", v))
print(getattr(w, "x"))
setattr(w, "x", 7)
del Watched.x
print(getattr(w, "x"))
Watched.__setattr__ = lambda self, name, v: print("setattr", name, v)
setattr(w, "x", 8)
print(getattr(w, "x"))
del Watched.__setattr__
setattr(w, "x", 9)
print(getattr(w, "x"))
Watched.__getattribute__ = lambda self, name: "all " + name
print(getattr(w, "x"), getattr(w, "y"))
del Watched.__getattribute__
Watched.__getattr__ = lambda self, name: "missing " + name
print(getattr(w, "x"), getattr(w, "y"))


class Other:
    @property
    def x(self):
        return "other"


w.__class__ = Other
print(getattr(w, "x"))
try:
    setattr(w, "x", 1)
except AttributeError as e:
    print(type(e).__name__)


class Base:
    pass


class Derived(Base):
    pass


d = Derived()
d.size = 1
print(getattr(d, "size"), getattr(d, "size"))
Base.size = property(lambda self: 2)
print(getattr(d, "size"))

# Bytes and dicts by subscript, in and out of range.
data = bytearray(b"abc")
for i in 0, 2, -1, 3, -4:
    try:
        data[i] += 1
        print(i, data[i], bytes(data)[i])
    except IndexError as e:
        print(i, e)
for x in 255, 256, -1, "a", 1.0:
    try:
        data[0] = x
        print(data)
    except (ValueError, TypeError) as e:
        print(type(e).__name__)
print(b"abc"[1], b"abc"[-1])
counts = {}
for word in "a b a c b a".split():
    counts[word] = counts.get(word, 0) + 1
print(counts, counts["a"])
try:
    counts["d"]
except KeyError as e:
    print("KeyError", e)
