# partial, reduce, wraps, lru_cache, cmp_to_key, total_ordering, cached_property, singledispatch.
import functools
from functools import *
p = partial(pow, 2)
print(p(3), partial(int, base=2)("101"), partial(print, "a", sep="-")("b"), p.func is pow, p.args, p.keywords, partial(partial(max, 1), 5).args, partial(dict, a=1)(b=2), partial(dict, a=1)(a=5), partial(str.upper)("x"))
class Cell:
    def set(self, v):
        self.v = v
        return self
    on = partialmethod(set, True)
print(Cell().on().v)
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), reduce(max, [3, 9, 2]), reduce(lambda a, b: a + b, "abc", ">"), reduce(pow, [5]))
def deco(f):
    @wraps(f)
    def inner(*a):
        "inner doc"
        return f(*a)
    return inner
@deco
def hello(n):
    "hello doc"
    return n
print(hello.__name__, hello.__doc__, hello(5), hello.__wrapped__(6), hello.__qualname__)
calls = []
@lru_cache(maxsize=2)
def sq(x):
    calls.append(x)
    return x * x
print(sq(2), sq(2), sq(3), sq(2), sq(4), sq(2), sq(3), calls, sq.cache_info(), sq.cache_clear(), sq.cache_info())
@lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
@cache
def key(*a, **k):
    return a, k
print(fib(80), key(1, b=2), key(1, b=2) is key(1, b=2), fib.cache_info().currsize)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), sorted(["bb", "a", "cc"], key=cmp_to_key(lambda a, b: len(a) - len(b))), cmp_to_key(lambda a, b: a - b)(1) < cmp_to_key(lambda a, b: a - b)(2) if False else "")
@total_ordering
class V:
    def __init__(self, v):
        self.v = v
    def __eq__(self, o):
        return self.v == o.v
    def __lt__(self, o):
        return self.v < o.v
print(V(1) <= V(1), V(1) > V(0), V(1) >= V(2), V(1) != V(2), max(V(1), V(5)).v)
class Lazy:
    @cached_property
    def value(self):
        calls.append("computed")
        return 42
z = Lazy()
calls.clear()
print(z.value, z.value, calls, z.__dict__)
@singledispatch
def show(x):
    return "object"
@show.register
def _(x: int):
    return "int"
@show.register(list)
def _(x):
    return "list"
@show.register(str)
def text(x):
    return "str"
print(show(5), show([]), show("a"), show(1.5), show(True), text("x"), show.dispatch(bool)(1), show.__name__)
for name, fn in [("reduce empty", lambda: reduce(max, [])), ("reduce int", lambda: reduce(max, 5)), ("partial none", lambda: partial()), ("partial int", lambda: partial(5)), ("unhashable", lambda: sq([])), ("no order", lambda: total_ordering(type("A", (), {}))), ("partial too many", lambda: p(1, 2, 3)), ("missing", lambda: show())]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
