# __class_getitem__, __instancecheck__, __subclasscheck__, __mro_entries__.
class Box:
    def __class_getitem__(cls, item):
        return cls.__name__, item


class Child(Box):
    pass


print("class_getitem", Box[int][1] is int, Box[1, 2], Child["x"], Box[1:2])
try:
    Box()[1]
except TypeError as error:
    print("instance", error)
try:
    type("N", (), {})[1]
except TypeError as error:
    print("none", error)


class Meta(type):
    def __instancecheck__(cls, obj):
        print("   instancecheck", obj)
        return obj == 5

    def __subclasscheck__(cls, sub):
        print("   subclasscheck", sub.__name__)
        return sub is int

    def __getitem__(cls, i):
        return "meta getitem", i


class Checked(metaclass=Meta):
    def __class_getitem__(cls, i):
        return "never"


print("isinstance", isinstance(5, Checked), isinstance(6, Checked), isinstance("s", (int, Checked)))
print("exact type skips the hook", isinstance(Checked(), Checked))
print("issubclass", issubclass(int, Checked), issubclass(str, Checked), issubclass(str, (Checked, str)))
print("metaclass getitem first", Checked[1])
try:
    raise ValueError("v")
except ValueError as e:
    pass


class Entries:
    def __mro_entries__(self, bases):
        print("   mro_entries", len(bases))
        return (Box, list)


e = Entries()


class FromEntries(e):
    pass


print([c.__name__ for c in FromEntries.__mro__], FromEntries.__orig_bases__ == (e,))


class Gone:
    def __mro_entries__(self, bases):
        return ()


class NoBases(Gone()):
    pass


print(NoBases.__bases__ == (object,))


class BadEntries:
    def __mro_entries__(self, bases):
        return 5


try:
    class X(BadEntries()):
        pass
except TypeError as error:
    print(error)
print("tuple nested", isinstance(1, (str, (bytes, (int,)))), issubclass(bool, ((), (int,))), isinstance(1, ()))
print("union", isinstance(1, int | str), isinstance(1.0, int | str), issubclass(bool, int | None), isinstance(None, int | None))
for label, f in [("int", lambda: isinstance(1, 1)), ("list", lambda: isinstance(1, [int])), ("tuple with str", lambda: isinstance(1, (str, "int"))),
                 ("str cls", lambda: issubclass("a", int)), ("sub str", lambda: issubclass(int, "a")), ("generic", lambda: isinstance([], list[int]))]:
    try:
        print(label, f())
    except TypeError as error:
        print(label, error)


class Liar:
    @property
    def __class__(self):
        return int


print("__class__ is believed", isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()) is Liar)


class A:
    def who(self):
        return "A"


class B:
    def who(self):
        return "B"


o = A()
o.__class__ = B
print("class changed", o.who(), type(o).__name__)
try:
    o.__class__ = int
except TypeError as error:
    print("to int", error)
try:
    o.__class__ = 5
except TypeError as error:
    print("to object", error)
