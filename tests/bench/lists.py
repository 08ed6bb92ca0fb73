# Lists: index, append and pop, slices, comprehensions, nesting, unpacking, membership.
def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    n = 2
    while n * n <= limit:
        if flags[n]:
            for multiple in range(n * n, limit + 1, n):
                flags[multiple] = False
        n += 1
    return [n for n in range(limit + 1) if flags[n]]


def multiply(a, b):
    size = len(a)
    columns = [[row[i] for row in b] for i in range(size)]
    return [[sum([x * y for x, y in zip(row, column)]) for column in columns] for row in a]


def bubble(values):
    values = values[:]
    end = len(values)
    swapped = True
    while swapped:
        swapped = False
        end -= 1
        for i in range(end):
            if values[i] > values[i + 1]:
                values[i], values[i + 1] = values[i + 1], values[i]
                swapped = True
    return values


def reverse_polish(tokens, rounds):
    result = 0
    for _ in range(rounds):
        stack = []
        for token in tokens:
            if token == "+":
                stack.append(stack.pop() + stack.pop())
            elif token == "*":
                stack.append(stack.pop() * stack.pop())
            elif token == "-":
                right = stack.pop()
                stack.append(stack.pop() - right)
            else:
                stack.append(token)
        result += stack.pop()
    return result


def permutations(items):
    if len(items) <= 1:
        return [items]
    return [[item] + rest for i, item in enumerate(items) for rest in permutations(items[:i] + items[i + 1 :])]


def main():
    primes = sieve(400000)
    print("sieve", len(primes), primes[-1])
    size = 60
    matrix = [[(i * j + i) % 10 for j in range(size)] for i in range(size)]
    product = multiply(multiply(matrix, matrix), matrix)
    print("matrix", sum(sum(row) for row in product))
    print("bubble", bubble([(i * 7919) % 523 for i in range(523)])[::100])
    print("polish", reverse_polish([3, 4, "+", 2, "*", 7, "-", 5, 6, "*", "+"], 40000))
    print("permutations", len(permutations([1, 2, 3, 4, 5, 6, 7])))
    window = []
    checksum = 0
    for i in range(150000):
        window.append(i)
        if len(window) > 20:
            window = window[10:]
        checksum += window[0] + window[-1]
    print("slices", checksum)
    found = 0
    small = list(range(50))
    for i in range(80000):
        found += i % 100 in small
    print("in", found)


main()
