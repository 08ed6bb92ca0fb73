# What fails in with, and where.
class Enter:
    def __enter__(self):
        raise ValueError("in enter")

    def __exit__(self, *a):
        print("never")


class Exit:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        raise KeyError("in exit")


class NoExit:
    def __enter__(self):
        pass


class NoEnter:
    def __exit__(self, *a):
        pass


class Log:
    def __enter__(self):
        print("   enter")

    def __exit__(self, kind, value, tb):
        print("   exit", kind and kind.__name__)


class FewArgs:
    def __enter__(self):
        pass

    def __exit__(self):
        pass


class BadTruth:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        class T:
            def __bool__(self):
                raise OSError("truth")

        return T()


def attempt(label, f):
    try:
        f()
        print(label, "fine")
    except BaseException as e:
        print(label, "|", type(e).__name__, e, "|", repr(e.__context__))


def enter_fails():
    with Log(), Enter():
        print("never")


def exit_fails():
    with Log(), Exit():
        pass


def exit_fails_on_error():
    with Log(), Exit():
        raise ValueError("body")


def with_of(x):
    def f():
        with x:
            pass

    return f


def truth():
    with BadTruth():
        raise ValueError("body")


def target_fails():
    with Log() as (a, b):
        print("never")


def second_expression_fails():
    with Log(), 1 / 0:
        pass


def system_exit():
    with Log():
        raise SystemExit(2)


def generator_exit():
    with Log():
        raise GeneratorExit


def instance_methods():
    o = type("O", (), {})()
    o.__enter__ = o.__exit__ = lambda *a: None
    with o:
        pass


for label, f in [("enter", enter_fails), ("exit", exit_fails), ("exit on error", exit_fails_on_error), ("int", with_of(5)),
                 ("None", with_of(None)), ("no exit", with_of(NoExit())), ("no enter", with_of(NoEnter())), ("class", with_of(Log)),
                 ("few args", with_of(FewArgs())), ("truth", truth), ("target", target_fails), ("second", second_expression_fails),
                 ("SystemExit", system_exit), ("GeneratorExit", generator_exit), ("instance methods", instance_methods)]:
    attempt(label, f)
