# Generators as the working parts of a small program.
def numbers(text):
    for word in text.split():
        yield int(word)


def pairs(it):
    it = iter(it)
    for a in it:
        try:
            b = next(it)
        except StopIteration:
            yield a, None
            return
        yield a, b


def window(it, n):
    seen = []
    for x in it:
        seen.append(x)
        if len(seen) > n:
            del seen[0]
        if len(seen) == n:
            yield tuple(seen)


def merge(a, b):
    a, b = iter(a), iter(b)
    x, y = next(a, None), next(b, None)
    while x is not None or y is not None:
        if y is None or x is not None and x <= y:
            yield x
            x = next(a, None)
        else:
            yield y
            y = next(b, None)


def permutations(items):
    if not items:
        yield []
    for i, x in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [x] + rest


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


def scheduler(tasks):
    tasks = list(tasks)
    while tasks:
        task = tasks.pop(0)
        try:
            yield next(task)
        except StopIteration as stop:
            yield "done", stop.value
        else:
            tasks.append(task)


def worker(name, n):
    for i in range(n):
        yield name + str(i)
    return name


def queens(n, placed=()):
    if len(placed) == n:
        yield placed
    for c in range(n):
        if all(c != p and abs(c - p) != len(placed) - i for i, p in enumerate(placed)):
            yield from queens(n, placed + (c,))


print(list(pairs(numbers("1 2 3 4 5"))))
print(list(window(range(5), 3)))
print(list(merge([1, 4, 6], [2, 3, 7])))
print(len(list(permutations([1, 2, 3, 4]))), next(permutations("abc" and [3, 2, 1])))
p = primes()
print([next(p) for _ in range(10)])
print(list(scheduler([worker("a", 2), worker("b", 1)])))
print(next(queens(6)), len(list(queens(6))))
