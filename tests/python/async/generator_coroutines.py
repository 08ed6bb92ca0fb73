# Coroutines made of generators, and awaitables whose __await__ is a generator.
import types


@types.coroutine
def switch(value):
    got = yield value
    print("   switched back with", got)
    return got * 2


class Later:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        total = 0
        for i in range(self.n):
            total += yield i
        return total


async def main():
    a = await switch("first")
    b = await Later(2)
    try:
        await switch("third")
    except ValueError as error:
        c = repr(error)
    return a, b, c


c = main()
print(c.send(None), c.send(10), c.send(1), c.send(2))
try:
    c.throw(ValueError("thrown in"))
except StopIteration as stop:
    print("result", stop.value)


class Source:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    def __anext__(self):
        return self.step()

    @types.coroutine
    def step(self):
        yield "waiting"
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        return self.n


class Manager:
    async def __aenter__(self):
        return await switch("enter")

    def __aexit__(self, *details):
        return switch("exit")


async def loops():
    async for x in Source(2):
        print("   item", x)
    async with Manager() as m:
        print("   body", m)
    return "end"


c, sent = loops(), None
try:
    while True:
        print(c.send(sent))
        sent = 1
except StopIteration as stop:
    print(stop.value)
