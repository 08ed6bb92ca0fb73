# del of names, items, attributes, slices and nested targets.
a = b = c = 1
del a
try:
    a
except NameError as error:
    print("global gone", error)
del (b), [c]
print("b" in globals(), "c" in globals())
x, y, z = 1, 2, 3
del (x, (y, [z]))
print("nested", [n in globals() for n in "xyz"])
try:
    del never
except NameError as error:
    print("del undefined", error)


def local():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as error:
        print("local gone", error)
    v = 2
    print("again", v)
    del v
    try:
        del v
    except UnboundLocalError as error:
        print("del twice", error)


local()


def cell():
    v = 1

    def inner():
        return v

    print("cell", inner())
    del v
    try:
        inner()
    except NameError as error:
        print("inner", type(error).__name__, error)
    try:
        v
    except UnboundLocalError as error:
        print("outer", error)
    v = 3
    print("cell again", inner())


cell()


def with_global():
    global g
    g = 1
    del g
    try:
        g
    except NameError as error:
        print("global statement", error)


with_global()
l = list(range(10))
del l[0], l[-1]
print("items", l)
del l[1:3]
print("slice", l)
del l[::2]
print("step", l)
del l[:]
print("all", l)
d = {"a": 1, "b": 2}
del d["a"]
print("dict", d)


class O:
    attr = "class"


o = O()
o.attr = "own"
del o.attr
print("attribute", o.attr)
for label, source in [
    ("list out", "del [1][5]"),
    ("dict", "del {}['k']"),
    ("tuple", "t = (1,)\ndel t[0]"),
    ("str", "t = 'a'\ndel t[0]"),
    ("bytes", "t = b'a'\ndel t[0]"),
    ("range", "t = range(3)\ndel t[0]"),
    ("int", "t = 3\ndel t[0]"),
    ("set", "t = {1}\ndel t[0]"),
    ("attr", "t = O()\ndel t.attr"),
    ("attr of int", "t = 5\ndel t.x"),
    ("attr of builtin type", "del int.bit_length"),
    ("attr of None", "del None.x"),
    ("str item set", "t = 'a'\nt[0] = 'b'"),
    ("tuple item set", "t = (1,)\nt[0] = 2"),
    ("int attr set", "t = 5\nt.x = 1"),
    ("int known attr set", "t = 5\nt.real = 1"),
    ("list attr set", "t = []\nt.x = 1"),
    ("object attr set", "t = object()\nt.x = 1"),
    ("builtin type attr set", "int.x = 1"),
    ("bytes item set", "t = b'a'\nt[0] = 1"),
    ("function item set", "len[0] = 1"),
    ("list item set out", "t = []\nt[0] = 1"),
    ("bytearray 256", "t = bytearray(1)\nt[0] = 256"),
    ("bytearray str", "t = bytearray(1)\nt[0] = 'a'"),
    ("extended slice size", "t = [1,2,3,4]\nt[::2] = [1]"),
    ("slice not iterable", "t = [1]\nt[:] = 5"),
]:
    try:
        exec(source, {"O": O})
        print(label, "no error")
    except Exception as error:
        print(label, type(error).__name__, error)
