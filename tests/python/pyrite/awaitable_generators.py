# Generators may be awaited as they are: programs that know sys.implementation.name count on it.
import sys


def wait(value):
    got = yield value
    return got + 1


async def main():
    return await wait("handed out")


print(sys.implementation.name)
c = main()
print(c.send(None))
try:
    c.send(41)
except StopIteration as stop:
    print(stop.value)
