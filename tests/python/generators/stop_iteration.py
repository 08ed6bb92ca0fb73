# StopIteration leaving a generator is a RuntimeError; elsewhere it is an ordinary exception.
def raises():
    yield 1
    raise StopIteration("mine")


g = raises()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, "|", repr(error.__cause__), "|", repr(error.__context__), error.__suppress_context__)


def leaks():
    yield next(iter([]))


try:
    list(leaks())
except RuntimeError as error:
    print("leaked", error)


def careful():
    try:
        yield next(iter([]))
    except StopIteration:
        yield "caught inside"


print(list(careful()))


def via_function():
    def helper():
        raise StopIteration

    yield 1
    helper()


try:
    print(list(via_function()))
except RuntimeError as error:
    print("helper", error)


def through_from():
    yield from raises()


try:
    list(through_from())
except RuntimeError as error:
    print("from", error, repr(error.__cause__))
s = StopIteration()
print("empty", s.value, s.args, repr(s))
s = StopIteration(1, 2)
print("two", s.value, s.args, repr(s))
s.value = "new"
print("set", s.value, s.args)


def gives_tuple():
    return (1, 2)
    yield


try:
    next(gives_tuple())
except StopIteration as stop:
    print("tuple result", stop.value, stop.args)


def gives_exception():
    return ValueError("v")
    yield


try:
    next(gives_exception())
except StopIteration as stop:
    print("exception result", repr(stop.value))


class It:
    def __init__(self, e):
        self.e = e

    def __iter__(self):
        return self

    def __next__(self):
        raise self.e


print("for ends on class", list(It(StopIteration)), "and instance", list(It(StopIteration(5))))


class Sub(StopIteration):
    pass


print("and subclass", list(It(Sub())))
try:
    for x in It(StopAsyncIteration()):
        pass
except StopAsyncIteration as error:
    print("async one is no end", repr(error))
print("next default", next(It(Sub()), "default"))
try:
    next(It(Sub(7)))
except Sub as error:
    print("sub value", error.value)


def map_stop(x):
    if x == 2:
        raise StopIteration
    return x


print("map ends early", list(map(map_stop, [0, 1, 2, 3])))
