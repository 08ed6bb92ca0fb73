# What still waits when run()'s coroutine ends is cancelled, and may take its time.
import asyncio

ended = []


async def forever():
    try:
        await asyncio.sleep(5)
    finally:
        ended.append("forever")


async def stubborn():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        await asyncio.sleep(0.001)
        ended.append("stubborn")


async def cancelled_twice():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            ended.append("twice")
            raise


async def main():
    asyncio.create_task(forever())
    asyncio.create_task(stubborn())
    task = asyncio.create_task(cancelled_twice())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    return ended[:]


print(asyncio.run(main()))
print(sorted(ended))
