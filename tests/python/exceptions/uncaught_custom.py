# Uncaught own exception: qualified name, own text.
class Outer:
    class Inner(Exception):
        def __str__(self):
            return "text of its own"


def go():
    raise Outer.Inner(1, 2)


go()
