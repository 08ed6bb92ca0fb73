# TaskGroup: one fails, the others are cancelled; timeouts.
import asyncio


async def square(i):
    await asyncio.sleep(0.001)
    return i * i


async def fail(wait=0):
    await asyncio.sleep(wait)
    raise ValueError("failed")


# In which order a group cancels its tasks is nobody's promise: CPython keeps them in a set.
cancelled = []


async def forever(name):
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        cancelled.append(name)
        raise


async def main():
    async with asyncio.TaskGroup() as group:
        a, b = group.create_task(square(3)), group.create_task(square(4))
    print(a.result(), b.result())
    for wait in (0, 0.001):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fail(wait))
                group.create_task(forever("one"))
                group.create_task(forever("two"))
        except* ValueError as e:
            print(e.exceptions, sorted(cancelled))
            cancelled.clear()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(forever("three"))
            await asyncio.sleep(0)
            raise KeyError("body")
    except* KeyError as e:
        print(e.exceptions, cancelled)
    try:
        async with asyncio.timeout(0.001):
            await forever("timed")
    except TimeoutError:
        print("timeout", cancelled)
    async with asyncio.TaskGroup() as group:
        pass


asyncio.run(main())
