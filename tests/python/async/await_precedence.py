# Where await binds, and awaiting inside every construct.
class W:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        yield
        return self.v


def drive(coro):
    n = 0
    try:
        while True:
            coro.send(None)
            n += 1
    except StopIteration as stop:
        return stop.value, n


async def main():
    print(-await W(2) ** 2, await W(2) ** await W(3), not await W(0), await W(1) + await W(2) * await W(3))
    print((await W([1, 2]))[0], (await W("abc")).upper(), [await W(1), *await W([2, 3])], {**await W({"a": 1})})
    print(await W(1) if await W(True) else await W(2), await W(0) or await W(5), await W(1) < await W(2) < await W(3))
    x = await W(1)
    x += await W(2)
    d = {}
    d[await W("k")] = await W("v")
    d[await W("k")] += await W("w")
    print(x, d)
    for i in await W([1, 2]):
        if await W(i == 2):
            break
    else:
        print("never")
    while await W(i) < 4:
        i += await W(1)
    print(i)
    try:
        raise await W(ValueError("awaited"))
    except await W(ValueError) as e:
        print(e)
    finally:
        print("finally", await W("f"))
    assert await W(True), await W("never")
    del d[await W("k")]
    print(d, f"{await W('f'):>{await W(4)}}", (lambda: 1)(), (y := await W(7)), y)
    match await W([1, 2]):
        case [a, b] if await W(True):
            print("match", a, b)
    with await W(__import__("contextlib").nullcontext("ctx")) as c:
        print(c)

    def deco(v):
        return lambda f: v

    @deco(await W("decorated"))
    def g(p=await W("default")):
        pass

    class C(await W(object)):
        pass

    print(g, C.__name__)
    print([await W(i) for i in range(3) if await W(i)], [x async for x in agen(await W(2))])
    return await W("done")


async def agen(n):
    for i in range(n):
        yield await W(i)


print(drive(main()))
