# Exception groups: making, split, subgroup, derive.
g = ExceptionGroup("eg", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [KeyError("k"), ValueError(2)])])
print(str(g), "|", repr(g))
print("message", g.message, type(g.exceptions).__name__, len(g.exceptions), g.args[0])


def show(e):
    if e is None:
        return None
    if isinstance(e, BaseExceptionGroup):
        return type(e).__name__, e.message, [show(x) for x in e.exceptions]
    return repr(e)


print("subgroup", show(g.subgroup(ValueError)))
print("subgroup tuple", show(g.subgroup((KeyError, TypeError))))
print("subgroup function", show(g.subgroup(lambda e: isinstance(e, ValueError) and e.args[0] > 1)))
print("subgroup none", g.subgroup(OSError))
print("subgroup all", g.subgroup(Exception) is g)
match, rest = g.split(ValueError)
print("split match", show(match))
print("split rest", show(rest))
match, rest = g.split(OSError)
print("split none", match, rest is g)
match, rest = g.split(ExceptionGroup)
print("split group type", match is g, rest)
print("derive", show(g.derive([ValueError("d")])))
print("base", show(BaseExceptionGroup("b", [KeyboardInterrupt()])), type(BaseExceptionGroup("b", [ValueError()])).__name__)
for label, f in [
    ("empty", lambda: ExceptionGroup("m", [])),
    ("not exceptions", lambda: ExceptionGroup("m", [1])),
    ("class", lambda: ExceptionGroup("m", [ValueError])),
    ("base in Exception group", lambda: ExceptionGroup("m", [KeyboardInterrupt()])),
    ("no list", lambda: ExceptionGroup("m")),
    ("int message", lambda: ExceptionGroup(1, [ValueError()])),
    ("not a sequence", lambda: ExceptionGroup("m", 5)),
    ("set", lambda: ExceptionGroup("m", {ValueError()})),
    ("split by int", lambda: g.split(5)),
]:
    try:
        print(label, show(f()))
    except (TypeError, ValueError) as error:
        print(label, type(error).__name__, error)


class Mine(ExceptionGroup):
    def __new__(cls, message, errors, code):
        self = super().__new__(cls, message, errors)
        self.code = code
        return self

    def derive(self, errors):
        return Mine(self.message, errors, self.code)


m = Mine("mine", [ValueError(1), KeyError(2)], 99)
print("own", m.code, type(m.subgroup(KeyError)).__name__, m.subgroup(KeyError).code, str(m))
g.add_note("note")
try:
    raise g from OSError("cause")
except ExceptionGroup as e:
    sub = e.subgroup(TypeError)
    print("carried over", sub.__notes__, repr(sub.__cause__), sub.__traceback__ is e.__traceback__)
print("hierarchy", ExceptionGroup.__mro__[1].__name__, issubclass(ExceptionGroup, Exception), issubclass(BaseExceptionGroup, Exception))
print("count text", str(ExceptionGroup("one", [ValueError()])), str(ExceptionGroup("two", [ValueError(), KeyError()])))
try:
    g.exceptions = ()
except AttributeError as error:
    print("read only")
