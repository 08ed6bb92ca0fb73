# atexit: functions that run when the program ends, the last registered first.
import sys

_functions = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func):
    _functions[:] = [entry for entry in _functions if entry[0] != func]


def _run_exitfuncs():
    while _functions:
        func, args, kwargs = _functions.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            raise
        except BaseException as e:
            sys.stderr.write("Exception ignored in atexit callback: %r\n" % (func,))
            sys.print_exception(e.with_traceback(e.__traceback__.tb_next), sys.stderr)
    if _before is not None:
        _before()


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


_before = sys.atexit(_run_exitfuncs)
