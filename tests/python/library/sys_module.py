# What sys must have.
import sys
print(type(sys.argv).__name__, len(sys.argv), sys.argv[0].endswith("sys_module.py"), type(sys.path).__name__, type(sys.modules).__name__, "sys" in sys.modules, sys.modules["sys"] is sys, "__main__" in sys.modules)
print(type(sys.maxsize).__name__, sys.maxsize > 1000, (sys.maxsize + 1) & sys.maxsize == 0, sys.byteorder, sys.version_info >= (3, 4), sys.version_info[0], sys.version_info.major, type(sys.version).__name__, type(sys.platform).__name__, type(sys.implementation.name).__name__)
print(sys.exc_info())
try:
    raise ValueError("now")
except ValueError as e:
    t, v, tb = sys.exc_info()
    print(t.__name__, v, v is e, tb is e.__traceback__, tb.tb_lineno, tb.tb_frame.f_code.co_name if hasattr(tb, "tb_frame") else "")
print(sys.exc_info())
print(sys.stdout.write("text\n"), sys.stdout.flush(), hasattr(sys.stdin, "read"), hasattr(sys.stderr, "write"))
sys.stdout.flush()
sys.stdout.buffer.write(b"bytes\n") if hasattr(sys.stdout, "buffer") else None
sys.stdout.flush()
print(sys.getrecursionlimit() > 10, type(sys.getsizeof([])).__name__, sys.intern("abc") == "abc")
for code in (None, 0, 3, "text", True):
    try:
        sys.exit(code)
    except SystemExit as e:
        print("exit", repr(e.code), e.args)
try:
    sys.exit()
except SystemExit as e:
    print("exit", e.code, e.args)
try:
    sys.exit(1, 2)
except TypeError:
    print("exit takes one")
print(sys.__name__, repr(sys)[:13], hasattr(sys, "nothing"), issubclass(SystemExit, Exception))
import math
print(sys.modules["math"] is math, "math" in sys.modules)
import io
old = sys.stdout
sys.stdout = io.StringIO()
print("captured")
got, sys.stdout = sys.stdout.getvalue(), old
print(repr(got))
