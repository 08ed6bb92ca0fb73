# Generators: pipelines, recursion with yield from, expressions, send(), iterator protocol.
def numbers(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def squares(source):
    for n in source:
        yield n * n


def odd(source):
    for n in source:
        if n & 1:
            yield n


class Node:
    def __init__(self, value):
        self.value = value
        self.left = None
        self.right = None

    def insert(self, value):
        node = self
        while True:
            if value < node.value:
                if node.left is None:
                    node.left = Node(value)
                    return
                node = node.left
            else:
                if node.right is None:
                    node.right = Node(value)
                    return
                node = node.right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        total += value
        count += 1
        average = total // count


def solve_hanoi(height, source, target, spare):
    if height:
        yield from solve_hanoi(height - 1, source, spare, target)
        yield source, target
        yield from solve_hanoi(height - 1, spare, target, source)


class Countdown:
    def __init__(self, start):
        self.n = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def main():
    print("pipeline", sum(odd(squares(numbers(300000)))))
    tree = Node(500)
    value = 1
    for _ in range(1500):
        value = value * 7919 % 100003
        tree.insert(value)
    total = 0
    for _ in range(4):
        for value in tree:
            total = (total * 3 + value) & 0xFFFFFF
    print("tree", total)
    average = averager()
    next(average)
    for i in range(250000):
        last = average.send(i)
    print("send", last)
    print("hanoi", sum(1 for move in solve_hanoi(14, 0, 2, 1) if move[0] == 0))
    print("expression", max((n * 17) % 1009 for n in range(250000)), any(n > 99990 for n in range(100000)))
    print("iterator", sum(Countdown(160000)))
    pairs = zip(numbers(160000), map(lambda n: n + 1, numbers(160000)))
    print("zip and map", sum(a * b & 15 for a, b in pairs))


main()
