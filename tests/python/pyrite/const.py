# Names bound by micropython.const(): constants of the program, the private ones without a variable.
try:
    from micropython import const
except ImportError:
    const = lambda x: x

PIN = const(13)
_MASK = const(1 << 4 | PIN)
_NAME = const("led")
_PAIR = const((PIN, -_MASK))
DEBUG = const(0)


def use():
    if DEBUG:
        undefined_name
    return PIN + 1, _MASK, _NAME, _PAIR


print(use(), "PIN" in globals(), "_MASK" in globals(), "_NAME" in globals(), "_PAIR" in globals())
print([_MASK + i for i in range(3)], (lambda: _NAME * 2)())


class Port:
    width = _MASK
    _OWN = 5
    own = _OWN

    def get(self, _NAME="parameter"):
        return _MASK, _NAME, self._OWN


print(Port.width, Port.own, Port().get())
print("PIN" in use.__code__.co_names)


def local():
    PIN = 1
    return PIN


print(local())
PIN = 99
print(PIN, use()[0], (lambda: PIN)())
try:
    LATER = const(use())
    print(LATER[0])
finally:
    _later = const(len("abc"))
    print(_later, "_later" in globals())


def const(x):
    return -x


_OTHER = const(7)
print(_OTHER, "_OTHER" in globals())
import micropython

_AGAIN = micropython.const(0x10)
print(_AGAIN, "_AGAIN" in globals())
match 16:
    case globals.__class__ | 16:
        print("matched", _AGAIN)
exec("import micropython\n_E = micropython.const(5)\nprint(_E, '_E' in globals())")
