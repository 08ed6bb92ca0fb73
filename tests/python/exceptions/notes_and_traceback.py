# add_note, __notes__, traceback objects.
import sys

e = ValueError("v")
print("no notes", hasattr(e, "__notes__"))
print("add", e.add_note("first"), e.add_note("second"), e.__notes__)
try:
    e.add_note(5)
except TypeError as error:
    print(error)
e.__notes__ = ["set"]
e.add_note("more")
print(e.__notes__, str(e))


def inner():
    raise KeyError("deep")


def outer():
    inner()


try:
    outer()
except KeyError as error:
    tb = error.__traceback__
    frames = []
    while tb:
        frames.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print("traceback", frames)
    kind, value, trace = sys.exc_info()
    print("exc_info", kind.__name__, value is error, trace is error.__traceback__)
    kept = error
print("outside", sys.exc_info())
print("kept traceback", kept.__traceback__ is not None, type(kept.__traceback__).__name__)
print("with_traceback returns self", kept.with_traceback(None) is kept, kept.__traceback__)
for bad in (5, "x", ()):
    try:
        kept.with_traceback(bad)
    except TypeError as error:
        print(error)


def depth(error):
    n, tb = 0, error.__traceback__
    while tb:
        n, tb = n + 1, tb.tb_next
    return n


def once():
    raise ValueError


try:
    try:
        once()
    except ValueError as error:
        first = depth(error)
        raise
except ValueError as error:
    print("grows by reraise", first, depth(error))


def nested():
    try:
        1 / 0
    except ZeroDivisionError:
        try:
            [][0]
        except IndexError:
            yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]


print("exc_info nesting", list(nested()))
print("sys.exception", sys.exception())
try:
    raise TypeError("t")
except TypeError as error:
    print(sys.exception() is error)
