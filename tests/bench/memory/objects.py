# Bytes of heap per object: `kind bytes` a line. Needs gc.mem_alloc().
import gc

COUNT = 200


class Point:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def method(self):
        pass


def make_function():
    def function():
        pass

    return function


def make_closure(n):
    def closure():
        return n

    return closure


def make_generator():
    yield 1


def measure(kind, make):
    # What the first call alone allocates (caches, names) is not the object's.
    place = [None] * COUNT
    place[0] = make(COUNT)
    place[0] = None
    gc.collect()
    before = gc.mem_alloc()
    for i in range(COUNT):
        place[i] = make(i)
    gc.collect()
    size = (gc.mem_alloc() - before) / COUNT
    print("%-26s %6.1f" % (kind, size))


point = Point(1, 2, 3)
measure("int (small)", lambda i: i)
measure("int of 41 bits", lambda i: (1 << 40) + i)
measure("float", lambda i: i + 0.123)
measure("str of 10 characters", lambda i: "%010d" % i)
measure("bytes of 10", lambda i: b"%010d" % i)
measure("bytearray of 10", lambda i: bytearray(10))
measure("list of 3", lambda i: [i, i, i])
measure("tuple of 3", lambda i: (i, i, i))
measure("dict of 3", lambda i: {"a": i, "b": i, "c": i})
measure("set of 3", lambda i: {i, i + 1, i + 2})
measure("instance with 3 attributes", lambda i: Point(i, i, i))
measure("bound method", lambda i: point.method)
measure("function", lambda i: make_function())
measure("closure of one cell", make_closure)
measure("generator", lambda i: make_generator())
measure("range", lambda i: range(i, 1000))
measure("exception", lambda i: ValueError(i))
