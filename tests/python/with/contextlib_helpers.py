# contextmanager, suppress, closing, ExitStack, nullcontext.
from contextlib import contextmanager, suppress, closing, ExitStack, nullcontext


@contextmanager
def managed(name):
    print("   enter", name)
    try:
        yield name.upper()
    except ValueError as e:
        print("   caught", e)
    finally:
        print("   exit", name)


with managed("a") as a:
    print("body", a)
with managed("b"):
    raise ValueError("v")
print("swallowed by the generator")
try:
    with managed("c"):
        raise KeyError("k")
except KeyError as e:
    print("passed", e)


@contextmanager
def no_yield():
    return
    yield


@contextmanager
def two_yields():
    yield 1
    yield 2


@contextmanager
def replaces():
    try:
        yield
    except ValueError:
        raise TypeError("replaced")


for label, make in [("no yield", no_yield), ("two yields", two_yields)]:
    try:
        with make():
            pass
    except RuntimeError as e:
        print(label, e)
try:
    with replaces():
        raise ValueError("old")
except TypeError as e:
    print(e, repr(e.__context__))
with suppress(KeyError, IndexError):
    {}["k"]
with suppress(LookupError):
    [][1]
try:
    with suppress(KeyError):
        raise TypeError("other")
except TypeError as e:
    print("not suppressed", e)


class Closes:
    def close(self):
        print("   closed")


with closing(Closes()):
    print("closing")
with nullcontext(5) as n:
    print("null", n)
with ExitStack() as stack:
    for name in "xyz":
        stack.enter_context(managed(name))
    stack.callback(print, "   callback", "arg")
print("stack done")


@managed("decorator")
def f():
    print("decorated")


f()
