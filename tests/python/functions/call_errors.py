# What a bad call of a Python function says.
def f0():
    pass


def f1(a):
    pass


def f2(a, b):
    pass


def f3(a, b, c):
    pass


def d1(a, b=1):
    pass


def d2(a=1, b=2):
    pass


def ko1(*, k):
    pass


def ko2(*, k, l):
    pass


def ko3(a, *, k, l, m):
    pass


def kd(a, *, k=1):
    pass


def kd2(a, b=1, *, k=1):
    pass


def po(a, b, /):
    pass


def po2(a, /, b, *, c):
    pass


def va(a, *rest):
    pass


def kw(a, **k):
    pass


def pokw(a, /, **k):
    pass


for source in """
f0(1)
f0(1, 2)
f0(x=1)
f0(*[1], **{'a': 1})
f1()
f1(1, 2)
f1(b=1)
f1(1, a=2)
f1(1, 2, 3)
f1(1, b=2)
f2()
f2(1)
f2(b=1)
f2(1, 2, 3)
f2(1, 2, b=3)
f2(a=1, c=2)
f3()
f3(1)
f3(b=1)
f3(1, 2)
d1()
d1(1, 2, 3)
d1(b=1)
d1(1, c=2)
d2(1, 2, 3)
d2(1, a=1)
ko1()
ko1(1)
ko1(1, k=2)
ko2()
ko2(k=1)
ko2(1, 2)
ko3()
ko3(1)
ko3(1, l=1)
ko3(1, 2, k=1, l=2, m=3)
kd()
kd(1, 2)
kd(1, 2, k=3)
kd(1, j=3)
kd2(1, 2, 3)
kd2(1, 2, 3, k=4)
kd2(1, 2, 3, 4, k=5)
po()
po(1)
po(a=1, b=2)
po(1, b=2)
po(1, 2, 3)
po(1, 2, c=3)
po2()
po2(1, 2)
po2(a=1, b=2, c=3)
po2(1, b=2)
va()
va(b=1)
va(1, 2, c=3)
kw()
kw(1, 2)
kw(1, a=2)
pokw()
pokw(a=1)
f1(*5)
f1(*None)
f1(**5)
f1(**None)
f1(**[1])
f1(**{1: 2})
f2(1, **{'b': 2, 3: 4})
f1(a=1, **{'a': 2})
kw(1, x=1, **{'x': 2})
kw(**{'a': 1}, **{'a': 2})
f2(*[1, 2], *[3])
(lambda: 0)(1)
(lambda x: x)()
(lambda x, y: x)(1)
""".split("\n"):
    if not source:
        continue
    try:
        eval(source)
    except TypeError as error:
        print(source, "|", error)
    else:
        print(source, "fine")
