# A picture of three balls on a chequered floor: many small objects, methods, floats.
import math


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def times(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self.times(1.0 / math.sqrt(self.dot(self)))


class Ball:
    def __init__(self, centre, radius, shade, mirror):
        self.centre = centre
        self.radius = radius
        self.shade = shade
        self.mirror = mirror

    def hit(self, start, direction):
        to_centre = self.centre - start
        along = to_centre.dot(direction)
        inside = self.radius * self.radius - to_centre.dot(to_centre) + along * along
        if inside < 0.0:
            return None
        distance = along - math.sqrt(inside)
        return distance if distance > 1e-6 else None

    def normal(self, point):
        return (point - self.centre).unit()

    def brightness(self, point):
        return self.shade


class Floor:
    mirror = 0.1

    def __init__(self, height):
        self.height = height

    def hit(self, start, direction):
        if direction.y >= -1e-6:
            return None
        return (self.height - start.y) / direction.y

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    def brightness(self, point):
        return 0.9 if (math.floor(point.x) + math.floor(point.z)) & 1 else 0.2


class Scene:
    def __init__(self, things, light):
        self.things = things
        self.light = light

    def nearest(self, start, direction):
        best = None
        best_distance = 1e9
        for thing in self.things:
            distance = thing.hit(start, direction)
            if distance is not None and distance < best_distance:
                best = thing
                best_distance = distance
        return best, best_distance

    def trace(self, start, direction, depth):
        thing, distance = self.nearest(start, direction)
        if thing is None:
            return 0.3 + 0.3 * direction.y
        point = start + direction.times(distance)
        normal = thing.normal(point)
        to_light = (self.light - point).unit()
        start = point + normal.times(1e-4)
        blocker, _ = self.nearest(start, to_light)
        light = 0.15
        if blocker is None:
            light += max(0.0, normal.dot(to_light))
        value = thing.brightness(point) * light
        if depth and thing.mirror:
            mirrored = direction - normal.times(2.0 * normal.dot(direction))
            value = value * (1.0 - thing.mirror) + thing.mirror * self.trace(start, mirrored, depth - 1)
        return value


def render(scene, width, height):
    eye = Vector(0.0, 1.0, -4.0)
    rows = []
    for row in range(height):
        line = []
        for column in range(width):
            direction = Vector((column - width / 2) / width, (height / 2 - row) / width - 0.1, 1.0).unit()
            line.append(min(9, int(10 * scene.trace(eye, direction, 3))))
        rows.append("".join([" .:-=+*#%@"[value] for value in line]))
    return rows


def main():
    balls = [
        Ball(Vector(-1.1, 0.8, 0.5), 0.8, 0.9, 0.4),
        Ball(Vector(0.6, 0.5, -0.4), 0.5, 0.7, 0.2),
        Ball(Vector(1.4, 1.2, 1.6), 1.2, 0.5, 0.6),
    ]
    scene = Scene(balls + [Floor(0.0)], Vector(-4.0, 6.0, -4.0))
    for line in render(scene, 152, 76)[::12]:
        print(line)


main()
