# asyncio: Event, Lock, Queue, Semaphore-like ordering.
import asyncio


async def main():
    out = []
    event = asyncio.Event()

    async def waiter(name):
        await event.wait()
        out.append(name)

    tasks = [asyncio.create_task(waiter(n)) for n in "ab"]
    await asyncio.sleep(0)
    out.append("before set")
    print("event", event.is_set())
    event.set()
    await asyncio.gather(*tasks)
    print(out, event.is_set())
    await event.wait()
    event.clear()
    print("cleared", event.is_set())
    lock = asyncio.Lock()
    out.clear()

    async def worker(name):
        async with lock:
            out.append(name + " in")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            out.append(name + " out")

    await asyncio.gather(worker("x"), worker("y"), worker("z"))
    print("lock", out, lock.locked())
    await lock.acquire()
    print("held", lock.locked())
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print("RuntimeError")
    queue = asyncio.Queue(2)
    got = []

    async def producer():
        for i in range(5):
            await queue.put(i)
            got.append(f"put {i}")
        await queue.put(None)

    async def consumer():
        while (item := await queue.get()) is not None:
            got.append(f"got {item}")

    await asyncio.gather(producer(), consumer())
    print("queue", sorted(got), [g for g in got if g.startswith("got")], queue.empty())
    queue.put_nowait(1)
    queue.put_nowait(2)
    print(queue.full(), queue.qsize())
    try:
        queue.put_nowait(3)
    except asyncio.QueueFull:
        print("full")
    print(queue.get_nowait(), queue.get_nowait())
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")


asyncio.run(main())
