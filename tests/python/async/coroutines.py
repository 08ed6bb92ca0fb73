# Coroutines driven by hand: send, throw, close, return value.
class Wait:
    def __init__(self, label):
        self.label = label

    def __await__(self):
        got = yield self.label
        return got


async def work(n):
    a = await Wait("first")
    b = await Wait("second")
    return n, a, b


c = work(1)
print("type", type(c).__name__, c.__name__, c.__qualname__, hasattr(c, "__next__"), hasattr(c, "__await__"))
print("send", c.send(None), c.send("A"))
try:
    c.send("B")
except StopIteration as stop:
    print("result", stop.value)
try:
    c.send(None)
except RuntimeError as error:
    print("again", error)


def run(coro, *values):
    values, out = [None, *values], []
    try:
        for v in values:
            out.append(coro.send(v))
        out.append("still running")
        coro.close()
    except StopIteration as stop:
        out.append(("returned", stop.value))
    except Exception as error:
        out.append(repr(error))
    return out


async def nested():
    x = await work(2)
    y = await work(3)
    return x + y


print("nested", run(nested(), 1, 2, 3, 4))


async def nothing():
    return "no await"


print("no await", run(nothing()))


async def handles():
    try:
        await Wait("in try")
    except ValueError as e:
        return f"handled {e}"
    finally:
        print("   finally")


c = handles()
c.send(None)
try:
    c.throw(ValueError("thrown"))
except StopIteration as stop:
    print("throw", stop.value)
c = handles()
c.send(None)
c.close()
print("closed")
c = nothing()
c.close()
try:
    c.send(None)
except RuntimeError as error:
    print("send to closed", error)
c = work(1)
try:
    c.send("x")
except TypeError as error:
    print("first send", error)
c.close()


async def stop():
    raise StopIteration("leaks")


print("StopIteration", run(stop()))


async def awaits(x):
    return await x


class BadAwait:
    def __await__(self):
        return 5


class CoroAwait:
    def __await__(self):
        return iter(["from iter"])


for label, x in [("int", 5), ("None", None), ("list", []), ("bad", BadAwait()), ("function", nothing)]:
    print(label, run(awaits(x)))
print("iter", run(awaits(CoroAwait()), None))
c = nothing()
run(c)
print("awaiting finished", run(awaits(c)))


async def reenter():
    await Wait(1)
    me.send(None)


me = reenter()
me.send(None)
try:
    me.send(None)
except ValueError as error:
    print("reenter", error)


async def expressions():
    return [await Wait("x"), (await Wait("y")) + 1, -await Wait("z"), await Wait("p") ** 2, {"k": await Wait("d")}, f"{await Wait('f')}"]


print("expressions", run(expressions(), 1, 2, 3, 4, 5, 6))
print("lambda", run((lambda: work(9))(), 1, 2))


class M:
    async def method(self, x):
        return self.__class__.__name__, x

    @classmethod
    async def cm(cls):
        return cls.__name__

    @staticmethod
    async def sm():
        return "static"


print("methods", run(M().method(1)), run(M.cm()), run(M.sm()))
c = work(1)
print("state", c.cr_running, c.cr_await, c.cr_frame is not None)
c.close()
w = work(1).__await__()
print("wrapper", type(w).__name__, next(w), w.send(1))
w.close()
for label, f in [("next", lambda: next(c)), ("iter", lambda: iter(c)), ("for", lambda: [i for i in c]), ("call", lambda: c())]:
    try:
        f()
    except TypeError as error:
        print(label, error)
