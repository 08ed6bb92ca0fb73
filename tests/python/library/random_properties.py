# random: ranges and distributions, never exact sequences.
import random
random.seed(12345)
r = [random.random() for _ in range(2000)]
print(all(0 <= x < 1 for x in r), 0.45 < sum(r) / len(r) < 0.55, len(set(r)) > 1900)
n = [random.randint(1, 6) for _ in range(3000)]
print(sorted(set(n)), all(350 < n.count(k) < 650 for k in range(1, 7)))
print(sorted({random.randrange(5) for _ in range(300)}), sorted({random.randrange(10, 20, 3) for _ in range(300)}), sorted({random.randrange(3, -3, -2) for _ in range(300)}), sorted({random.getrandbits(2) for _ in range(200)}), all(random.getrandbits(100) < 2**100 for _ in range(50)), any(random.getrandbits(100) >= 2**90 for _ in range(50)))
print(sorted({random.choice("abc") for _ in range(200)}), random.choice([7]), all(2 <= random.uniform(2, 3) <= 3 for _ in range(200)), all(-1 <= random.uniform(1, -1) <= 1 for _ in range(200)))
a = list(range(50))
b = a[:]
random.shuffle(b)
print(sorted(b) == a, b != a, random.shuffle([]))
s = random.sample(range(100), 10)
print(len(s), len(set(s)), all(0 <= x < 100 for x in s), sorted(random.sample("abc", 3)), random.sample([1], 0), len(random.choices("ab", k=5)), set(random.choices("ab", weights=[1, 0], k=20)), sorted(set(random.choices([1, 2, 3], [1, 1, 0], k=100))))
random.seed(7)
x = [random.random(), random.randint(0, 10**9), random.getrandbits(32)]
random.seed(7)
print([random.random(), random.randint(0, 10**9), random.getrandbits(32)] == x)
random.seed(8)
print(random.random() != x[0], random.randrange(10**30) < 10**30, random.randint(5, 5), random.randint(-10**20, 10**20) <= 10**20)
one, two = random.Random(3), random.Random(3)
print([one.random() for _ in range(5)] == [two.random() for _ in range(5)], abs(sum(one.gauss(0, 1) for _ in range(2000)) / 2000) < 0.2)
for name, fn in [("empty choice", lambda: random.choice([])), ("randrange 0", lambda: random.randrange(0)), ("randrange empty", lambda: random.randrange(5, 5)), ("randint", lambda: random.randint(2, 1)), ("step 0", lambda: random.randrange(0, 5, 0)), ("sample", lambda: random.sample([1], 2)), ("bits", lambda: random.getrandbits(-1)), ("shuffle tuple", lambda: random.shuffle((1, 2))), ("choice int", lambda: random.choice(5))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
