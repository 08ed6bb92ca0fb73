# close: GeneratorExit, finally, refusal.
def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("   exit seen")
        raise
    finally:
        print("   finally")


i = g()
next(i)
print("close", i.close(), list(i))
print("close again", i.close())
i = g()
print("close unstarted", i.close(), list(i))
i = g()
list(i)
print("close finished", i.close())


def swallows():
    try:
        yield
    except GeneratorExit:
        print("   swallowed")


s = swallows()
next(s)
print("swallow", s.close())


def refuses():
    try:
        yield
    except GeneratorExit:
        yield "refused"


r = refuses()
next(r)
try:
    r.close()
except RuntimeError as error:
    print("refuse", error)


def raises():
    try:
        yield
    finally:
        raise ValueError("while closing")


r = raises()
next(r)
try:
    r.close()
except ValueError as error:
    print("raise", error, repr(error.__context__))


def returns():
    try:
        yield
    except GeneratorExit:
        return "value"


r = returns()
next(r)
r.close()
try:
    next(r)
except StopIteration as stop:
    print("after return", stop.value)
print("GeneratorExit is", GeneratorExit.__mro__[1].__name__, issubclass(GeneratorExit, Exception))


def not_exception():
    try:
        yield
    except Exception:
        print("never")


n = not_exception()
next(n)
n.close()
print("not an Exception")


def inner():
    try:
        yield 1
    finally:
        print("   inner closed")


def outer():
    try:
        yield from inner()
    finally:
        print("   outer closed")


o = outer()
next(o)
o.close()


def with_ctx():
    class Ctx:
        def __enter__(self):
            return self

        def __exit__(self, *a):
            print("   exit", a[0].__name__ if a[0] else None)

    with Ctx():
        yield 1


w = with_ctx()
next(w)
w.close()
for x in with_ctx():
    print("loop", x)
