# SystemExit as a value.
import sys

for args in [(), (0,), (3,), ("message",), (None,), (True,), (1.5,), ((1, 2),)]:
    try:
        sys.exit(*args)
    except SystemExit as e:
        print(args, repr(e), repr(e.code), e.args)
try:
    sys.exit(1, 2)
except TypeError as error:
    print("TypeError")
try:
    raise SystemExit
except BaseException as e:
    print(repr(e), e.code, isinstance(e, Exception))
try:
    try:
        sys.exit(1)
    except Exception:
        print("never")
    finally:
        print("finally runs")
except SystemExit as e:
    print("code", e.code)
    e.code = 7
    print("changed", e.code, e.args)
