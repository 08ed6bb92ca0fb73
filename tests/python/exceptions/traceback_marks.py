# marks: yes
# What the marks below the lines of a traceback point at.
import sys


class Thing:
    def __init__(self):
        self.a = None
        self.items = [1, [2]]

    def method(self, *args, **keywords):
        raise ValueError("in the method")

    @property
    def bad(self):
        return undefined_name + 1


def calls(t, x): return t.method(x, key=[1])  # said behind


def shout(f):
    try:
        f()
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__)


t = Thing()
d = {"k": {"m": 1}}
l = [1, 2, 3]
n = 0


def deep():
    return d["k"]["x"]["m"]


def attribute():
    print(1); return t.a.b.c


def store():
    t.a.b = 5; t.a = 5


def item():
    l[5] = 1; n = 2


def delete():
    del l[1], d["zz"]["y"]


def delete_attribute():
    del t.nothing; print()


def augmented():
    x = None; x += 1


def augmented_item():
    n = 1; d["k"]["m"] += "text"


def compare():
    return 1 < 2 < "a" < 3


def contains():
    if 1 in 5: pass


def unpack():
    a, (b, c) = 1, 2; print(a)


def starred():
    a, *b, c = [1]; return


def loop():
    for i in 5: print(i)


def loop_unpack():
    for a, b in [(1, 2), (3,)]: pass


def with_nothing():
    with t: pass


def generator():
    return list(j / 0 for j in (1, 2))


def unary():
    return 1 + -"text" + 2


def boolean():
    return True and (undefined or 5)


def conditional():
    return l[9] if t else 0


def lines():
    return (
        1 +
        len(l) / n +
        5
    )


def call_lines():
    return t.method(
        1,
        2,
    )


def chain():
    return (t
            .items
            .nothing
            .more)


def raising():
    if t: raise KeyError("k")


def from_other():
    try: l[7]
    except IndexError as e: raise TypeError("t") from e


def asserting():
    n = 3; assert n == 4, "no"


def imports():
    n = 1; import no_such_module


def formatted():
    return f"{t.items[0]:d} {t.items[1]['x']!r} {n}"


def percent():
    return "%d" % "x" + "y"


def wide():
    return "äöü" + "ß" * 3 + l


def lambdas():
    return (lambda x, y: x // y)(1, 0) + (lambda: 1)()


def keywords():
    return dict(a=1, **{"a": 2})


def spread():
    return max(*l, *5)


def operators(a, b):
    return (a) ** (b) // (a@b)


def slices():
    return l[1:"x"] + l[::0]


def annotated():
    x: int = l["a"]; return x


def walrus():
    if (y := l[8]) > 2: return y


def awaits():
    async def inner(): return await 5
    inner().send(None)


def decorated():
    @l
    def inner():
        pass


def defaults():
    def inner(a=1 / n, *, b=2): pass


def subclass():
    class Sub(l, metaclass=t): pass


def matching():
    match l[6]:
        case [1]: pass


def global_name():
    return len(no_such_name)


def returns(): return calls(t, 5)


def sets(): return {1, l, 2}


def dicts(): return {"a": 1, l: 2}


def nested():
    return len(str(int(  "x"  )).upper())


def negated(): return not (1 / 0)


def prints(): print("a", 1 / 0, end="")


for f in (deep, attribute, store, item, delete, delete_attribute, augmented, augmented_item, compare, contains, unpack, starred, loop, loop_unpack, with_nothing,
          generator, unary, boolean, conditional, lines, call_lines, chain, raising, from_other, asserting, imports, formatted, percent, wide, lambdas, keywords, spread,
          lambda: operators(2, None), lambda: operators(2, 1), slices, annotated, walrus, awaits, decorated, defaults, subclass, matching, global_name, returns, sets, dicts,
          nested, negated, prints, lambda: t.bad, lambda: t.method()):
    print("-----", f.__name__, file=sys.stderr)
    shout(f)
