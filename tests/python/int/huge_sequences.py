# Factorials, Fibonacci numbers, digits of e: long chains of big arithmetic.
def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result
for n in (10, 20, 21, 25, 30, 50, 100):
    print("factorial", n, factorial(n))
big = factorial(600)
print("600!", len(str(big)), big % (10**9 + 7), sum(map(int, str(big))), (big >> 590) & 0xffff)
while big % 10 == 0:
    big //= 10
print("without zeros", len(str(big)), big % 1000000)

a, b = 0, 1
for i in range(1000):
    a, b = b, a + b
print("fib(1000)", a)

def isqrt(n):
    x = 1 << ((n.bit_length() + 1) // 2)
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y
print("sqrt(2)", isqrt(2 * 10**200))

# e to 100 digits as a sum of integer divisions
scale = 10**110
total = term = scale
i = 1
while term:
    term //= i
    total += term
    i += 1
print("e", total // 10**10)

def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
print("gcd", gcd(2**200 * 3**50, 2**100 * 5**70 * 3), gcd(factorial(40), 41**30), gcd(-12, 18))
print("mersenne", [p for p in (3, 5, 7, 11, 13, 17, 19, 23, 31, 61, 89, 97) if pow(3, 2**p - 2, 2**p - 1) == 1])
