# Cancelling a task that waits in wait_for cancels what it waits for.
import asyncio
async def f():
    try:
        raise ValueError(1)
    except ValueError:
        await asyncio.sleep(0)
        raise
async def g():
    try:
        await f()
    except ValueError as e:
        print("got", repr(e))
asyncio.run(g())
async def inner():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("inner cancelled"); raise
async def w():
    try:
        await asyncio.wait_for(inner(), 10)
    except asyncio.CancelledError:
        print("w cancelled"); raise
async def rounds():
    for _ in range(20):
        await asyncio.sleep(0)
async def main():
    t = asyncio.create_task(w())
    await rounds()
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("main sees")
    print(t.cancelled())
    t = asyncio.create_task(w())
    await rounds()
    t.cancel()
    await rounds()
    print(t.cancelled())
asyncio.run(main())
