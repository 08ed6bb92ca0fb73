# return in every form, and functions as values.
def nothing():
    pass


def bare():
    return


def star():
    rest = [2, 3]
    return 1, *rest


def deep(n):
    if n:
        return deep(n - 1)
    return "bottom"


def many():
    return 1, 2


def yields_none():
    x = 5
    x


print("none", nothing(), bare(), yields_none())
print("star", star(), many())
a, b = many()
print("unpacked", a, b)
print("deep", deep(50))
print("function value", (nothing)(), [abs, len][1]("abc"), {"f": max}["f"](1, 2))
print("conditional callee", (len if 1 else abs)("ab"))


def make(n):
    def inner(m):
        return n + m

    return inner


print("immediate", make(1)(2), make("a")("b"))
print("equality", make(1) == make(1), nothing == nothing, {nothing: "key"}[nothing])
print("recursive via global", (lambda n: deep(n))(3))


def rebinding():
    def rebinding():
        return "inner"

    return rebinding()


print("rebinding", rebinding())


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


print("fact", fact(5), fact(25))


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


print("mutual", even(10), odd(7), even(7))
print("redefinition")
def twice():
    return 1


first = twice


def twice():
    return 2


print(first(), twice())


def unreachable():
    return "returned"
    print("never")


print(unreachable())
if True:
    def conditional():
        return "one"
else:
    def conditional():
        return "two"
print(conditional())


def parameters_are_locals(a, b=0):
    a += 1
    b = a
    return a, b


x = 1
print(parameters_are_locals(x), x)
print("map", list(map(lambda a, b: a * b, [1, 2, 3], [4, 5, 6])), sorted("bca", key=lambda c: -ord(c)))
