# yield, next, return value, exhaustion, laziness.
def g():
    print("   start")
    yield 1
    print("   middle")
    yield 2
    print("   end")
    return "result"


it = g()
print("created", type(it).__name__, iter(it) is it)
print("next", next(it))
print("next", next(it))
try:
    next(it)
except StopIteration as stop:
    print("value", stop.value, stop.args)
try:
    next(it)
except StopIteration as stop:
    print("again", stop.value, stop.args)
print("default", next(it, "none left"), list(it))


def empty():
    return
    yield


def bare():
    yield
    yield None


def expr():
    x = yield
    print("   got", x)
    y = (yield x) or "default"
    print("   got", y)
    yield [(yield "in list"), (yield)]
    f = lambda: (yield)
    yield 1, 2
    yield *[3], 4


print("empty", list(empty()), list(bare()))
print("expr", list(expr()))


def infinite(n=0):
    while True:
        yield n
        n += 1


from itertools import islice

print("infinite", list(islice(infinite(5), 3)), [x for x, _ in zip(infinite(), "abc")])


def tree(t):
    if isinstance(t, list):
        for x in t:
            yield from tree(x)
    else:
        yield t


print("recursive", list(tree([1, [2, [3, [4]], 5], []])))


def with_return_early(n):
    for i in range(10):
        if i == n:
            return i
        yield i


print("early return", list(with_return_early(3)))


def try_finally():
    try:
        yield "in try"
    finally:
        print("   finally")


print("finally", list(try_finally()))


def except_inside():
    try:
        yield 1
        1 / 0
    except ZeroDivisionError as e:
        yield str(e)
    else:
        yield "never"
    yield "after"


print("except", list(except_inside()))


def nested_calls():
    def inner():
        yield "inner"

    yield list(inner())
    yield inner().__next__()


print("nested", list(nested_calls()))


def args(a, *b, k=1, **c):
    yield a, b, k, c


print("args", next(args(1, 2, k=3, z=4)))
try:
    args()
except TypeError as error:
    print("bad call raises at once", error)
a, b = infinite(), infinite(10)
print("interleaved", next(a), next(b), next(a), next(b))
print("unpack", *islice(infinite(), 2), dict((k, k) for k in islice(infinite(), 2)))
