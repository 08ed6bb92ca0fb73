# The pause of a full collection with 128 KB and 1 MB of live objects, and with as many objects as fit into 1 MB of large
# ones: `size milliseconds` a line.
import gc
import time


class Item:
    def __init__(self, number, following):
        self.number = number
        self.name = "item %d" % number
        self.parts = [number, number + 1, number / 2]
        self.following = following


def live(size, count):
    gc.collect()
    start = gc.mem_alloc()
    chain = None
    number = 0
    while number < count and gc.mem_alloc() - start < size:
        for _ in range(50):
            chain = Item(number, chain)
            number += 1
        gc.collect()
    return chain


def pause():
    best = None
    for _ in range(40):
        start = time.ticks_us()
        gc.collect()
        spent = time.ticks_diff(time.ticks_us(), start)
        if best is None or spent < best:
            best = spent
    return best / 1000


ANY = 1 << 29
for name, size, count in (("128 KB", 128 << 10, ANY), ("1 MB", 1 << 20, ANY), ("4000 items", ANY, 4000)):
    chain = live(size, count)
    print("%-12s %8.3f" % (name, pause()))
    chain = None
