# The exception being handled belongs to the generator, also while it waits in a yield from.
import sys


def inner(n):
    for i in range(n):
        yield i


def outer(n):
    try:
        raise ValueError("outer's")
    except ValueError:
        yield "first"
        yield from inner(n)
        print("handled", repr(sys.exc_info()[1]))
        raise


def run(n):
    g = outer(n)
    try:
        for x in g:
            print(x, sys.exc_info()[1])
    except ValueError as e:
        print("out", repr(e), repr(e.__context__))


run(0)
run(1)
run(3)
try:
    raise KeyError("around")
except KeyError:
    run(2)
    print(repr(sys.exc_info()[1]))


def step(g):
    try:
        return next(g)
    except ValueError as e:
        return repr(e)


g = outer(2)
print([step(g) for i in range(4)])


class Inner:
    def __await__(self):
        yield 1
        yield 2


async def catches():
    try:
        raise ValueError("in a coroutine")
    except ValueError:
        await Inner()
        raise


c = catches()
try:
    while True:
        print(c.send(None), sys.exc_info()[1])
except ValueError as e:
    print("out", repr(e))


async def cancelled():
    try:
        await Inner()
    except RuntimeError:
        await Inner()
        print("still", repr(sys.exc_info()[1]))
        raise


c = cancelled()
print(c.send(None))
print(c.throw(RuntimeError("thrown")))
print(c.send(None))
try:
    c.send(None)
except RuntimeError as e:
    print("out", repr(e))


def closing():
    try:
        yield from inner(5)
    except GeneratorExit:
        print("closed", repr(sys.exc_info()[1]))
        raise


g = closing()
next(g)
next(g)
g.close()
print(sys.exc_info())


def thrown():
    try:
        yield 1
    except RuntimeError:
        yield 2
        print(repr(sys.exc_info()[1]))
        try:
            raise KeyError("inside")
        except KeyError:
            pass
        yield 3
        raise


g = thrown()
next(g)
try:
    raise RuntimeError("handled on both sides")
except RuntimeError as e:
    print(g.throw(e), repr(sys.exc_info()[1]))
print(next(g), sys.exc_info())
try:
    next(g)
except RuntimeError as e:
    print("out", repr(e))

g = thrown()
next(g)
try:
    raise RuntimeError("twice around")
except RuntimeError as e:
    print(g.throw(e))
    print(next(g))
try:
    next(g)
except RuntimeError as e:
    print("out", repr(e))
