# warnings: filters, what is shown, what becomes an exception.
import io
import sys
import warnings

warnings.simplefilter("default")
sys.stderr = io.StringIO()
warnings.warn("hello")


def f():
    warnings.warn("in f", stacklevel=2)


f()
for i in range(3):
    warnings.warn("loop")
for i in range(2):
    warnings.warn(RuntimeWarning("an instance"))
warnings.warn("deprecated", DeprecationWarning)
shown = sys.stderr.getvalue()
sys.stderr = sys.__stderr__
for line in shown.splitlines():
    print(line.rpartition("/")[2])

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("x", RuntimeWarning)
    f()
    f()
    print(len(caught), caught[0].category, caught[0].message, caught[1].lineno, caught[0].filename[-9:])
    print(type(caught[0].message), caught[0].line)

with warnings.catch_warnings():
    warnings.simplefilter("error")
    for make in (f, lambda: warnings.warn("d", DeprecationWarning), lambda: warnings.warn(BytesWarning("b"))):
        try:
            make()
        except Warning as e:
            print(repr(e))

with warnings.catch_warnings(record=True) as caught:
    warnings.resetwarnings()
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", "in.*")
    warnings.filterwarnings("error", "BAD", category=UserWarning)
    warnings.filterwarnings("ignore", category=FutureWarning)
    f()
    warnings.warn("not in")
    warnings.warn("soon", FutureWarning)
    try:
        warnings.warn("bad thing")
    except UserWarning as e:
        print("raised", e)
    print([str(w.message) for w in caught])

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("once")
    for word in ("a", "b", "a"):
        warnings.warn(word)
    print([str(w.message) for w in caught])

for bad in (lambda: warnings.simplefilter("never"), lambda: warnings.warn("x", int), lambda: warnings.warn("x", "y")):
    try:
        bad()
    except (AssertionError, TypeError, ValueError) as e:
        print(type(e).__name__, str(e)[:40] if not isinstance(e, AssertionError) else "")

print(repr(warnings.formatwarning("text", UserWarning, "nofile.py", 3)))
print(repr(warnings.formatwarning("text", UserWarning, "nofile.py", 3, "  x = 1 ")))
warnings.showwarning("text", UserWarning, "nofile.py", 3, sys.stdout, "x = 1")
with warnings.catch_warnings(action="ignore") if sys.version_info >= (3, 11) else warnings.catch_warnings():
    warnings.warn("unheard")
