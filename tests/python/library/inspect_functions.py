# inspect: what functions and classes are made of.
import functools
import inspect


def f(a, b: int, /, c=3, *args, d, e: str = "x", **more) -> list:
    """First line.

        Indented.
    """
    return inspect.currentframe().f_lineno


async def co():
    pass


def gen():
    yield 1


async def agen():
    yield 1


class A:
    "Of A."

    def __init__(self, x, y=2):
        self.x = x

    def m(self, z):
        pass

    @classmethod
    def c(cls, k):
        pass

    @staticmethod
    def s(q):
        pass

    def __call__(self, w):
        pass


@functools.wraps(f)
def wrapper(*args, **kwargs):
    pass


for x in (f, A, A(1).m, A.m, A.c, A.s, A(1), gen, wrapper, lambda x, *y: 0, functools.partial(f, 1, d=5), co):
    print(inspect.signature(x))
s = inspect.signature(f)
print(list(s.parameters), s.parameters["c"].default, s.parameters["a"].kind, s.parameters["b"].annotation, s.return_annotation, s.parameters["a"].default is inspect.Parameter.empty)
print([p.kind.name for p in s.parameters.values()], repr(s.parameters["e"]), repr(s), s.parameters["d"].kind.description)
b = s.bind(1, 2, 3, 4, d=5, z=6)
print(b.arguments, b.args, b.kwargs)
b = s.bind(1, 2, d=5)
b.apply_defaults()
print(b.arguments)
for bad in (lambda: s.bind(1), lambda: s.bind(1, 2, e=5), lambda: inspect.signature(A).bind(1, 2, 3), lambda: inspect.signature(A).bind(1, q=1), lambda: inspect.signature(5)):
    try:
        bad()
    except TypeError as e:
        print(e)
print(f(1, 2, d=1), inspect.getdoc(f), inspect.getdoc(A), inspect.getfullargspec(A.m).args)
for test in (inspect.isfunction, inspect.ismethod, inspect.isclass, inspect.ismodule, inspect.isbuiltin, inspect.isroutine, inspect.isgeneratorfunction, inspect.iscoroutinefunction, inspect.isasyncgenfunction, callable):
    print(test.__name__, [test(x) for x in (f, A, A(1).m, A.m, inspect, len, [].append, gen, co, agen, 5)])
c = co()
print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.isgenerator(gen()), inspect.isawaitable(5))
c.close()
print([name for name, value in inspect.getmembers(A, inspect.isfunction)], inspect.getmro(A), inspect.getmodule(A).__name__)
print(inspect.getsource(gen), inspect.getsource(A.m), inspect.getsourcelines(co)[1], len(inspect.getsource(A).split("\n")))
print(inspect.stack()[0].function, inspect.stack()[0].lineno, inspect.cleandoc("  a\n    b\n      c\n"))
