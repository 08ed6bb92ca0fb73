# A generator that nothing can resume any more ends its try and with blocks; at the end of the program, every one that is left.
import gc


class Noisy:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, *what):
        print("exit", self.name, what[0] is GeneratorExit)


def numbers(name):
    with Noisy(name):
        n = 0
        while True:
            n += 1
            yield n


def outer(name):
    try:
        yield from numbers(name)
    finally:
        print("outer", name)


def some(make, name):
    g = make(name)
    print(next(g), next(g))


def clear():
    return [None for _ in range(20)]


some(numbers, "dropped")
clear()
gc.collect()
some(outer, "delegating")
clear()
gc.collect()


def finished():
    try:
        yield 1
    finally:
        print("finished once")


print(list(finished()))
never = finished()
del never
gc.collect()


async def coroutine():
    try:
        await Waiting()
    finally:
        print("coroutine ended")


class Waiting:
    def __await__(self):
        yield "waits"


def wait():
    c = coroutine()
    print(c.send(None))


wait()
clear()
gc.collect()
at_end = numbers("at the end")
next(at_end)
print("last line")
