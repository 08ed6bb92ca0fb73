# NameError, UnboundLocalError, AttributeError, ImportError texts without hints.
import sys


class C:
    x = 1
    __slots__ = ()


def unbound():
    zq
    zq = 1


def enclosing():
    def f():
        return zq

    f()
    zq = 1


for label, f in [
    ("name", lambda: zzq),
    ("call", lambda: zzq()),
    ("unbound", unbound),
    ("enclosing", enclosing),
    ("instance", lambda: C().zzq),
    ("class", lambda: C.zzq),
    ("module", lambda: sys.zzq),
    ("int", lambda: (5).zzq),
    ("str", lambda: "s".zzq),
    ("list", lambda: [].zzq),
    ("dict", lambda: {}.zzq),
    ("None", lambda: None.zzq),
    ("function", lambda: unbound.zzq),
    ("method", lambda: "s".upper.zzq),
    ("builtin", lambda: len.zzq),
    ("type", lambda: int.zzq),
    ("bool", lambda: True.zzq),
    ("generator", lambda: (i for i in []).zzq),
    ("exception", lambda: ValueError().zzq),
    ("super", lambda: super(C, C()).zzq),
    ("property", lambda: property().zzq),
    ("range", lambda: range(1).zzq),
    ("set attribute", lambda: setattr(C(), "zzq", 1)),
    ("set class attribute via slots", lambda: setattr(C(), "x", 1)),
    ("delete", lambda: delattr(C(), "zzq")),
    ("delete class attr via instance", lambda: delattr(C(), "x")),
    ("delete class", lambda: delattr(C, "zzq")),
    ("import", lambda: __import__("no_such_module_zz")),
    ("import dotted", lambda: __import__("sys.zz")),
    ("from", lambda: exec("from sys import zzq")),
    ("import in missing", lambda: exec("import no_such_zz.inner")),
    ("relative", lambda: exec("from . import zz", {"__name__": "__main__"})),
    ("int setattr", lambda: setattr(5, "a", 1)),
    ("type setattr", lambda: setattr(int, "a", 1)),
    ("builtin setattr", lambda: setattr(len, "a", 1)),
]:
    try:
        f()
        print(label, "fine")
    except Exception as error:
        print(label, "|", type(error).__name__, "|", error, "|", getattr(error, "name", "-"))
try:
    C().zzq
except AttributeError as error:
    print("obj", type(error.obj).__name__, error.name)
