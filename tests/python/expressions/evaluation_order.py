# Left to right, and which side of what comes first.
seen = []


def e(n, value=None):
    seen.append(n)
    return n if value is None else value


def flush(label):
    print(label, seen)
    seen.clear()


e(1) + e(2) * e(3)
flush("binary")
e(1) ** e(2) ** e(1)
flush("power")
e(1) < e(2) < e(3)
flush("chain all")
e(3) < e(2) < e(1)
flush("chain stops")
{e(1): e(2), e(3): e(4)}
flush("dict display")
[e(1), (e(2), e(3)), {e(4)}]
flush("displays")


def f(*a, **k):
    return None


f(e(1), *[e(2)], a=e(3), **{"b": e(4)}, c=e(5))
flush("call")
f(*[e(1)], e(2), *[e(3)], x=e(4))
flush("call with stars")
box = [0, 0, 0, 0, 0]
e("obj", box)[e(1)] = e("value")
flush("subscript assignment: value first")
e("a", box)[e(1)], e("b", box)[e(2)] = e("v"), e("w")
flush("tuple assignment")
x = e("first", box)[e(0)] = e(9)
flush("chained assignment")
e("obj", box)[e(2, 2)] = e("once", 5)
flush("store")
box[e(2)] += e(1)
flush("augmented once")
e("then") if e("cond") else e("else")
flush("conditional")
e("yes") or e("no")
flush("or")
e(0, []) and e("no")
flush("and")
e("d", {})[e("k")] = e("v")
flush("dict store")
e("l", box)[e(0):e(1, 3):e(2, 2)]
flush("slice")


def deco(n):
    e(n)
    return lambda fn: fn


@deco("outer")
@deco("inner")
def g(a=e("default a"), *, b=e("default b")) -> e("return"):
    pass


flush("def")


class C(e("base", object), metaclass=e("meta", type)):
    e("body")


flush("class")
lambda q=e("lambda default"): e("never")
flush("lambda")
del box[e(0)], box[e(0)]
flush("del")
f"{e(1)}{e(2):{e(3)}}"
flush("f-string")
[e(i) for i in (e("iter"), e("iter2"))]
flush("comprehension")
