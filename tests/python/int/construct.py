# int() from numbers and from objects with __int__, __index__, __trunc__.
print(int(), int(0), int(5), int(-5), int(True), int(10**30))
print("float", int(1.9), int(-1.9), int(0.0), int(-0.0), int(1e6), int(2.0**70), int(-2.0**40))
class I:
    def __int__(self):
        return 42
class X:
    def __index__(self):
        return 43
class Both:
    def __int__(self):
        return 1
    def __index__(self):
        return 2
class Bad:
    def __int__(self):
        return "no"
class BadIndex:
    def __index__(self):
        return 1.5
class Fails:
    def __int__(self):
        raise KeyError("inside")
print("__int__", int(I()), int(X()), int(Both()))
print("index uses", [10, 20, 30][X() and Both()], hex(X()), "ab" * Both(), range(Both()), bin(X()), oct(X()))
print("base index", int("2a", type("B", (), {"__index__": lambda self: 16})()))
for name, fn in [
    ("bad int", lambda: int(Bad())), ("bad index", lambda: int(BadIndex())), ("list index", lambda: [1][BadIndex()]),
    ("fails", lambda: int(Fails())), ("nan", lambda: int(float("nan"))), ("inf", lambda: int(float("inf"))),
    ("-inf", lambda: int(float("-inf"))), ("object", lambda: int(object())), ("I as index", lambda: [1][I()]),
    ("hex of I", lambda: hex(I())),
]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name != "object" else "")

class Celsius(int):
    def __repr__(self):
        return "Celsius(%d)" % int(self)
    def __add__(self, other):
        return Celsius(int(self) + other)
c = Celsius(20)
print("subclass", c, c + 1, c * 2, type(c * 2), c == 20, isinstance(c, int), int(c), type(int(c)), hash(c) == hash(20))
print("subclass text", Celsius("0f", 16), "%d" % c, format(c, "d"), str(c), [c])
