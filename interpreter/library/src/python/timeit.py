# timeit: how long a piece of code takes.
import gc
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        for name, code in (("stmt", stmt), ("setup", setup)):
            if not isinstance(code, str) and not callable(code):
                raise ValueError("%s is neither a string nor callable" % name)
        names = {} if globals is None else dict(globals)
        names.update(_timer=timer, _statement=stmt, _setup=setup)

        def indented(code, name):
            if callable(code):
                return "  %s()\n" % name
            compile(code, "<timeit-src>", "exec")
            return "".join("  %s\n" % line for line in code.split("\n"))

        text = "def inner(_times):\n" + indented(setup, "_setup")
        text += "  _begun = _timer()\n  for _i in _times:\n"
        text += "".join("  %s\n" % line for line in indented(stmt, "_statement").split("\n"))
        exec(text + "  return _timer() - _begun\n", names)
        self.inner = names["inner"]

    def timeit(self, number=default_number):
        enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(range(number))
        finally:
            if enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        number = 1
        while True:
            for step in (1, 2, 5):
                taken = self.timeit(number * step)
                if callback:
                    callback(number * step, taken)
                if taken >= 0.2:
                    return number * step, taken
            number *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
