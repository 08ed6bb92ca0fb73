# Decorators: order, arguments, any expression, classes, methods.
def tag(name):
    print("make", name)

    def deco(f):
        print("apply", name, "to", getattr(f, "__name__", f))
        return f

    return deco


@tag("outer")
@tag("inner")
def f():
    return "f"


print(f())


@lambda g: "replaced"
def g():
    pass


print(g)


@(tag if True else None)("conditional")
def h():
    pass


decos = [tag("in list")]


@decos[0]
def i():
    pass


class Holder:
    deco = staticmethod(tag("attr"))


@Holder.deco
class D:
    pass


@(picked := tag("walrus"))
class E:
    pass


print(type(E).__name__, callable(picked))


def twice(fn):
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs), fn(*args, **kwargs)

    wrapper.__name__ = fn.__name__
    return wrapper


@twice
def add(a, b=1):
    return a + b


print(add(1), add(1, b=5), add.__name__)


class CountCalls:
    def __init__(self, fn):
        self.fn, self.n = fn, 0

    def __call__(self, *a):
        self.n += 1
        return self.fn(*a)

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        return lambda *a: self(obj, *a)


@CountCalls
def counted(x):
    return x


class M:
    @CountCalls
    def method(self, x):
        return "method", x

    @twice
    def twice_method(self):
        return "m"

    @staticmethod
    @twice
    def st():
        return "s"

    @classmethod
    @twice
    def cl(cls):
        return cls.__name__


counted(1), counted(2)
print(counted.n)
m = M()
print(m.method(5), M.__dict__["method"].n, m.twice_method(), M.st(), m.cl())


def register(cls):
    cls.registered = True
    return cls


@register
class R:
    pass


print(R.registered)
name = "unbound at decoration"


def sees_name(fn):
    print("name while decorating:", "later" in globals())
    return fn


@sees_name
def later():
    pass


try:
    @None
    def never():
        pass
except TypeError as error:
    print(error)
try:
    @undefined_decorator
    def never():
        pass
except NameError as error:
    print(error, "never" in globals())


@property
def p(self):
    pass


print(type(p).__name__, p.fget.__name__)
