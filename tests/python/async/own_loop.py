# A tiny event loop of our own with sleeping tasks and a queue.
class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks

    def __await__(self):
        yield self


class Loop:
    def __init__(self):
        self.now, self.waiting, self.log = 0, [], []

    def start(self, name, coro):
        self.waiting.append((0, len(self.waiting), name, coro))

    def run(self):
        while self.waiting:
            self.waiting.sort(key=lambda w: w[:2])
            when, order, name, coro = self.waiting.pop(0)
            self.now = max(self.now, when)
            try:
                request = coro.send(None)
            except StopIteration as stop:
                print(self.now, name, "ended with", stop.value)
            except Exception as error:
                print(self.now, name, "failed with", repr(error))
            else:
                self.waiting.append((self.now + request.ticks, order, name, coro))


loop = Loop()


async def blink(name, period, times):
    for i in range(times):
        print(loop.now, name, i)
        await Sleep(period)
    return name


async def parent():
    a = await blink("child", 1, 2)
    async with Lock() as l:
        await Sleep(5)
    return a, l


class Lock:
    async def __aenter__(self):
        await Sleep(2)
        print(loop.now, "locked")
        return "lock"

    async def __aexit__(self, *a):
        print(loop.now, "unlocked")


async def fails():
    await Sleep(3)
    raise ValueError("broken")


loop.start("fast", blink("fast", 2, 3))
loop.start("slow", blink("slow", 5, 2))
loop.start("parent", parent())
loop.start("fails", fails())
loop.run()
