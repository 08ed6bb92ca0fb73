# raise of classes, instances, nothing, and wrong things.
class Mine(Exception):
    pass


class WithArgs(Exception):
    def __init__(self, a, b=2):
        super().__init__(a)
        self.b = b


class NotAnError:
    pass


class NewGivesOther(Exception):
    def __new__(cls):
        return 5


def attempt(label, f):
    try:
        f()
    except BaseException as e:
        print(label, "|", type(e).__name__, e, "|", e.args)


def thrower(x):
    def f():
        raise x

    return f


attempt("class", thrower(ValueError))
attempt("instance", thrower(ValueError("text", 2)))
attempt("own", thrower(Mine))
attempt("class needing args", thrower(WithArgs))
attempt("own with args", thrower(WithArgs(1)))
attempt("int", thrower(5))
attempt("str", thrower("text"))
attempt("None", thrower(None))
attempt("plain class", thrower(NotAnError))
attempt("plain instance", thrower(NotAnError()))
attempt("type", thrower(int))
attempt("tuple", thrower((ValueError, "x")))
attempt("new gives int", thrower(NewGivesOther))
attempt("NotImplemented", thrower(NotImplemented))
attempt("BaseException", thrower(BaseException("b")))


def bare():
    raise


attempt("bare outside", bare)


def bare_in_call():
    try:
        raise KeyError("active")
    except KeyError:
        bare()


attempt("bare in a called function", bare_in_call)


def reraise_same():
    try:
        raise KeyError("k")
    except KeyError as e:
        try:
            raise e
        except KeyError as f:
            print("   same object", e is f)
        raise


attempt("reraise", reraise_same)


def bare_after_inner():
    try:
        raise KeyError("outer")
    except KeyError:
        try:
            raise ValueError("inner")
        except ValueError:
            pass
        raise


attempt("bare after inner handled", bare_after_inner)


def in_finally():
    try:
        raise KeyError("k")
    finally:
        raise


attempt("bare in finally", in_finally)


def from_forms(cause):
    def f():
        raise ValueError("v") from cause

    try:
        f()
    except BaseException as e:
        return type(e).__name__, str(e), repr(e.__cause__), e.__suppress_context__


print("from instance", from_forms(KeyError("c")))
print("from class", from_forms(KeyError))
print("from None", from_forms(None))
print("from int", from_forms(5))
print("from str", from_forms("x"))
print("from plain class", from_forms(NotAnError))
e = ValueError("kept")
try:
    raise e
except ValueError as caught:
    print("identity", caught is e)
try:
    raise undefined_error_name("x")
except NameError as error:
    print(error)
try:
    raise ValueError(1 / 0)
except ZeroDivisionError as error:
    print("argument fails first", error)
try:
    assert False
except AssertionError as error:
    print("assert", repr(error), error.args)
try:
    assert 1 == 2, ("message", 5)
except AssertionError as error:
    print("assert message", repr(error), error)
assert True, 1 / 0
print("assert message not evaluated")
