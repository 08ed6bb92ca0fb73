# Function calls: recursion, defaults, keywords, star arguments, closures, functions as values.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def weighted(a, b=2, c=3):
    return a + 2 * b + 3 * c


def total(*numbers, **named):
    return len(numbers) + len(named)


def adder(n):
    def add(x):
        return x + n

    return add


def apply(function, count):
    value = 0
    for i in range(count):
        value = function(value)
    return value


def main():
    print("fib", fib(25))
    print("ackermann", ackermann(2, 60))
    checksum = 0
    for i in range(120000):
        checksum += weighted(i) + weighted(i, 5) + weighted(i, c=7) + weighted(c=1, a=i, b=2)
        checksum &= 0xFFFFFF
    print("defaults and keywords", checksum)
    checksum = 0
    arguments = (1, 2, 3)
    for i in range(80000):
        checksum += total(i, i, *arguments) + total(i, key=i)
    print("stars", checksum)
    print("closure", apply(adder(3), 300000))
    print("lambda", apply(lambda x: (x * 5 + 1) & 0xFFFF, 300000))
    checksum = 0
    for i in range(200000):
        checksum += len("abc") + abs(-i) + min(i, 7)
    print("builtins", checksum)


main()
