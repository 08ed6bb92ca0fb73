# __name__, __qualname__, __module__, __file__ and friends in a module.
print(__name__, __file__.endswith("dunder_names.py"), __doc__, __package__)
import sys

print("main", sys.modules["__main__"].__name__, sys.modules["__main__"].__dict__ is globals())
main = sys.modules["__main__"]
main.added = 1
print(added, vars(main) is globals(), hasattr(main, "sys"), type(main).__name__)
print("repr", repr(sys), repr(int), repr(type), repr(len), repr([].append)[:30])


class A:
    pass


print("class repr", A, repr(A), str(A), type(A()), A.__module__)


def deep():
    class B:
        class C:
            def m(self):
                pass

    return B


B = deep()
print(B, B.C, B.C.m.__qualname__)
print(repr(deep).startswith("<function deep at "), repr(A()).startswith("<__main__.A object at "), repr(lambda: 0).startswith("<function <lambda> at "),
      repr(B.C().m).startswith("<bound method deep.<locals>.B.C.m of <__main__.deep.<locals>.B.C object at "))
print(repr(x for x in []).startswith("<generator object <genexpr> at "), repr(object()).startswith("<object object at "), repr(super(A, A())).startswith("<super: <class 'A'>, <A object>>"))
print(repr(len), repr(type(None)), repr(type(len)), repr(type(deep)), repr(type(sys)), repr(type((i for i in []))), repr(type(NotImplemented)), repr(type(...)))
print(int.__name__, int.__module__, int.__qualname__, type(5).__class__.__name__, (5).__class__.__name__, "s".join.__name__, str.join.__qualname__)
__name__ = "changed"


class D:
    pass


def fn():
    pass


print(D.__module__, D, fn.__module__)
print(sorted(n for n in dir() if not n.startswith("__")))
import types

m = types.ModuleType("made", "doc")
print(m.__name__, m.__doc__, repr(m), m.__dict__["__name__"])
m.x = 1
print(m.x, vars(m)["x"])
try:
    m.y
except AttributeError as error:
    print(error)
m.__getattr__ = lambda name: "module getattr " + name
print(m.y, m.x)
