# Floating point: arithmetic, comparison, math functions, mixing with integers.
import math


def escapes(cx, cy, limit):
    x = y = 0.0
    for i in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return i
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return limit


def mandelbrot(size):
    inside = 0
    for row in range(size):
        cy = 2.4 * row / size - 1.2
        for column in range(size):
            inside += escapes(3.0 * column / size - 2.1, cy, 60)
    return inside


def integral(function, low, high, steps):
    width = (high - low) / steps
    area = 0.5 * (function(low) + function(high))
    for i in range(1, steps):
        area += function(low + i * width)
    return area * width


def pi_by_machin(terms):
    total = 0.0
    sign = 1.0
    for k in range(terms):
        total += sign / (2 * k + 1)
        sign = -sign
    return 4.0 * total


def newton(number):
    guess = number / 2
    while abs(guess * guess - number) > 1e-10 * number:
        guess = (guess + number / guess) / 2
    return guess


def main():
    print("mandelbrot", mandelbrot(130))
    print("integral %.9f" % integral(lambda x: math.sin(x) * math.exp(-x / 3), 0.0, 10.0, 160000))
    print("pi %.9f" % pi_by_machin(400000))
    roots = 0.0
    for i in range(1, 12000):
        roots += newton(i) - math.sqrt(i)
    print("newton", abs(roots) < 1e-3)
    drift = 0.0
    for i in range(400000):
        drift = drift * 0.5 + i
    print("drift %.6f" % drift)


main()
