# heapq.
import heapq
h = []
for x in (5, 1, 8, 3, 9, 2, 1):
    heapq.heappush(h, x)
print(h[0], len(h), [heapq.heappop(h) for _ in range(len(h))])
a = [9, 8, 7, 6, 5, 4]
print(heapq.heapify(a), a[0], all(a[i] <= a[j] for i in range(6) for j in (2 * i + 1, 2 * i + 2) if j < 6))
print(heapq.heappushpop(a, 1), heapq.heappushpop(a, 5), heapq.heapreplace(a, 10), sorted(a))
print(heapq.nlargest(3, [1, 5, 2, 9, 3]), heapq.nsmallest(2, "hello"), heapq.nlargest(2, ["a", "bbb", "cc"], key=len), heapq.nsmallest(10, [2, 1]), heapq.nlargest(0, [1]), heapq.nlargest(1, []))
print(list(heapq.merge([1, 4], [2, 3], [])), list(heapq.merge("ac", "b", key=ord)), list(heapq.merge([3, 1], [2], reverse=True)))
tasks = []
for p, name in [(2, "b"), (1, "a"), (2, "a"), (0, "z")]:
    heapq.heappush(tasks, (p, name))
print([heapq.heappop(tasks) for _ in range(4)])
big = [(i * 7919) % 10007 for i in range(2000)]
heapq.heapify(big)
print([heapq.heappop(big) for _ in range(2000)] == sorted((i * 7919) % 10007 for i in range(2000)))
for name, fn in [("pop", lambda: heapq.heappop([])), ("replace", lambda: heapq.heapreplace([], 1)), ("tuple", lambda: heapq.heappush((), 1)), ("mixed", lambda: heapq.heappush([1], "a")), ("pushpop empty", lambda: heapq.heappushpop([], 1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
