# Every parameter kind and how arguments land in them.
def plain(a, b=2, c=3):
    return a, b, c


print("plain", plain(1), plain(1, 5), plain(1, c=9), plain(c=1, a=2), plain(b=1, a=0))


def star(a, *rest, k=0):
    return a, rest, k


print("star", star(1), star(1, 2, 3), star(1, 2, k=5), star(*"abc"), star(a=1, k=2))


def kwonly(*, a, b=2):
    return a, b


print("kwonly", kwonly(a=1), kwonly(b=1, a=0))


def posonly(a, b=2, /, c=3, *, d=4):
    return a, b, c, d


print("posonly", posonly(1), posonly(1, 5, c=6, d=7), posonly(1, 2, 3))


def posonly_kw(a, /, **kw):
    return a, kw


print("name reusable", posonly_kw(1, a=2, b=3))


def everything(a, /, b, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


print("everything", everything(1, 2, d=4), everything(1, 2, 3, 4, 5, d=6, f=7))
print("everything by name", everything(1, b=2, d=3, e=4, z=5))


def kw(**kw):
    return kw


print("order kept", kw(z=1, a=2, m=3), kw(), kw(**{"b": 1}, a=2))
print("odd keys", kw(**{"not a name": 1, "": 2, "class": 3}))
d = {"x": 1}
r = kw(**d)
r["y"] = 2
print("copy", d, r)


def args(*args):
    return args


t = (1, 2)
print("args", args(), args(*t), args(*t, 3, *[4]), args(*t) == t)
print("mixed", everything(*[1], *[2, 3], **{"d": 4}, **{"e": 6, "g": 8}))


def trailing(a, b,):
    return a, b


print("trailing comma", trailing(1, 2,), args(*t,), kw(**d,))


def default_order(a=print("default a") or 1, b=print("default b") or 2):
    return a, b


print("defaults evaluated once", default_order(), default_order())


def shared(x, acc=[]):
    acc.append(x)
    return acc


print("shared default", shared(1), shared(2), shared(3, []))
n = 1


def captured(x=n):
    return x


n = 2
print("captured then", captured())


def param_names(self, print=None, len=5, /, type=int):
    return self, print, len, type


print("names of builtins", param_names(1))
print("same call twice", [plain(i, c=i) for i in range(2)])
