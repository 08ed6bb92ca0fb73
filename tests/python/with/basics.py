# with: order, values, targets, several managers.
class C:
    def __init__(self, name, swallow=False, enter=None):
        self.name, self.swallow, self.value = name, swallow, enter

    def __enter__(self):
        print("   enter", self.name)
        return self.value or self

    def __exit__(self, kind, value, tb):
        print("   exit", self.name, kind and kind.__name__, value, tb is not None)
        return self.swallow


with C("a"):
    print("body")
with C("b", enter="value") as v:
    print("target", v)
with C("c") as x, C("d") as y:
    print("two", x.name, y.name)
with (C("e"), C("f") as z):
    print("parenthesised", z.name)
with (
    C("g") as g,
    C("h") as h,
):
    print("trailing comma", g.name, h.name)
with C("i", enter=(1, [2, 3])) as (p, [q, *r]):
    print("unpacked", p, q, r)
d = {}
with C("j", enter=5) as d["k"], C("k", enter=6) as d["l"]:
    print("item targets", d)
with C("l", swallow=True):
    raise ValueError("swallowed")
print("after swallow")
try:
    with C("m"):
        raise KeyError("passes")
except KeyError as e:
    print("outside", e)
try:
    with C("n") as n, C("o", swallow=True):
        raise ValueError("inner swallows")
    print("goes on")
    with C("p", swallow=True), C("q"):
        raise ValueError("outer swallows")
    print("goes on 2")
except ValueError:
    print("never")


def returns():
    with C("r"):
        return "returned"


print(returns())
for i in range(3):
    with C("s"):
        if i == 0:
            continue
        break
print("loop", i)


def swallow_return():
    with C("t", swallow=True):
        raise ValueError
    return "after"


print(swallow_return())
with C("u"), \
        C("v"):
    pass
with (C("w")) as w: print("one line", w.name)
with (C("x2"), C("y2"))[1] as t: print("subscripted tuple", t.name)
with C("z") if True else None: pass
with (yy := C("walrus")): print(yy.name)
