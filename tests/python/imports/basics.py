# import forms against packages beside this file.
import _shapes
import _shapes.square
import _shapes.round.circle as circle
from _shapes import square, names as shape_names
from _shapes.round import circle as again, ball
from _shapes.square import area, area as square_area

print("package", _shapes.__name__, _shapes.__package__, _shapes.TITLE, _shapes.__file__.endswith("__init__.py"), hasattr(_shapes, "__path__"))
print("submodule", _shapes.square is square, square.__name__, square.__package__, hasattr(square, "__path__"))
print("as", circle.__name__, circle is again, circle is _shapes.round.circle)
print("names", shape_names, area is square_area, area(3))
print("relative", circle.up(), ball.siblings(), _shapes.round.HELPER())
import sys

print("modules", sorted(n for n in sys.modules if n.startswith("_shapes")))
import _shapes as second

print("once", second is _shapes)


def local_import():
    import _shapes.square as s
    from _shapes.square import area as a
    return s.area(2), a(4), "s" in globals()


print("local", local_import())


class C:
    from _shapes.square import area
    import _shapes.round


print("class", C.area(5), C._shapes.__name__)
try:
    import _shapes.nope
except ImportError as error:
    print(type(error).__name__, error, error.name)
try:
    from _shapes import nope
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0], error.name)
try:
    import _shapes.square.deeper
except ImportError as error:
    print(type(error).__name__, error)
try:
    from _shapes.square import missing_name
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0])
try:
    from . import square
except ImportError as error:
    print("relative in main:", error)
try:
    import _shapes.broken
except ZeroDivisionError as error:
    print("error inside", error, "_shapes.broken" in sys.modules)
try:
    from _shapes.round.circle import too_far
    too_far()
except ImportError as error:
    print("beyond top:", error)
try:
    import _shapes.bad_syntax
except SyntaxError as error:
    print("SyntaxError", error.msg, error.lineno, error.filename.endswith("bad_syntax.py"))
print("__import__", __import__("_shapes.square").__name__, __import__("_shapes.square", fromlist=["x"]).__name__, __import__("_shapes", globals(), locals(), ["round"]).__name__)
import _shapes.lazy

print("module __getattr__", _shapes.lazy.anything, "made" in dir(_shapes.lazy))
from _shapes.lazy import on_demand

print(on_demand)
del sys.modules["_shapes.square"]
import _shapes.square as fresh

print("reloaded", fresh is not square, _shapes.square is fresh)
sys.modules["_blocked"] = None
try:
    import _blocked
except ImportError as error:
    print(type(error).__name__, error)
sys.modules["_replaced"] = "any object"
import _replaced

print(_replaced)
