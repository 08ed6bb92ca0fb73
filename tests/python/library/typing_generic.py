# Generic classes know their parameters.
from typing import Generic, TypeVar, Protocol

T, U = TypeVar("T"), TypeVar("U")


class Stack(Generic[T]):
    def __init__(self):
        self.items: list[T] = []


class Pair(Stack[U], Generic[T, U]):
    pass


class Ints(Stack[int]):
    pass


class Shape(Protocol[T]):
    def area(self) -> T: ...


print(Stack.__parameters__, Pair.__parameters__, Ints.__parameters__, Shape.__parameters__)
print(Stack[int]().items, Pair[int, str]().items, Ints.__mro__[1] is Stack, isinstance(Ints(), Stack))
from typing import Optional, Union

print(Optional[int], Union[None, str], Union[int, str, None], Optional[list[int]])
