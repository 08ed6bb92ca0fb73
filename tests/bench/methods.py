# Methods: calls, inheritance, super(), special methods, bound methods, class and static methods.
class Shape:
    count = 0

    def __init__(self, name):
        self.name = name
        Shape.count += 1

    def area(self):
        return 0

    def scaled(self, factor):
        return self.area() * factor

    @classmethod
    def made(cls):
        return cls.count

    @staticmethod
    def double(value):
        return value * 2


class Rectangle(Shape):
    def __init__(self, width, height):
        super().__init__("rectangle")
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)

    def area(self):
        return super().area() + 1


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __getitem__(self, index):
        return self.y if index else self.x

    def __len__(self):
        return 2

    def __call__(self, z):
        return self.x + self.y + z


class Counter:
    def __init__(self):
        self.value = 0

    def step(self, n):
        self.value += n
        return self


def main():
    shapes = [Shape("plain"), Rectangle(2, 3), Square(4)]
    total = 0
    for i in range(100000):
        for shape in shapes:
            total += shape.scaled(i & 3)
    print("polymorphic", total)

    counter = Counter()
    for i in range(200000):
        counter.step(i).step(1)
    print("chained", counter.value)

    step = counter.step
    for i in range(300000):
        step(2)
    print("bound", counter.value)

    for i in range(30000):
        Square(i)
    print("super", Shape.made())

    total = 0
    for i in range(60000):
        total += Shape.double(i) + Rectangle.made()
    print("class and static", total)

    position = Vector(0, 0)
    speed = Vector(1, 2)
    same = 0
    for i in range(80000):
        position = position + speed * 2
        if position == speed:
            same += 1
        same += position[0] & 1 | position[1] & 1
        same += len(position) + position(1) & 7
    print("special", position.x, position.y, same)


main()
