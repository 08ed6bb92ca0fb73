# Planets pulling at each other: floats in lists, nested loops, square roots.
import math

SUN_MASS = 4 * math.pi * math.pi
DAY = 365.24


def bodies():
    # position (AU), velocity (AU/year), mass (sun = 4 pi^2)
    return [
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, SUN_MASS],
        [4.84143144, -1.16032004, -0.10362204, 0.00166007 * DAY, 0.00769901 * DAY, -0.00006904 * DAY, 0.00095479 * SUN_MASS],
        [8.34336671, 4.12479856, -0.40352341, -0.00276742 * DAY, 0.00499852 * DAY, 0.00002304 * DAY, 0.00028588 * SUN_MASS],
        [12.89436956, -15.11115140, -0.22330757, 0.00296460 * DAY, 0.00237847 * DAY, -0.00002965 * DAY, 0.00004366 * SUN_MASS],
        [15.37969711, -25.91931460, 0.17925877, 0.00268067 * DAY, 0.00162824 * DAY, -0.00009515 * DAY, 0.00005151 * SUN_MASS],
    ]


def settle(system):
    """Makes the whole stand still."""
    momentum = [sum([body[3 + axis] * body[6] for body in system]) for axis in range(3)]
    sun = system[0]
    for axis in range(3):
        sun[3 + axis] = -momentum[axis] / sun[6]


def advance(system, pairs, dt):
    for a, b in pairs:
        dx = a[0] - b[0]
        dy = a[1] - b[1]
        dz = a[2] - b[2]
        square = dx * dx + dy * dy + dz * dz
        pull = dt / (square * math.sqrt(square))
        by_a = a[6] * pull
        by_b = b[6] * pull
        a[3] -= dx * by_b
        a[4] -= dy * by_b
        a[5] -= dz * by_b
        b[3] += dx * by_a
        b[4] += dy * by_a
        b[5] += dz * by_a
    for body in system:
        body[0] += dt * body[3]
        body[1] += dt * body[4]
        body[2] += dt * body[5]


def energy(system, pairs):
    total = 0.0
    for x, y, z, vx, vy, vz, mass in system:
        total += 0.5 * mass * (vx * vx + vy * vy + vz * vz)
    for a, b in pairs:
        distance = math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2)
        total -= a[6] * b[6] / distance
    return total


def main():
    system = bodies()
    settle(system)
    pairs = [(a, b) for i, a in enumerate(system) for b in system[i + 1 :]]
    before = energy(system, pairs)
    for _ in range(30000):
        advance(system, pairs, 0.005)
    after = energy(system, pairs)
    print("%.8f %.8f %s" % (before, after, abs(before - after) < 1e-5))
    print("%.6f %.6f" % (system[1][0], system[4][2]))


main()
