# stress: 20011
# Deep structures end in RecursionError, not in a crash.
def nest(n, make):
    x = make(None)
    for i in range(n):
        x = make(x)
    return x
for name, make in [("list", lambda x: [x]), ("tuple", lambda x: (x,)), ("dict", lambda x: {"k": x})]:
    deep = nest(100000, make)
    for what, fn in [("repr", lambda: repr(deep)), ("str", lambda: str(deep)), ("==", lambda: deep == nest(100000, make))]:
        try:
            fn()
            print(name, what, "done")
        except RecursionError as e:
            print(name, what, "RecursionError")
    shallow = nest(50, make)
    print(name, len(repr(shallow)), shallow == nest(50, make))
class Wrap:
    def __init__(self, x):
        self.x = x
    def __repr__(self):
        return "<" + repr(self.x) + ">"
try:
    repr(nest(100000, Wrap))
except RecursionError:
    print("own repr RecursionError")
print(repr(nest(5, Wrap)))
class Eq:
    def __eq__(self, other):
        return self == other
try:
    Eq() == Eq()
except RecursionError:
    print("own == RecursionError")
class Getattr:
    def __getattr__(self, name):
        return getattr(self, name + "x")
try:
    Getattr().a
except RecursionError:
    print("getattr RecursionError")
def down(n):
    return down(n + 1)
try:
    down(0)
except RecursionError as e:
    print("call", isinstance(e, RuntimeError))
print("goes on", down.__name__)
