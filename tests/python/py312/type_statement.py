# type statements: lazy values, parameters, attributes.
type Number = int | float
print(Number, type(Number).__name__, Number.__name__)
print(Number.__value__ == (int | float), Number.__type_params__)
type Pair[T] = tuple[T, T]
print(Pair.__name__, [p.__name__ for p in Pair.__type_params__])
type Lazy = later_name
try:
    Lazy.__value__
except NameError as error:
    print("evaluated when asked:", error)
later_name = str
print(Lazy.__value__)
type Recursive = list[Recursive] | None
print(Recursive.__name__)
type = 5
print("type is still a name", type)
del type


class C:
    type Inner = C
    type: int = 3


print(C.Inner.__value__ is C, C.type)


def f(type):
    type X = int
    return X.__name__, type


print(f("argument"))
