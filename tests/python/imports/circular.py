# Modules that import each other.
import _ring.one

print(_ring.one.VALUE, _ring.two.VALUE, _ring.two.partner() is _ring.one)
try:
    import _ring.from_a
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0])
try:
    import _ring.attr_a
except AttributeError as error:
    print(type(error).__name__, str(error).split(" (")[0])
