# wraps, partial, lru_cache, reduce as decorators and helpers use them.
import functools


def log(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        """doc of inner"""
        return "logged", fn(*args, **kwargs)

    return inner


@log
def work(a, *, b=1):
    """doc of work"""
    return a + b


print("wraps", work(1, b=2), work.__name__, work.__doc__, work.__wrapped__(1))
half = functools.partial(work, 5)
print("partial", half(), half(b=7), functools.partial(int, base=2)("101"), half.args, half.keywords)
calls = []


@functools.lru_cache(maxsize=None)
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print("cache", fib(20), len(calls))
print("reduce", functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(lambda a, b: a + b, [], "start"))
try:
    functools.reduce(lambda a, b: a, [])
except TypeError as error:
    print("reduce empty", error)


def deco_with_optional(fn=None, *, times=2):
    if fn is None:
        return functools.partial(deco_with_optional, times=times)

    @functools.wraps(fn)
    def inner():
        return [fn() for _ in range(times)]

    return inner


@deco_with_optional
def a():
    return "a"


@deco_with_optional(times=3)
def b():
    return "b"


print("optional arguments", a(), b(), b.__name__)
