# and, or, not give operands, and ask truth once.
class T:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print("   ask", self.name)
        return self.truth

    def __repr__(self):
        return self.name


yes, no = T("yes", True), T("no", False)
print("yes and no", yes and no)
print("no and yes", no and yes)
print("yes or no", yes or no)
print("no or yes", no or yes)
print("not", not yes, not no)
print("no or no or yes", no or no or yes)
print("yes and yes and no", yes and yes and no)
print("mix", no and yes or yes and no)
if yes and no or yes:
    print("taken")
if not (yes and no):
    print("taken 2")
print("conditional", "a" if no else "b")
print("falsy", [bool(x) for x in (0, 0.0, 0j, "", b"", (), [], {}, set(), frozenset(), range(0), None, False)])
print("truthy", [bool(x) for x in (1, -1, 0.5, 1j, " ", b"\0", (0,), [0], {0: 0}, {0}, range(1), len, object, ...)])


class Len:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print("by len", bool(Len(0)), bool(Len(2)), not Len(0))


class Both:
    def __bool__(self):
        return True

    def __len__(self):
        return 0


print("bool before len", bool(Both()))


class Bad:
    def __bool__(self):
        return 1


class BadLen:
    def __len__(self):
        return -1


class BadLenType:
    def __len__(self):
        return "2"


class NoneBool:
    __bool__ = None


for label, value in [("bool gives int", Bad()), ("len negative", BadLen()), ("len str", BadLenType()), ("bool None", NoneBool())]:
    try:
        print(label, "yes" if value else "no")
    except Exception as error:
        print(label, type(error).__name__, error)
print("bool is int", True + True, True * 3, -True, ~True, True == 1, isinstance(True, int))
print("bool bits", True & False, True | False, True ^ True, True & 3, True << 2)
print("bool text", str(True), repr(False), f"{True!r} {True:d} {True:>5}")
