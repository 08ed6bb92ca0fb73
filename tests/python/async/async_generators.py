# Async generators: asend, athrow, aclose, comprehension, finalisation.
class Pause:
    def __await__(self):
        return (yield "pause")


def drive(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as stop:
        return stop.value
    except BaseException as error:
        return repr(error)


async def agen(n):
    for i in range(n):
        await Pause()
        try:
            got = yield i
            if got:
                print("   got", got)
        except ValueError as e:
            print("   caught", e)
            yield "after throw"
        finally:
            print("   finally", i)


async def collect():
    out = []
    async for x in agen(3):
        out.append(x)
    return out


print(drive(collect()))


async def by_hand():
    g = agen(3)
    print(type(g).__name__, g.__aiter__() is g)
    print(await g.__anext__())
    print(await g.asend("sent"))
    print(await g.athrow(ValueError("thrown")))
    print(await g.aclose())
    try:
        await g.__anext__()
    except StopAsyncIteration as stop:
        print("ended", stop.args)
    return "done"


print(drive(by_hand()))


async def comps():
    async def double(x):
        await Pause()
        return x * 2

    async def numbers():
        for i in range(4):
            yield i

    print("list", [x async for x in numbers()], [x async for x in numbers() if x % 2])
    print("set", sorted({x % 2 async for x in numbers()}), "dict", {x: x * x async for x in numbers()})
    print("await", [await double(x) for x in range(3)], [await double(x) async for x in numbers() if await double(x) > 2])
    print("mixed", [(x, y) async for x in numbers() for y in "ab" if x < 1], [(x, y) for x in range(2) async for y in numbers() if y < 2])
    g = (x + 1 async for x in numbers())
    print("generator", type(g).__name__, [x async for x in g])
    g = (await double(x) for x in [1, 2])
    print("await in generator", type(g).__name__, [x async for x in g])
    print("nested", [[y async for y in numbers() if y < x] for x in range(3)])


drive(comps())


async def early():
    async for x in agen(3):
        if x == 1:
            return x


async def empty():
    return
    yield


async def errors():
    try:
        async for x in raising():
            print(x)
    except KeyError as e:
        print("raised", e)
    print("empty", [x async for x in empty()])
    g = agen(1)
    try:
        await g.asend("too early")
    except TypeError as e:
        print(e)
    await g.aclose()
    g = stops()
    try:
        await g.__anext__()
    except RuntimeError as e:
        print(e, repr(e.__cause__))
    g = refuses()
    await g.__anext__()
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)


async def raising():
    yield 1
    raise KeyError("k")


async def stops():
    raise StopAsyncIteration
    yield


async def refuses():
    try:
        yield 1
    finally:
        yield 2


print(drive(errors()))
for source in ["async def f():\n yield 1\n return 2", "async def f():\n yield from x", "def f():\n await x", "def f():\n async with x: pass", "def f():\n async for x in y: pass",
               "def f():\n return [x async for x in y]", "await x", "async with x: pass", "lambda: await x", "async def f():\n lambda: (await x)", "async x", "async def f():\n await",
               "async def f():\n def g():\n  await x", "class C:\n async for x in y: pass", "async def f(): [(yield x) for x in y]", "async = 1", "await = 1",
               "async def f():\n return (x async for x in y)", "def f():\n return (x async for x in y)"]:
    try:
        compile(source, "s", "exec")
        print(repr(source), "fine")
    except SyntaxError as error:
        print(repr(source), "|", error.msg)
