# __cause__, __context__, __suppress_context__ in every constellation.
def chain(e):
    out = []
    while e is not None:
        out.append((repr(e), "cause" if e.__cause__ else "context" if e.__context__ else "", e.__suppress_context__))
        e = e.__cause__ or e.__context__
    return out


def attempt(label, f):
    try:
        f()
    except Exception as e:
        print(label, chain(e))


def context():
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second")


def cause():
    try:
        raise ValueError("first")
    except ValueError as e:
        raise KeyError("second") from e


def none():
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second") from None


def other():
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second") from TypeError("unrelated")


def three():
    try:
        context()
    except KeyError:
        raise IndexError("third")


def in_finally():
    try:
        raise ValueError("body")
    finally:
        raise KeyError("finally")


def in_else():
    try:
        pass
    except ValueError:
        pass
    else:
        raise KeyError("else")


def in_with():
    class C:
        def __enter__(self):
            pass

        def __exit__(self, *a):
            raise KeyError("exit")

    with C():
        raise ValueError("body")


def handled_before():
    try:
        raise ValueError("handled")
    except ValueError:
        pass
    raise KeyError("later")


def in_called():
    def helper():
        raise KeyError("helper")

    try:
        raise ValueError("outer")
    except ValueError:
        helper()


def nested_handled():
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            raise TypeError("inner")
        except TypeError:
            pass
        raise KeyError("last")


def itself():
    try:
        raise ValueError("x")
    except ValueError as e:
        raise e


def cycle():
    try:
        raise ValueError("a")
    except ValueError as a:
        try:
            raise KeyError("b")
        except KeyError:
            raise a


for f in [context, cause, none, other, three, in_finally, in_else, in_with, handled_before, in_called, nested_handled, itself, cycle]:
    attempt(f.__name__, f)
try:
    none()
except KeyError as e:
    print("context kept under from None", repr(e.__context__), e.__cause__)
e = ValueError("v")
print("fresh", e.__cause__, e.__context__, e.__suppress_context__, e.__traceback__)
e.__cause__ = KeyError("set")
print("setting cause suppresses", e.__suppress_context__)
e.__context__ = TypeError("c")
e.__suppress_context__ = False
print(repr(e.__context__), e.__suppress_context__)
for label, name, value in [("cause int", "__cause__", 5), ("context str", "__context__", "x"), ("traceback int", "__traceback__", 5), ("args int", "args", 5)]:
    try:
        setattr(e, name, value)
        print(label, "fine")
    except TypeError as error:
        print(label, error)
try:
    del e.__cause__
except TypeError as error:
    print(error)
e.__cause__ = None
print("cause None", e.__cause__)
