# skip: stuffed
# The figures need the 53 bits of a double.
# Longer computations: every bit counts.
total = 0.0
for i in range(1, 1001):
    total += 1 / i
print("harmonic", total)
x = 0.5
for i in range(50):
    x = 3.7 * x * (1 - x)
print("logistic", x)
print("sum of tenths", sum([0.1] * 10), 0.1 * 10)
pi = 0.0
for k in range(20):
    pi += 1 / 16**k * (4 / (8 * k + 1) - 2 / (8 * k + 4) - 1 / (8 * k + 5) - 1 / (8 * k + 6))
print("pi", pi)
guess = 1.0
for i in range(6):
    guess = (guess + 2 / guess) / 2
    print("newton", i, guess)
eps = 1.0
while 1.0 + eps / 2 != 1.0:
    eps /= 2
print("epsilon", eps)
tiny = 1.0
count = 0
while tiny:
    tiny /= 2
    count += 1
print("halvings", count)
print("mean", (0.1 + 0.7) * 10, int((0.1 + 0.7) * 10), 4.35 * 100, 1.1 + 2.2, 0.1 + 0.2 == 0.3)
print("pow", 2 ** 0.5, 10 ** -2, 1.1 ** 10, 1.0000001 ** 10000000, 9 ** 0.5, 27 ** (1 / 3))
