# Cells: shared, per call, late bound.
def counter():
    n = 0

    def step(by=1):
        nonlocal n
        n += by
        return n

    def read():
        return n

    return step, read


step, read = counter()
print("shared cell", step(), step(5), read())
other, other_read = counter()
print("own cell per call", other(), read(), other_read())


def late():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [f() for f in fs]


print("late", late())


def assigned_after():
    def f():
        return v

    v = "after"
    return f()


print("assigned after definition", assigned_after())


def unset():
    def f():
        return v

    try:
        f()
    except NameError as error:
        print("unset", type(error).__name__, error)
    if False:
        v = 1


unset()


def three():
    a = 1

    def two():
        b = 2

        def one():
            nonlocal a, b
            a, b = a + 10, b + 20
            return a, b

        return one() + (a, b)

    return two() + (a,)


print("levels", three())


def through():
    x = "through"

    def middle():
        def inner():
            return x

        return inner

    return middle()


print("through a level", through()())


def parameter(x, *args, k=1, **kw):
    def f():
        return x, args, k, kw

    x = x + 1
    return f


print("parameters in cells", parameter(1, 2, k=3, z=4)())


def rebound(x):
    f = lambda: x
    x = "changed"
    return f()


print("rebound", rebound("first"))


def loop_var():
    for i in range(3):
        def f():
            return i
    i = "last"
    return f()


print("loop variable", loop_var())


def self_ref():
    def f(n):
        return 0 if n == 0 else 1 + f(n - 1)

    return f


print("self reference", self_ref()(5))


def make_class(v):
    class C:
        def get(self):
            return v

        attr = v

    return C


print("class closes over", make_class(7)().get(), make_class(8).attr)


def in_except():
    try:
        1 / 0
    except ZeroDivisionError as e:
        f = lambda: e
        text = str(f())
    try:
        f()
    except NameError as error:
        return text, str(error)


print("except variable", in_except())
print("cells", step.__closure__[0].cell_contents, len(parameter(1).__closure__), type(step.__closure__[0]).__name__)
print("freevars", step.__code__.co_freevars, counter.__code__.co_cellvars)
step.__closure__[0].cell_contents = 100
print("set cell", read())
