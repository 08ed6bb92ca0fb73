# Frames of class bodies, decorators, defaults and metaclasses.
class Meta(type):
    def __new__(mcs, name, bases, ns):
        for value in ns.values():
            check(value)
        return super().__new__(mcs, name, bases, ns)


def check(value):
    if value == "bad":
        raise ValueError("found bad")


class Outer:
    class Inner(metaclass=Meta):
        good = 1
        x = "bad"
