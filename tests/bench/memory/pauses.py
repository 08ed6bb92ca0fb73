# The pause of a full collection with 128 KB and 1 MB of live objects: `size milliseconds` a line.
import gc
import time


class Item:
    def __init__(self, number, following):
        self.number = number
        self.name = "item %d" % number
        self.parts = [number, number + 1, number / 2]
        self.following = following


def live(size):
    gc.collect()
    start = gc.mem_alloc()
    chain = None
    number = 0
    while gc.mem_alloc() - start < size:
        for _ in range(50):
            chain = Item(number, chain)
            number += 1
    return chain


def pause():
    best = None
    for _ in range(15):
        start = time.ticks_us()
        gc.collect()
        spent = time.ticks_diff(time.ticks_us(), start)
        if best is None or spent < best:
            best = spent
    return best / 1000


for name, size in (("128 KB", 128 * 1024), ("1 MB", 1024 * 1024)):
    chain = live(size)
    print("%-8s %8.3f" % (name, pause()))
    chain = None
