# Type parameters of functions and classes.
def first[T](items: list[T]) -> T:
    return items[0]


print(first([1, 2]), [p.__name__ for p in first.__type_params__])


class Box[T]:
    def __init__(self, value: T):
        self.value = value

    def map[U](self, f) -> "Box[U]":
        return Box(f(self.value))


print(Box(5).value, Box(2).map(str).value, [p.__name__ for p in Box.__type_params__])
print([p.__name__ for p in Box.map.__type_params__])


def bounded[A: int, B: (str, bytes), *Ts, **P](a: A, b: B, *args: *Ts) -> None:
    return a, b, args


print(bounded(1, "x", 2, 3), [p.__name__ for p in bounded.__type_params__])


def scoped[T]():
    return T.__name__


print(scoped())
try:
    T
except NameError as error:
    print(error)


async def coro[T](x: T) -> T:
    return x


try:
    coro("result").send(None)
except StopIteration as stop:
    print(stop.value)


class Base:
    tag = "base"


class Child[K, V](Base):
    pass


print(Child.tag, [p.__name__ for p in Child.__type_params__], Base.__type_params__ if hasattr(Base, "__type_params__") else ())


def lazy_bound[T: undefined_bound](x: T) -> T:
    return x


print("bound is not evaluated", lazy_bound(3))
print("plain functions have none", (lambda: 0).__type_params__)
