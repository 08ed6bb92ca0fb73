# How * and ** arguments are gathered, in which order errors come.
def f(*a, **k):
    return a, k


class Keys:
    def __init__(self, names):
        self.names = names

    def keys(self):
        print("   keys")
        return self.names

    def __getitem__(self, k):
        print("   item", k)
        return k * 2


class KeyErr:
    def keys(self):
        return ["a"]

    def __getitem__(self, k):
        raise LookupError("no item")


class NoKeys:
    def __getitem__(self, k):
        return 1


def it():
    print("   iterating")
    yield 1
    yield 2


print(f(*it(), 3, *it()))
print(f(**Keys(["x", "y"]), z=1))
print(f(*{"d": 1}, *"s", *(i for i in [7]), *{9}))
print(f(*[], **{}), f(*range(3), **dict(a=1)))
for label, g in [("key error", lambda: f(**KeyErr())), ("no keys", lambda: f(**NoKeys())), ("keys not str", lambda: f(**Keys([1]))),
                 ("duplicate", lambda: f(a=1, **Keys(["a"]))), ("not iterable", lambda: f(*object())), ("iter error", lambda: f(*(1 / 0 for _ in "a"))),
                 ("callee first", lambda: undefined(*5)), ("not callable", lambda: f.nope(*[1]))]:
    try:
        print(label, g())
    except Exception as error:
        print(label, "|", type(error).__name__, str(error).replace("__main__.", ""))
d = {"k": 1}
_, inner = f(**d)
inner["k"] = 2
print("fresh dict", d)
l = [1]
a, _ = f(*l)
print("tuple", type(a).__name__)
print("many", len(f(*range(300))[0]), len(f(**{f"k{i}": i for i in range(300)})[1]))


def many(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0=0, b1=1, *, c0=0, c1=1):
    return a0 + a9, b0, b1, c0, c1


print(many(*range(10)), many(*range(12), c1=5), many(**{f"a{i}": i for i in range(10)}, b1=9))
print("method", "{} {x}".format(*[1], **{"x": 2}), "-".join(*[["a", "b"]]), [3, 1, 2].sort(**{"reverse": True}), max(*[1, 5, 3]), max([1, 2], **{"key": lambda v: -v}))


class C:
    def __init__(self, *a, **k):
        self.got = a, k

    def __call__(self, *a, **k):
        return a, k


print("class", C(*[1], **{"b": 2}).got, C()(*"xy", z=1))
