# Delegation to generators, iterables, iterators with send/throw/close.
def inner():
    x = yield "i1"
    print("   inner got", x)
    try:
        yield "i2"
    except ValueError as e:
        print("   inner caught", e)
        yield "i3"
    return "inner result"


def outer():
    r = yield from inner()
    print("   outer got", r)
    yield "o1"
    return r


o = outer()
print(next(o), o.send("sent"), o.throw(ValueError("thrown")), next(o))
try:
    next(o)
except StopIteration as stop:
    print("value", stop.value)


def over(x):
    return (yield from x)


print("list", list(over([1, 2])), "str", list(over("ab")), "range", list(over(range(2))), "dict", list(over({"k": 1})))
try:
    list(over(5))
except TypeError as error:
    print("int", error)
try:
    list(over(None))
except TypeError as error:
    print("None", error)
it = over([1, 2])
next(it)
try:
    it.send("to a list")
except AttributeError as error:
    print("send to list iterator", error)
it = over([1, 2])
next(it)
try:
    it.throw(KeyError("to a list"))
except KeyError as error:
    print("throw to list iterator", error)


class Iter:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"

    def send(self, v):
        return f"send {v}"

    def throw(self, *a):
        return f"throw {type(a[0]).__name__}"

    def close(self):
        print("   close called")


it = over(Iter())
print(next(it), it.send(1), it.throw(ValueError()), it.send(None))
it.close()


class Ends:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("custom value")


try:
    next(over(Ends()))
except StopIteration as stop:
    print("custom", stop.value)


def chain(*its):
    for i in its:
        yield from i


print("chain", list(chain("ab", [1], (x for x in range(2)))))


def deep(n):
    if n:
        yield from deep(n - 1)
    yield n


print("deep", sum(deep(50)))


def countdown(n):
    if n == 0:
        return "lift"
    yield n
    return (yield from countdown(n - 1)) + "!"


print("values pass up", list(over(countdown(3))))
i = over(countdown(1))
next(i)
try:
    next(i)
except StopIteration as stop:
    print("collected", stop.value)


def finished():
    yield from ()
    a = yield from []
    yield a


print("empty", list(finished()))


def errors():
    try:
        yield from bad()
    except ZeroDivisionError as e:
        yield f"outer caught {e}"


def bad():
    yield "before"
    1 / 0


print(list(errors()))
g = inner()
next(g)
print("half consumed", list(over(g)))


def tuple_result():
    x = [(yield from [1]), (yield from [2])]
    yield x


print("in display", list(tuple_result()))
def gi():
    yield 1
d = over(y := gi())
print("before", d.gi_yieldfrom)
next(d)
print("delegating", d.gi_yieldfrom is y)
