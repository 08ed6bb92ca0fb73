# stress: 199
# asyncio: run, gather, create_task, sleep(0), wait_for, cancel.
import asyncio

log = []


async def step(name, n):
    for i in range(n):
        log.append(name + str(i))
        await asyncio.sleep(0)
    return name


async def main():
    print("gather", await asyncio.gather(step("a", 2), step("b", 3)), log)
    log.clear()
    t = asyncio.create_task(step("t", 2))
    log.append("created")
    await asyncio.sleep(0)
    log.append("main")
    print("task", await t, t.done(), t.result(), log)

    async def fails():
        await asyncio.sleep(0)
        raise ValueError("failed")

    t = asyncio.create_task(fails())
    try:
        await t
    except ValueError as e:
        print("error", e, repr(t.exception()))
    print("return_exceptions", await asyncio.gather(step("x", 1), fails(), return_exceptions=True))
    try:
        await asyncio.gather(step("x", 1), fails())
    except ValueError as e:
        print("gather raises", e)

    async def long():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            print("   cancelled inside")
            raise
        finally:
            print("   cleaned up")

    t = asyncio.create_task(long())
    await asyncio.sleep(0)
    print("cancel", t.cancel())
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", t.cancelled(), t.done())
    try:
        await asyncio.wait_for(long(), 0.01)
    except asyncio.TimeoutError:
        print("timeout")
    print("in time", await asyncio.wait_for(step("w", 1), 5))

    async def resists():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            return "resisted"

    t = asyncio.create_task(resists())
    await asyncio.sleep(0)
    t.cancel()
    print(await t, t.cancelled())
    order = []

    async def after(d, v):
        await asyncio.sleep(d)
        order.append(v)

    await asyncio.gather(after(0.03, "slow"), after(0.01, "fast"), after(0.02, "middle"))
    print("order", order)
    print("current", asyncio.current_task() is not None)
    return "main result"


print(asyncio.run(main()))


async def raises():
    raise KeyError("out of run")


try:
    asyncio.run(raises())
except KeyError as e:
    print(e)
print("CancelledError", issubclass(asyncio.CancelledError, Exception), issubclass(asyncio.CancelledError, BaseException))
print(asyncio.iscoroutinefunction(main), asyncio.iscoroutinefunction(len))
