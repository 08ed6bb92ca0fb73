# contextlib.
from contextlib import *
@contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name.upper()
    except ValueError as e:
        print("handled", e)
    finally:
        print("</%s>" % name)
with tag("a") as t, tag("b"):
    print(t)
with tag("c"):
    raise ValueError("v")
try:
    with tag("d"):
        raise KeyError("k")
except KeyError as e:
    print("through", e)
@tag("deco")
def f(x):
    print("f", x)
    return x
print(f(1), f(2))
with suppress(KeyError, IndexError):
    {}["k"]
print("after suppress")
class Closes:
    def close(self):
        print("closed")
with closing(Closes()) as c:
    print(type(c).__name__)
with ExitStack() as stack:
    for n in "xy":
        stack.enter_context(tag(n))
    stack.callback(print, "callback", 1)
    print("in stack")
with nullcontext(5) as n:
    print(n)
import io
out = io.StringIO()
with redirect_stdout(out):
    print("hidden")
print(repr(out.getvalue()))
class Both(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self
    def __exit__(self, *e):
        print("exit", e[0])
        return True
@Both()
def fails():
    raise RuntimeError
print(fails())
@contextmanager
def bad():
    if False:
        yield
@contextmanager
def twice():
    yield 1
    yield 2
for name, fn in (("no yield", bad), ("two yields", twice)):
    try:
        with fn():
            pass
    except RuntimeError as e:
        print("error", name, type(e).__name__)
