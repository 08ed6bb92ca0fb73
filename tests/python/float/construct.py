# float() from numbers and from objects with __float__ and __index__; subclasses.
print(float(), float(0), float(5), float(-7), float(True), float(1.5), float(2**70) == 2.0**70)
class F:
    def __float__(self):
        return 2.5
class X:
    def __index__(self):
        return 7
class Bad:
    def __float__(self):
        return 1
class Fails:
    def __float__(self):
        raise LookupError("inside")
print("__float__", float(F()), float(X()))
class Metres(float):
    def __repr__(self):
        return "Metres(%g)" % float(self)
m = Metres(1.5)
print("subclass", m, m + 1, type(m + 1).__name__, isinstance(m, float), m == 1.5, float(m), "%.2f" % m, f"{m:.1f}", str(m), Metres("2.5"))
for name, fn in [("bad", lambda: float(Bad())), ("fails", lambda: float(Fails())), ("object", lambda: float(object())),
                 ("huge", lambda: float(10**400)), ("-huge", lambda: float(-10**400)), ("huge add", lambda: 1.0 + 10**400),
                 ("huge mul", lambda: 10**400 * 1.0), ("huge div", lambda: 1.0 / 10**400)]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
