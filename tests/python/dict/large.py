# Large dicts with many deletions.
d = {}
for i in range(3000):
    d[i * 7919 % 100003] = i
print(len(d), sum(d.values()), sum(d), next(iter(d)), list(d)[-1])
for i in range(0, 3000, 2):
    del d[i * 7919 % 100003]
print(len(d), sum(d.values()), list(d)[:3], all(d[i * 7919 % 100003] == i for i in range(1, 3000, 2)), any(i * 7919 % 100003 in d for i in range(0, 3000, 2)))
for i in range(500):
    d["s%d" % i] = i
    d[(i, i)] = -i
    d[i + 0.5] = i
print(len(d), d["s499"], d[(250, 250)], d[7.5], sum(v for k, v in d.items() if isinstance(k, str)))
n = 0
while d:
    k, v = d.popitem()
    n += 1
print(n, d, list(d))
# a queue: in at one end, out at the other
q = {}
out = 0
for i in range(5000):
    q[i] = i
    if len(q) > 10:
        k = next(iter(q))
        out += q.pop(k)
print(len(q), list(q), out)
for i in range(300):
    q.clear()
    q[i] = i
print(q)
for r in range(50):
    for i in range(20):
        q["k", r, i] = i
    for i in range(20):
        del q["k", r, i]
print(q, len(q))
e = dict.fromkeys(range(1000))
f = e.copy()
for i in range(0, 1000, 3):
    f.pop(i)
print(len(e), len(f), len(e.keys() - f.keys()), len(e | f), e == f, {**f} == f, list(f)[:5], list(reversed(f))[:3])
s = set(range(2000))
for i in range(0, 2000, 2):
    s.remove(i)
print(len(s), sum(s), 1999 in s, 1000 in s, len(s | set(range(10))), len(s & set(range(10))))
while s:
    s.pop()
print(s)
strings = {str(i): i for i in range(2000)}
print(sum(strings[str(i)] for i in range(2000)), "2000" in strings, len({k[:2] for k in strings}))
