# Attributes: of instances, classes and modules; slots, properties, attributes looked up by name.
import math


class Particle:
    gravity = 3

    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.dx = 1
        self.dy = 2
        self.age = 0


class Fixed:
    __slots__ = ("low", "high")

    def __init__(self):
        self.low = 0
        self.high = 0


class Account:
    opened = 0

    def __init__(self):
        self._balance = 0
        Account.opened += 1

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        self._balance = value


def move(particle, steps):
    for _ in range(steps):
        particle.x += particle.dx
        particle.y += particle.dy
        if particle.x > 1000:
            particle.dx = -particle.dx
        if particle.x < 0:
            particle.dx = -particle.dx
        particle.dy -= particle.gravity if particle.y > 500 else -particle.gravity
        particle.age += 1


def fill(fixed, steps):
    for i in range(steps):
        fixed.low = (fixed.low + i) & 0xFFFF
        fixed.high = fixed.high ^ fixed.low


def pay(account, steps):
    for i in range(steps):
        account.balance = account.balance + 1
    return account.balance


def many(count):
    total = 0
    for i in range(count):
        particle = Particle(i, -i)
        total += particle.x - particle.y + particle.age
    return total


def by_name(particle, steps):
    total = 0
    for _ in range(steps):
        for name in ("x", "y", "age"):
            total += getattr(particle, name)
        setattr(particle, "age", 1)
        if hasattr(particle, "missing"):
            total += 1
    return total


def main():
    particle = Particle(10, 20)
    move(particle, 400000)
    print("move", particle.x, particle.y, particle.dx, particle.dy, particle.age)
    fixed = Fixed()
    fill(fixed, 500000)
    print("slots", fixed.low, fixed.high)
    print("property", pay(Account(), 300000), Account.opened)
    print("new", many(200000))
    print("by name", by_name(Particle(1, 2), 40000))
    total = 0.0
    for _ in range(300000):
        total += math.pi - math.e
    print("module %.6f" % total)


main()
