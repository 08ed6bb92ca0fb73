# A lock goes to who waited first, not to who asks again at once.
import asyncio


async def task(name, lock):
    for turn in range(2):
        await lock.acquire()
        print(name, turn)
        await asyncio.sleep(0)
        lock.release()


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*[task(name, lock) for name in "abc"])
    waiting = asyncio.create_task(lock.acquire())
    async with lock:
        await asyncio.sleep(0)
        waiting.cancel()
    print(lock.locked())
    async with lock:
        print("free")


asyncio.run(main())
