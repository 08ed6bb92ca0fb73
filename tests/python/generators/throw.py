# throw: handled, not handled, at the start, after the end.
def g():
    while True:
        try:
            x = yield "ready"
        except ValueError as e:
            x = yield f"caught {e}"
        finally:
            print("   finally")


i = g()
next(i)
print("instance", i.throw(ValueError("v")))
print("goes on", next(i))
try:
    i.throw(KeyError("k"))
except KeyError as error:
    print("passes through", error)
print("finished", list(i))


def simple():
    yield 1


s = simple()
try:
    s.throw(ValueError("at start"))
except ValueError as error:
    print("at start", error, list(s))
s = simple()
list(s)
try:
    s.throw(ValueError("after end"))
except ValueError as error:
    print("after end", error)


def ends():
    try:
        yield 1
    except ValueError:
        return "returned"


e = ends()
next(e)
try:
    e.throw(ValueError)
except StopIteration as stop:
    print("class, returns", stop.value)


def translates():
    try:
        yield
    except ValueError as e:
        raise KeyError("new") from e


t = translates()
next(t)
try:
    t.throw(ValueError("old"))
except KeyError as error:
    print("translated", error, repr(error.__cause__), repr(error.__context__))


def reraises():
    try:
        yield
    except:
        print("   cleanup")
        raise


r = reraises()
next(r)
try:
    r.throw(ValueError("again"))
except ValueError as error:
    print("reraised", error)
for label, args in [("int", (1,)), ("str", ("x",)), ("class", (int,)), ("none", (None,)), ("no args", ())]:
    s = simple()
    next(s)
    try:
        s.throw(*args)
    except TypeError as error:
        print(label, error)


def swallow():
    for i in range(3):
        try:
            yield i
        except GeneratorExit:
            yield "ignored exit"
        except Exception as e:
            yield f"error {type(e).__name__}"


s = swallow()
print(next(s), s.throw(ZeroDivisionError), next(s), s.throw(GeneratorExit))
s = swallow()
next(s)
print("StopIteration thrown", s.throw(StopIteration("thrown")))


def naked():
    yield 1


s = naked()
next(s)
try:
    s.throw(StopIteration("x"))
except RuntimeError as error:
    print("becomes RuntimeError", error, repr(error.__cause__))


class MyError(Exception):
    def __init__(self, *a):
        super().__init__("made", *a)


s = simple()
next(s)
try:
    s.throw(MyError)
except MyError as error:
    print("class is called", error.args)
