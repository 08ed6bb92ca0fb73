# deque: both ends, maxlen, rotation, indexing.
from collections import deque
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d.pop(), d.popleft(), d, list(d), d[0], d[-1], 2 in d, d.maxlen, bool(deque()), deque(), deque("ab"))
d.extend([4, 5])
d.extendleft([0, -1])
print(d, d.count(4), d.index(3), d.index(4, 2), d.index(4, 0, 10))
d.rotate(2)
print(d)
d.rotate(-3)
print(d)
d.rotate()
d[1] = "x"
del d[0]
d.insert(2, "ins")
d.remove("x")
d.reverse()
print(d, d.copy(), d.copy() == d, list(reversed(d)))
m = deque([1, 2, 3, 4], 3)
m.append(5)
print(m, m.maxlen)
m.appendleft(0)
print(m, deque(range(10), maxlen=2), deque([1], maxlen=0))
m.extend([7, 8])
print(m, m + deque([9]), m * 2, deque([1]) + deque([2]), deque([1, 2]) * 2)
d = deque("ab")
d += "cd"
d *= 2
print(d, d == deque("abcdabcd"), d != deque("a"), deque([1]) < deque([2]), deque([1, 2]) > deque([1]), deque([1]) == [1])
d.clear()
print(d)
q = deque()
for i in range(300):
    q.append(i)
    if i % 3:
        q.popleft()
print(len(q), q[0], q[-1], q[50], sum(q), list(q)[:3])
for name, fn in [("pop", lambda: deque().pop()), ("popleft", lambda: deque().popleft()), ("index", lambda: deque([1]).index(5)), ("remove", lambda: deque([1]).remove(5)), ("item", lambda: deque([1])[1]), ("set", lambda: deque().__setitem__(0, 1)), ("slice", lambda: deque([1, 2])[0:1]), ("hash", lambda: hash(deque())), ("maxlen", lambda: deque([], -1)), ("insert full", lambda: m.insert(0, 1)), ("add list", lambda: deque() + [1]), ("maxlen set", lambda: setattr(m, "maxlen", 5)), ("int", lambda: deque(5)), ("less list", lambda: deque() < [])]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("pop", "popleft", "item", "insert full") else "")
d = deque([1, 2, 3])
try:
    for x in d:
        d.append(x)
except RuntimeError as e:
    print("mutated", e)
