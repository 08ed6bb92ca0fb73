# traceback: where an exception came through, as text and as a list.
import traceback, sys
def f(n):
    if n == 0:
        raise ValueError("deep")
    f(n - 1)
try:
    f(2)
except ValueError as e:
    print(traceback.format_exc())
    traceback.print_exc(file=sys.stdout)
    traceback.print_exc(limit=1, file=sys.stdout)
    print(traceback.format_tb(e.__traceback__))
    print(traceback.extract_tb(e.__traceback__))
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e))
    print(traceback.format_exception(e))
    te = traceback.TracebackException.from_exception(e)
    print("".join(te.format()), str(te), te.stack)
    try:
        {}[1]
    except KeyError as k:
        print(traceback.format_exc(chain=False))
        print(traceback.format_exc())
try:
    compile("a b", "x", "exec")
except SyntaxError:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exception_only(sys.exc_info()[1]))
def s():
    traceback.print_stack(file=sys.stdout)
    print(traceback.format_stack()[-1])
    print(traceback.extract_stack()[-1].name)
s()
for x in traceback.format_list([("a", 1, "b", None), ("a", 1, "b", "src")]): print(x, end="")
