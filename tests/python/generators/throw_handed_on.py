# throw(): an iterator behind a yield from gets the arguments as they are; what a class makes must be an exception.
class Wants:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"

    def throw(self, *what):
        print("throw", what)
        return "thrown"


class Lacks:
    def __iter__(self):
        return self

    def __next__(self):
        return "next"


def gen(it):
    yield from it


def around(it):
    yield from gen(it)


class Odd(BaseException):
    def __new__(cls, *args):
        return 1


for make in gen, around:
    g = make(Wants())
    print(next(g), g.throw(123), g.throw(ZeroDivisionError), g.throw("text"), next(g))
    for what in (123, ZeroDivisionError, ValueError("v"), None, Odd):
        g = make(Lacks())
        next(g)
        try:
            g.throw(what)
        except Exception as e:
            print(type(e).__name__, e)


def plain():
    yield


for start in (0, 1):
    for what in (Odd, int, "text"):
        g = plain()
        if start:
            next(g)
        try:
            g.throw(what)
        except Exception as e:
            print(type(e).__name__, e)
try:
    raise Odd
except TypeError as e:
    print(e)
