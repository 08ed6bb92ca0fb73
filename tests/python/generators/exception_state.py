# Handled exceptions inside and outside a generator do not mix.
import sys


def current():
    e = sys.exc_info()[1]
    return repr(e)


def g():
    try:
        raise ValueError("inside")
    except ValueError:
        yield current()
    yield current()


print("outside none", list(g()), current())
i = g()
print(next(i), "after suspend", current())
try:
    raise KeyError("outside")
except KeyError:
    print("outside one", next(i), current())


def sees_outer():
    yield current()


try:
    raise KeyError("outer")
except KeyError:
    print("generator sees outer", list(sees_outer()))


def bare_raise():
    yield
    raise


b = bare_raise()
next(b)
try:
    next(b)
except RuntimeError as error:
    print("nothing to reraise", error)
b = bare_raise()
next(b)
try:
    try:
        raise KeyError("active")
    except KeyError:
        next(b)
except KeyError as error:
    print("reraised the caller's", error)


def ctx():
    try:
        yield
    finally:
        raise TypeError("t")


c = ctx()
next(c)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        next(c)
except TypeError as error:
    print("context", repr(error.__context__))


def two():
    try:
        1 / 0
    except ZeroDivisionError:
        try:
            yield 1
        except ValueError as e:
            yield repr(e.__context__)
        yield current()


t = two()
next(t)
print("thrown context", t.throw(ValueError("v")), next(t))


def finally_yield():
    for i in range(2):
        try:
            yield i
        finally:
            yield f"finally {i}"


print(list(finally_yield()))


def finally_return():
    try:
        yield 1
        raise ValueError
    finally:
        return


print("finally return swallows", list(finally_return()))
