# Own exception classes of every shape.
class Plain(Exception):
    pass


class Text(Exception):
    def __str__(self):
        return "own str"


class Repr(Exception):
    def __repr__(self):
        return "own repr"


class Init(Exception):
    def __init__(self, code, *, detail=None):
        super().__init__(f"code {code}")
        self.code, self.detail = code, detail


class NoSuper(Exception):
    def __init__(self, a, b):
        self.total = a + b


class Default(Exception):
    message = "default message"

    def __init__(self, message=None):
        super().__init__(message or self.message)


class Child(Default):
    message = "child message"


class Multi(ValueError, KeyError):
    pass


class Mixin:
    def helper(self):
        return "helped " + str(self)


class Mixed(Mixin, RuntimeError):
    pass


class Slots(Exception):
    __slots__ = ("x",)


class New(Exception):
    def __new__(cls, *args):
        self = super().__new__(cls, *args)
        self.made = True
        return self


class Prop(Exception):
    @property
    def args2(self):
        return len(self.args)


class Os(OSError):
    pass


class Stop(StopIteration):
    pass


class Key(KeyError):
    def __str__(self):
        return "no key " + repr(self.args[0])


for e in [Plain(), Plain("a"), Plain("a", 1), Text("hidden"), Repr("x"), Init(5, detail="d"), NoSuper(1, 2), Default(), Default("m"), Child(),
          Multi("multi"), Mixed("mix"), New("n"), Os(2, "os text"), Stop(9), Key("k")]:
    print(type(e).__name__, "|", str(e), "|", repr(e), "|", e.args)
print(Init(5, detail="d").code, NoSuper(1, 2).total, Mixed("x").helper(), New().made, Prop(1, 2).args2, Os(2, "t").errno, Stop(9).value)
for cls in (ValueError, KeyError, LookupError):
    try:
        raise Multi("caught")
    except cls as e:
        print("Multi as", cls.__name__, e)
s = Slots("text")
s.x = 1
s.y = 2
print("slots", s.x, s.y, s)
for label, f in [("Init()", lambda: Init()), ("NoSuper(1)", lambda: NoSuper(1)), ("Plain(k=1)", lambda: Plain(k=1)), ("Child(1, 2)", lambda: Child(1, 2))]:
    try:
        f()
    except TypeError as error:
        print(label, error)


class Bad(Exception):
    def __str__(self):
        return 5


try:
    str(Bad())
except TypeError as error:
    print(error)
try:
    class Layout(KeyError, OSError):
        pass
    print("layout fine")
except TypeError as error:
    print("layout", error)


class Meta(type):
    pass


class WithMeta(Exception, metaclass=Meta):
    pass


try:
    raise WithMeta("meta")
except WithMeta as e:
    print(type(type(e)).__name__, e)


class Call(Exception):
    def __call__(self):
        return "called"


print(Call()(), isinstance(Call(), BaseException), issubclass(Multi, (KeyError,)))
try:
    raise Plain("x").with_traceback(None)
except Plain as e:
    print("with_traceback", e, e.__traceback__ is not None)
print("pickling parts", Plain("a", 1).__reduce__()[0] is Plain, Plain("a", 1).__reduce__()[1])
