# sys.tracebacklimit: how many places the report shows; traceback objects stay the same.
import sys


def a():
    b()


def b():
    1 / 0


try:
    a()
except ZeroDivisionError as error:
    tb = error.__traceback__
    print(tb is error.__traceback__, tb.tb_next is tb.tb_next, tb.tb_frame is tb.tb_frame, tb is sys.exc_info()[2])
    inner = tb.tb_next.tb_next
    print(inner.tb_lineno, inner.tb_next, error.with_traceback(inner).__traceback__ is inner)
for limit in (1, 0, 2, -1, 100):
    sys.tracebacklimit = limit
    print("limit", limit)
    try:
        a()
    except ZeroDivisionError as error:
        old, sys.stderr = sys.stderr, sys.stdout
        sys.excepthook(type(error), error, error.__traceback__) if hasattr(sys, "excepthook") else sys.print_exception(error)
        sys.stderr = old
sys.tracebacklimit = 1
a()
