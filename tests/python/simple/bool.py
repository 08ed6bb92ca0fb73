# bool is an int with two values.
print(True, False, repr(True), str(False), int(True), float(True), type(True).__name__, isinstance(True, int), issubclass(bool, int))
print("sum", True + True, True - 1, True * 5, -True, +True, ~True, True / 2, True // 1, True % 2, True ** 3, abs(True), sum([True, False, True]))
print("bits", True & False, True | False, True ^ True, True & 3, 2 | True, True << 3, type(True & False).__name__, type(True & 1).__name__, type(True ^ 0).__name__)
print("compare", True == 1, False == 0, True == 1.0, True > False, True < 2, not True, not False)
print("truth", [bool(x) for x in (0, 1, -1, 0.0, 0.1, "", "0", [], [0], (), (0,), {}, {0: 0}, set(), {0}, None, b"", b"0", range(0), range(1), 0j, 1j, len, Exception)])
class WithBool:
    def __init__(self, v):
        self.v = v
    def __bool__(self):
        return self.v
class WithLen:
    def __init__(self, v):
        self.v = v
    def __len__(self):
        return self.v
class Both(WithBool):
    def __len__(self):
        return 0
print("protocol", bool(WithBool(True)), bool(WithBool(False)), bool(WithLen(0)), bool(WithLen(3)), bool(Both(True)), bool(object()), bool())
print("short circuit", 0 or "a", 1 or "a", 0 and "a", 1 and "a", "" or [] or None, 1 and 2 and 3, not "")
print("index", ["no", "yes"][True], {1: "one"}[True], "ab"[False], range(5)[True])
print("text", "%d %s %5r" % (True, True, False), format(True, "d"), format(True, "5"), format(True), f"{True:>6}", "{:b}".format(True), "%x" % True)
for name, fn in [("int result", lambda: bool(WithBool(1))), ("negative len", lambda: bool(WithLen(-1))), ("str len", lambda: bool(WithLen("a"))), ("two", lambda: bool(1, 2)),
                 ("subclass", lambda: type("B", (bool,), {})), ("keyword", lambda: bool(x=1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
