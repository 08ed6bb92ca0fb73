# __class__ cell, __qualname__, __module__, bodies with odd statements.
class A:
    def f(self):
        return __class__

    def g(self):
        return [__class__ for _ in "x"][0]

    def h(self):
        def inner():
            return __class__

        return inner()

    l = lambda self: __class__

    @staticmethod
    def s():
        return __class__.__name__


inst = A()
print(inst.f() is A, inst.g() is A, inst.h() is A, inst.l() is A, A.s())


class B(A):
    pass


print("stays the defining class", B().f().__name__)


class C:
    print("body", __name__, __qualname__, __module__)
    __qualname__ = "Changed.Name"
    x = __qualname__


print(C.__qualname__, C.__name__, C.x, "__qualname__" in C.__dict__)


class D:
    """doc"""
    __doc__ += " more"
    __module__ = "elsewhere"


print(D.__doc__, D.__module__, str(D))
try:
    class E:
        __qualname__ = 5
except TypeError as error:
    print(error)


class F:
    try:
        __class__
    except NameError as error:
        print("in body", error)


class G:
    for n in range(3):
        exec(f"m{n} = {n}")
    del n


print(sorted(k for k in G.__dict__ if k.startswith("m")))


class H:
    locals()["x"] = 1
    vars()["y"] = 2
    globals()["from_body"] = 3


print(H.x, H.y, from_body)


class I:
    def outer(self):
        class J(I):
            def m(self):
                return super().__init__.__name__, __class__.__name__

        return J().m()


print(I().outer())


class K:
    a = 1
    b = [a for _ in range(0)]
    c = (lambda a=a: a)()
    d = [x for x in (a, a)]

    class L:
        try:
            e = a
        except NameError as error:
            e = str(error)

    f = {**{"k": a}}
    g: int
    (h): str = "h"
    if a: i = 1
    while a < 3: a += 1
    with open if False else __import__("contextlib").nullcontext(5) as w:
        pass
    import sys as module
    def __getattr__(self, name): return name
    global made_global
    made_global = "g"
    match a:
        case 3: matched = True
    assert a == 3
    *j, k = [1, 2, 3]
    (m := 5)
    return_type = None


print(K.c, K.d, K.L.e, K.f, K.i, K.a, K.w, K.module.__name__, made_global, K.matched, K.j, K.k, K.m)
for label, source in [("return", "class X:\n return 1"), ("yield", "class X:\n yield 1"), ("await", "class X:\n await x"),
                      ("break", "class X:\n break"), ("nonlocal", "class X:\n nonlocal y"), ("yield expr", "class X:\n y = [(yield)]")]:
    try:
        compile(source, "s", "exec")
        print(label, "fine")
    except SyntaxError as error:
        print(label, error.msg)


def late():
    class M:
        def get(self):
            return value

    value = "set after the class"
    return M().get()


print(late())
try:
    class N(undefined_base):
        pass
except NameError as error:
    print(error)
try:
    class O:
        x = 1
        1 / 0
except ZeroDivisionError:
    print("body failed", "O" in globals())
P = Q = type("R", (), {})
print(P is Q, P.__name__)
