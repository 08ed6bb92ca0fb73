# send: value of yield, first send, finished generators.
def echo():
    received = []
    while True:
        value = yield len(received)
        received.append(value)
        if value == "stop":
            return received


e = echo()
print("first", e.send(None))
print("send", e.send("a"), e.send(None), next(e))
try:
    e.send("stop")
except StopIteration as stop:
    print("result", stop.value)
try:
    e.send("more")
except StopIteration as stop:
    print("finished", stop.value)
try:
    echo().send(1)
except TypeError as error:
    print("first must be None", error)


def averager():
    total = count = 0
    average = None
    while True:
        x = yield average
        total += x
        count += 1
        average = total // count


a = averager()
next(a)
print("coroutine style", a.send(10), a.send(20), a.send(60))


def precedence():
    x = yield 1 + 1
    y = yield x, x
    z = (yield) + 1
    yield z
    return (yield) if (yield "cond") else "no"


p = precedence()
print(next(p), p.send("x"), p.send(None), p.send(5), next(p), p.send(True))
try:
    p.send("returned")
except StopIteration as stop:
    print(stop.value)


def swap():
    a = yield "first"
    b, c = yield a
    d = {}
    d["k"] = yield b, c
    d["k"] += yield d
    print("   end", d)


s = swap()
print(next(s), s.send(1), s.send((2, 3)), s.send(10))
try:
    s.send(5)
except StopIteration:
    print("done")


def in_call():
    print("   call", (yield 1), (yield 2), k=(yield 3)) if False else None
    print("   call", (yield 1), (yield 2), sep=(yield 3))


c = in_call()
print(next(c), c.send("A"), c.send("B"))
try:
    c.send("--")
except StopIteration:
    print("call made")


def comparing():
    return (yield 1) < (yield 2) < (yield 3)


c = comparing()
next(c), c.send(1), c.send(2)
try:
    c.send(3)
except StopIteration as stop:
    print("chain", stop.value)
f = echo()
next(f)
print("unbound", type(f).send(f, 5))
try:
    f.send()
except TypeError as error:
    print("no argument", type(error).__name__)
print("while loop", [f.send(i) for i in range(3)])
