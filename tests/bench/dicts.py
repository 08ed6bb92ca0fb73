# Dicts and sets: keys of several types, growth, deletion, iteration, membership.
def random_numbers(count, seed):
    state = seed
    numbers = []
    for _ in range(count):
        state = (state * 69069 + 1) & 0xFFFFFFFF
        numbers.append(state >> 12)
    return numbers


def count_words(rounds):
    text = "the quick brown fox jumps over the lazy dog and the dog looks at the quick fox"
    words = text.split()
    counts = {}
    for _ in range(rounds):
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items())[:3]


def integers(numbers):
    table = {}
    for number in numbers:
        table[number] = table.get(number, 0) + number % 7
    hits = 0
    for number in range(0, 1 << 20, 9):
        if number in table:
            hits += table[number]
    return len(table), hits


def life(rounds):
    alive = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (-20, 0), (-20, 1), (-20, 2), (-19, 2), (-18, 1)}
    for _ in range(rounds):
        neighbours = {}
        for x, y in alive:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        cell = (x + dx, y + dy)
                        neighbours[cell] = neighbours.get(cell, 0) + 1
        alive = {cell for cell, count in neighbours.items() if count == 3 or count == 2 and cell in alive}
    return len(alive), min(alive)


def churn(rounds):
    queue = {}
    for i in range(rounds):
        queue[i] = i * 2
        if i >= 100:
            del queue[i - 100]
    return len(queue), sum(queue.values())


def grouped(numbers):
    groups = {}
    for number in numbers:
        groups.setdefault(number % 1000, []).append(number)
    return len(groups), max(len(group) for group in groups.values())


def main():
    numbers = random_numbers(100000, 7)
    print("words", count_words(20000))
    print("integers", integers(numbers))
    print("life", life(60))
    print("churn", churn(300000))
    print("groups", grouped(numbers))
    unique = set(numbers)
    print("sets", len(unique), len(unique & set(range(0, 1 << 20, 3))), len(unique - set(range(1 << 19))))
    squares = {n: n * n for n in range(40000)}
    print("comprehension", sum(key ^ value for key, value in squares.items()))


main()
