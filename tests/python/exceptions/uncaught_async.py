# A traceback through awaited coroutines.
async def inner():
    raise LookupError("in coroutine")


async def outer():
    async def middle():
        await inner()

    await middle()


outer().send(None)
