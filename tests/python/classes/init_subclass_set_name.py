# __init_subclass__, __set_name__, order of the hooks.
class Base:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        Base.registry.append((cls.__name__, tag))


class A(Base, tag="a"):
    pass


class B(A):
    pass


class C(B, tag="c"):
    pass


print(Base.registry, A.tag, B.tag, C.tag, hasattr(Base, "tag"))
for label, source in [
    ("unknown keyword", "class D(Base, other=1): pass"),
    ("object takes none", "class D(x=1): pass"),
]:
    try:
        exec(source)
    except TypeError as error:
        print(label, error)


class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name, hasattr(owner, "later"))
        self.name = name


class Hooked:
    def __init_subclass__(cls):
        print("init_subclass", cls.__name__, cls.x.name)


class D(Hooked):
    x = Named()
    y = Named()
    later = 1


shared = Named()


class E:
    p = shared
    q = shared


print("last name", shared.name)
E.r = Named()
print("not when set later", hasattr(E.r, "name"))


class Fails:
    def __set_name__(self, owner, name):
        raise ValueError("in set_name")


try:
    class F:
        bad = Fails()
except (RuntimeError, ValueError) as error:
    print(type(error).__name__, error, "|", repr(error.__cause__))


class NotCallable:
    __set_name__ = 5


try:
    class G:
        bad = NotCallable()
except (RuntimeError, TypeError) as error:
    print(type(error).__name__)


class Implicit:
    def __init_subclass__(cls):
        print("implicit classmethod", cls.__name__)


class H(Implicit):
    pass


type("I", (Implicit,), {})
type("J", (Base,), {}, tag="dynamic")
print(Base.registry[-1])


class K1:
    def __init_subclass__(cls, **kw):
        print("K1", kw)
        super().__init_subclass__(**kw)


class K2:
    def __init_subclass__(cls, **kw):
        print("K2", kw)
        super().__init_subclass__()


class L(K1, K2, a=1):
    pass


class Raises:
    def __init_subclass__(cls):
        raise TypeError(f"do not subclass for {cls.__name__}")


try:
    class M(Raises):
        pass
except TypeError as error:
    print(error, "M" in globals())


class Meta(type):
    def __init__(cls, *a):
        print("meta init after hooks", cls.__name__)


class N(Implicit, metaclass=Meta):
    n = Named()
