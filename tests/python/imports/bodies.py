# stress: 97
# Bodies of modules: packages within each other, what they do to sys.modules, how long they take, where they are imported.
import sys
import _bodies.sub.deep

print(_bodies.VALUE)
print(list(_bodies.early.later()), list(_bodies.early.later()))


def inside():
    import _bodies.lazy as q
    from _bodies.sub import deep, nothing


try:
    inside()
except ImportError as error:
    print(str(error).split(" (")[0], error.name)
try:
    import _bodies.gone
except KeyError as error:
    print("KeyError", error)
import _bodies.instead

print(_bodies.instead.z, sys.modules["_bodies.instead"] is _bodies.instead)
import _bodies.long

print(_bodies.long.total, len(_bodies.long.kept), _bodies.long.more == _bodies.long.kept)


class Holder:
    import _bodies.lazy as inner


def generator():
    yield 1
    del sys.modules["_bodies.long"]
    import _bodies.long

    yield _bodies.long.total


print(Holder.inner.TEXT, [v for v in generator()], list(map(lambda name: __import__(name).__name__, ["_bodies.sub"])))
del sys.modules["_bodies.lazy"]
print(__import__("_bodies.lazy", fromlist=["TEXT"]).TEXT, __import__("_bodies.lazy").__name__)
try:
    from . import anything
except ImportError as error:
    print(error)
