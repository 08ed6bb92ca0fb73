# Names with two leading underscores inside class bodies.
class A:
    __x = 1
    __dunder__ = "kept"
    _single = "kept"
    __ = "kept"
    ___y = "three underscores are mangled"

    def __m(self):
        return "private method"

    def get(self):
        return self.__x, self.__m()

    def set(self, v):
        self.__new = v
        return self.__dict__

    def local(self):
        __v = 5
        __w = __v + 1
        return sorted(locals(), key=str)

    def param(self, __p=3):
        return __p

    def other(self, o):
        return o.__x

    def string(self):
        return hasattr(self, "__x"), getattr(self, "_A__x")

    def comp(self):
        return [__i for __i in range(2)]

    def kwarg(self, **kw):
        return kw

    def call(self):
        return self.kwarg(__k=1)

    def imp(self):
        import sys as __s
        return sorted(n for n in locals() if n != "self")

    def glob(self):
        global __g
        __g = "global mangled"

    class __Inner:
        def m(self):
            return self.__class__.__name__, __q

    def inner(self):
        return self.__Inner.__name__, A.__Inner.__qualname__

    def delete(self):
        del self.__new


a = A()
print("names", sorted(n for n in A.__dict__ if n.startswith("_A")))
print("get", a.get())
print("set", a.set(2))
print("local", a.local())
print("param", a.param(), a.param(_A__p=4))
print("string", a.string())
print("comp", a.comp())
print("call", a.call())
print("import", a.imp())
a.glob()
print("global", _A__g)
print("inner", a.inner())
a.delete()
print("deleted", a.__dict__)
try:
    a.__x
except AttributeError as error:
    print("outside", error)
try:
    a.other(5)
except AttributeError as error:
    print("other object", error)


class B(A):
    __x = 2

    def getb(self):
        return self.__x


print("no clash", B().get(), B().getb())


class _C:
    __v = 1


class __D__:
    __v = 2


class ___:
    __v = 3


print("leading underscores dropped", sorted(n for n in _C.__dict__ if n.endswith("v")), sorted(n for n in __D__.__dict__ if n.endswith("__v")))
print("only underscores", [n for n in ___.__dict__ if n.endswith("v")])


def function():
    __free = 1

    class E:
        def m(self):
            return __free

    return E


try:
    function()().m()
except NameError as error:
    print("closure name is mangled", error)
