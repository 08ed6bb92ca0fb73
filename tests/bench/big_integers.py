# Integers beyond a machine word: arithmetic, powers, shifts, decimal conversion both ways.
def factorial(n):
    product = 1
    for i in range(2, n + 1):
        product *= i
    return product


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def pi_digits(count):
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return digits


def is_prime(n, rounds):
    d = n - 1
    twos = 0
    while d % 2 == 0:
        d //= 2
        twos += 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)[:rounds]:
        x = pow(base, d, n)
        if x == 1 or x == n - 1:
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def mixed(rounds):
    state = 0x123456789ABCDEF0123
    total = 0
    for i in range(rounds):
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        total ^= state >> 33
        if state > 0x7FFFFFFFFFFFFFFF:
            total += state % 1000003
    return total


def main():
    big = factorial(2500)
    print("factorial", big % 1000000007, big % (1 << 64))
    print("fibonacci", fibonacci(25000) % 10**20)
    print("pi", "".join([str(digit) for digit in pi_digits(700)])[-10:])
    print("primes", [e for e in (89, 127, 521, 607, 613) if is_prime((1 << e) - 1, 8)])
    print("mixed", mixed(500000))
    text = str(3**8000)
    print("decimal", len(text), text[:12], text[-12:])
    print("parsed", int(text[:1500]) % 999999937, int("f" * 1200, 16) % 999999937)
    left, right = 7**9000, 11**7000
    print("product", left * right % 1000000007, left // right % 1000000007, left > right)
    bits = 0
    for i in range(4000):
        bits ^= (i | 1) << (i % 700)
        bits &= ~(1 << (i * 7 % 700))
    print("bits", bits % 1000000007)


main()
