# In-place methods, their fallbacks and the store that follows.
class Box:
    def __init__(self, v):
        self.v = v

    def __add__(self, o):
        return Box(("add", self.v, o))

    def __radd__(self, o):
        return Box(("radd", o, self.v))

    def __isub__(self, o):
        self.v = ("isub", self.v, o)
        return self

    def __imul__(self, o):
        return "result of imul"

    def __iand__(self, o):
        return NotImplemented

    def __and__(self, o):
        return Box(("and", o))

    def __ior__(self, o):
        return NotImplemented


b = Box(1)
keep = b
b += 2
print("+= by add", b.v, b is keep)
b = Box(1)
keep = b
b -= 2
print("-= in place", b.v, b is keep)
b *= 3
print("*= any result", b)
b = Box(1)
b &= 5
print("&= falls back", b.v)
try:
    b |= 5
except TypeError as error:
    print("|= gives up", error)
try:
    b @= 5
except TypeError as error:
    print("@= none", error)
n = 5
n += Box(9)
print("int += by radd", n.v)


class Spy:
    def __getattr__(self, name):
        print("   get", name)
        return 10

    def __setattr__(self, name, value):
        print("   set", name, value)

    def __getitem__(self, key):
        print("   getitem", key)
        return [key]

    def __setitem__(self, key, value):
        print("   setitem", key, value)


s = Spy()
s.x += 1
s[1] += [2]
s["a":"b"] += ["c"]
s.deep[0:1] if False else None
x = 7
x **= 2
print("**=", x)
x //= 4
print("//=", x)
x %= 5
print("%=", x)
x <<= 6
x >>= 1
print("shifts", x)
x |= 5
x ^= 4
x &= 0xF1
print("bits", x)
x /= 2
print("/=", x)
x -= 0.5
print("-=", x)
l = [1, 2, 3, 4]
l[1:3] += [9]
print("slice +=", l)
l[0], y = 5, l
l[0] += 1
print("item +=", y)


def unbound():
    count += 1


try:
    unbound()
except UnboundLocalError as error:
    print("local", error)
try:
    undefined_thing += 1
except NameError as error:
    print("global", error)
try:
    {}["k"] += 1
except KeyError as error:
    print("missing key", error)
try:
    o = object()
    o.attr += 1
except AttributeError as error:
    print("missing attribute", error)
