# Chains of `yield from` that are resumed, fail, end and are thrown into at every depth.
import sys


def count(n):
    total = 0
    for i in range(n):
        got = yield i
        if got is not None:
            total += got
    return total


def chain(depth, source):
    if depth == 0:
        return (yield from source)
    result = yield from chain(depth - 1, source)
    return (depth, result)


def outcome(f, *args):
    try:
        return f(*args)
    except BaseException as e:
        return type(e).__name__, str(e)


# Values in and out.
g = chain(4, count(3))
print(next(g), g.send(10), g.send(20))
print(outcome(g.send, 30), outcome(next, g))
print(list(chain(5, count(4))))
print(list(chain(3, iter("abc"))))

# The innermost ends, the next one goes on by itself.
def two_parts(first, second):
    a = yield from first
    b = yield from second
    yield "both", a, b
    return a, b


def wrap(inner):
    got = yield from inner
    yield "got", got


g = wrap(wrap(two_parts(count(2), chain(2, count(2)))))
print([x for x in g])


# An exception passes all frames, which handlers and finally see.
def fails(n):
    yield from range(n)
    raise KeyError("from inside")


log = []


def guarded(inner, name):
    try:
        yield from inner
    except KeyError as e:
        log.append((name, repr(e)))
        yield name + " recovered"
        raise
    finally:
        log.append(name + " finally")


g = guarded(guarded(fails(2), "inner"), "outer")
print(next(g), next(g), next(g))
print(next(g))
print(outcome(next, g), log)

# The traceback names every frame.
def depth_of(e):
    names = []
    tb = e.__traceback__
    while tb is not None:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    return names


g = chain(2, fails(1))
next(g)
try:
    next(g)
except KeyError as e:
    print(depth_of(e))


# StopIteration inside becomes RuntimeError, which the outer ones may catch.
def stops():
    yield 1
    raise StopIteration("early")


def catches(inner):
    try:
        yield from inner
    except RuntimeError as e:
        yield "caught", str(e), repr(e.__cause__)


print(list(catches(catches(stops()))))


# throw and close reach the innermost.
def listens(name):
    while True:
        try:
            x = yield name
            print(name, "was sent", x)
        except ValueError as e:
            print(name, "caught", e)
        except GeneratorExit:
            print(name, "closes")
            raise


g = chain(3, listens("deep"))
print(next(g))
print(g.send("hello"))
print(g.throw(ValueError("thrown")))
print(g.send("again"))
print(outcome(g.throw, TypeError("not for it")))
print(outcome(next, g))
g = chain(3, listens("deeper"))
next(g)
next(g)
g.close()
print(outcome(next, g))


# Not while it runs, at whatever depth.
def touches():
    yield 1
    print(outcome(next, outermost))
    print(outcome(outermost.send, 5))
    print(outcome(outermost.throw, ValueError("no")))
    print(outcome(outermost.close))
    print(outermost.gi_running, middle.gi_running)
    yield 2


middle = chain(1, touches())
outermost = chain(1, middle)
print(next(outermost), outermost.gi_running, outermost.gi_yieldfrom is not None)
print(next(outermost), outermost.gi_running)
print(outcome(next, outermost))


# What an outer one handles is not what an inner one sees after it has changed.
def shows():
    yield repr(sys.exc_info()[1])
    yield repr(sys.exc_info()[1])


def handles(inner):
    try:
        raise LookupError("outer")
    except LookupError:
        yield from inner
        yield repr(sys.exc_info()[1])
    yield repr(sys.exc_info()[1])


print(list(handles(shows())))
print(list(chain(2, handles(chain(1, shows())))))
try:
    raise OSError("around")
except OSError:
    g = chain(2, shows())
    print(next(g))
print(next(g))

# One source for two.
source = count(4)
a, b = chain(1, source), chain(2, source)
print(next(a), next(b), next(a), next(b))
print(outcome(next, a), outcome(next, b))

# From native code, and dropped half way.
print(sum(chain(6, count(10))), set(chain(2, count(3))), "".join(chain(1, iter("xyz"))))
for i in chain(3, count(100)):
    if i == 5:
        break
print(i)


# Frames of different sizes take each other's place.
def large(inner):
    a, b, c, d, e, f = 1, 2, 3, 4, 5, 6
    r = yield from inner
    yield [a, b, c, d, e, f, r]
    return a + b + c + d + e + f


def small(inner):
    r = yield from inner
    yield r


print(list(small(large(small(large(count(2)))))))


# Coroutines hand through in the same way.
class Awaited:
    def __init__(self, values):
        self.values = values

    def __await__(self):
        total = 0
        for v in self.values:
            total += yield v
        return total


async def inner(values):
    return await Awaited(values)


async def outer(depth):
    if depth:
        return await outer(depth - 1) + 1
    return await inner([1, 2, 3])


c = outer(3)
print(c.send(None), c.send(10), c.send(20), outcome(c.send, 30))
