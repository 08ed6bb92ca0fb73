# Loops over small integers: for, while, nesting, break and continue, arithmetic and comparison.
def collatz(limit):
    longest = best = 0
    for start in range(1, limit):
        n = start
        steps = 0
        while n != 1:
            if n & 1:
                n = 3 * n + 1
            else:
                n >>= 1
            steps += 1
        if steps > longest:
            longest = steps
            best = start
    return best, longest


def pythagorean(limit):
    found = 0
    for a in range(1, limit):
        for b in range(a, limit):
            c2 = a * a + b * b
            c = b
            while c * c < c2:
                c += 1
            if c >= limit:
                break
            if c * c == c2:
                found += 1
    return found


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def coprime_pairs(limit):
    count = 0
    for a in range(1, limit):
        for b in range(1, a):
            if (a ^ b) & 1 == 0:
                continue
            if gcd(a, b) == 1:
                count += 1
    return count


def random_walk(steps):
    state = 12345
    x = y = 0
    for _ in range(steps):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        direction = state >> 16 & 3
        if direction == 0:
            x += 1
        elif direction == 1:
            x -= 1
        elif direction == 2:
            y += 1
        else:
            y -= 1
    return x, y


def main():
    print("collatz", collatz(15000))
    print("pythagorean", pythagorean(160))
    print("coprime", coprime_pairs(300))
    print("walk", random_walk(600000))


main()
