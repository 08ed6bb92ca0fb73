# What counts as a docstring and what not.
"""Not the module docstring of an exec, but a statement here."""


def a():
    """Doc a."""


def b():
    "short"
    return 1


def c():
    'one' ' two'


def d():
    f"""not a doc {1}"""


def e():
    b"not a doc"


def f():
    x = 1
    """too late"""


def g():
    """  Indented.

        More.
      Less.
    """


def h(): """one line"""


def i():
    ("in parens")


def j():
    "a" + "b"


def k():
    r"""raw \n"""


def l():
    """first"""
    """second"""


class M:
    """Class doc."""

    def m(self):
        """Method doc."""

    @property
    def p(self):
        """Property doc."""

    @staticmethod
    def s():
        """Static doc."""

    @classmethod
    def t(cls):
        """Class method doc."""


class N(M):
    def m(self):
        pass


class O:
    x = 1
    "not a doc"


async def q():
    """Async doc."""


def r():
    # comment first
    """after a comment"""


def s():
    """doc then yield"""
    yield


for fn in (a, b, c, d, e, f, g, h, i, j, k, l, q, r, s):
    print(fn.__name__, repr(fn.__doc__))
print(repr(M.__doc__), repr(M.m.__doc__), repr(M().m.__doc__), repr(M.p.__doc__), repr(M.s.__doc__), repr(M.t.__doc__))
print(repr(N.__doc__), repr(N.m.__doc__), repr(O.__doc__), N().__doc__)
print("module", repr(__doc__))
ns = {}
exec("'''doc of exec'''\nx = 1", ns)
print(repr(ns["__doc__"]))
exec("x = 1\n'''late'''", ns2 := {})
print(ns2.get("__doc__"))
a.__doc__ = "changed"
M.__doc__ = "changed class"
print(a.__doc__, M.__doc__, M().__doc__)
a.__doc__ = 5
print(a.__doc__)
del a.__doc__
print(a.__doc__)
try:
    M().m.__doc__ = "x"
except AttributeError as error:
    print("method", error)
try:
    int.__doc__ = "x"
except TypeError as error:
    print("int", error)
print("lambda", (lambda: "x").__doc__, (lambda: "x")())
print("builtin has text", type(len.__doc__).__name__ in ("str", "NoneType"))
