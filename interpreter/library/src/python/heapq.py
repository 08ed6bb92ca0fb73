# heapq: priority queues in lists. What works on the heap itself is native.
from _heapq import heapify, heappop, heappush, heappushpop, heapreplace

__all__ = ["heapify", "heappop", "heappush", "heappushpop", "heapreplace", "merge", "nlargest", "nsmallest"]


class _Reversed:
    __slots__ = ("key",)

    def __init__(self, key):
        self.key = key

    def __lt__(self, other):
        return other.key < self.key


def merge(*iterables, key=None, reverse=False):
    heap = []
    for order, iterable in enumerate(iterables):
        step = iter(iterable).__next__
        try:
            value = step()
        except StopIteration:
            continue
        k = value if key is None else key(value)
        heap.append([_Reversed(k) if reverse else k, order, value, step])
    heapify(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        try:
            value = entry[2] = entry[3]()
        except StopIteration:
            heappop(heap)
            continue
        k = value if key is None else key(value)
        entry[0] = _Reversed(k) if reverse else k
        heapreplace(heap, entry)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
