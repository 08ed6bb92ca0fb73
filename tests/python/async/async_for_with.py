# async for, async with, their protocols and errors.
class Pause:
    def __await__(self):
        yield "pause"


def drive(coro):
    pauses = 0
    while True:
        try:
            coro.send(None)
            pauses += 1
        except StopIteration as stop:
            return stop.value, pauses
        except Exception as error:
            return repr(error), pauses


class Count:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        await Pause()
        self.i += 1
        if self.i > self.n:
            raise StopAsyncIteration
        return self.i


async def loop():
    out = []
    async for x in Count(5):
        if x == 2:
            continue
        if x == 4:
            break
        out.append(x)
    else:
        out.append("never")
    async for y in Count(1):
        out.append(y)
    else:
        out.append("else")
    async for a.b, in [Count(0)][0]:
        pass
    return out


print("for", drive(loop()))


class Ctx:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await Pause()
        print("   aenter", self.name)
        return self.name

    async def __aexit__(self, kind, value, tb):
        await Pause()
        print("   aexit", self.name, kind and kind.__name__, value)
        return self.swallow


async def withs():
    async with Ctx("a") as a, Ctx("b") as b:
        print("   body", a, b)
    async with Ctx("c", swallow=True):
        raise ValueError("swallowed")
    async with (Ctx("d"), Ctx("e") as e):
        print("   paren", e)
    try:
        async with Ctx("f"):
            raise KeyError("passes")
    except KeyError as error:
        print("   outside", error)
    async with Ctx("g"):
        return "returned"


print("with", drive(withs()))


async def break_out():
    for i in range(3):
        async with Ctx(i):
            if i == 0:
                continue
            break
    return i


print("break", drive(break_out()))


class SyncOnly:
    def __iter__(self):
        return iter([])

    def __enter__(self):
        pass

    def __exit__(self, *a):
        pass


class BadAiter:
    def __aiter__(self):
        return 5


class BadAnext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class NotAwaitable:
    def __aenter__(self):
        return 5

    async def __aexit__(self, *a):
        pass


class NoAexit:
    async def __aenter__(self):
        pass


async def for_over(x):
    async for i in x:
        pass


async def with_of(x):
    async with x:
        pass


for label, coro in [("for list", for_over([1])), ("for sync", for_over(SyncOnly())), ("bad aiter", for_over(BadAiter())), ("bad anext", for_over(BadAnext())),
                    ("with sync", with_of(SyncOnly())), ("with int", with_of(5)), ("aenter int", with_of(NotAwaitable())), ("no aexit", with_of(NoAexit()))]:
    print(label, drive(coro))
print("aiter and anext", drive(anext(aiter(Count(1)))) if False else type(aiter(Count(1))).__name__)


async def builtins():
    it = aiter(Count(1))
    return await anext(it), await anext(it, "default")


print("builtins", drive(builtins()))
for label, f in [("aiter list", lambda: aiter([])), ("anext int", lambda: anext(5))]:
    try:
        f()
    except TypeError as error:
        print(label, error)


async def sync_for_over_async():
    for x in Count(1):
        pass


print("sync for", drive(sync_for_over_async()))
