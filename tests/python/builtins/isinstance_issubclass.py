# isinstance and issubclass with classes, tuples, unions and hooks.
class A:
    pass
class B(A):
    pass
class C(B, dict):
    pass
print(isinstance(B(), A), isinstance(A(), B), isinstance(C(), dict), isinstance(5, int), isinstance(True, int), isinstance(5, bool), isinstance(5, (str, int)), isinstance(5, ()), isinstance(5, (str, (float, (int,)))), isinstance(A, type), isinstance(None, type(None)), isinstance(5, object), isinstance(int, object), isinstance(B, A))
print(issubclass(B, A), issubclass(A, B), issubclass(A, A), issubclass(C, (int, dict)), issubclass(bool, int), issubclass(int, object), issubclass(type, object), issubclass(KeyError, LookupError), issubclass(KeyError, (ValueError, Exception)), issubclass(int, ()))
print("union", isinstance(5, int | str), isinstance("a", int | None), isinstance(None, int | None), issubclass(bool, int | str))
class Meta(type):
    def __instancecheck__(cls, obj):
        return obj == "magic"
    def __subclasscheck__(cls, sub):
        return sub is str
class M(metaclass=Meta):
    pass
print("hooks", isinstance("magic", M), isinstance("other", M), issubclass(str, M), issubclass(int, M), isinstance(M(), M))
class Liar:
    @property
    def __class__(self):
        return int
print("__class__", isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()).__name__)
for name, fn in [("int", lambda: isinstance(1, 5)), ("str", lambda: isinstance(1, "int")), ("tuple of str", lambda: isinstance(1, (str, "int"))), ("list", lambda: isinstance(1, [int])), ("sub int", lambda: issubclass(1, int)), ("sub of int", lambda: issubclass(int, 1)), ("no args", lambda: isinstance()), ("one", lambda: isinstance(1)), ("first wins", lambda: isinstance(1, (int, "x")))]:
    try:
        print(name, fn())
    except TypeError as e:
        print("error", name, type(e).__name__)
