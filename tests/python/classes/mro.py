# C3 order, diamonds, conflicts.
class O1: pass
class A(O1): n = "A"
class B(O1): n = "B"; only_b = 1
class C(A, B): pass
class D(B, A): pass


def names(cls):
    return [c.__name__ for c in cls.__mro__]


print("C", names(C), C.n)
print("D", names(D), D.n)
print("attribute from second base", C.only_b)
print("mro()", [c.__name__ for c in C.mro()])


class X: pass
class Y: pass
class XY(X, Y): pass
class Z(XY, X): pass
class W(Y): pass
class V(XY, W): pass


print("Z", names(Z))
print("V", names(V))
for label, make in [
    ("conflict", lambda: type("E", (C, D), {})),
    ("base before derived", lambda: type("E", (X, XY), {})),
    ("duplicate", lambda: type("E", (X, X), {})),
    ("not a class", lambda: type("E", (5,), {})),
    ("None", lambda: type("E", (None,), {})),
    ("function", lambda: type("E", (len,), {})),
    ("bool", lambda: type("E", (bool,), {})),
    ("int and str", lambda: type("E", (int, str), {})),
    ("list and dict", lambda: type("E", (list, dict), {})),
    ("object first", lambda: type("E", (object, X), {})),
    ("function type", lambda: type("E", (type(names),), {})),
    ("range", lambda: type("E", (range,), {})),
    ("slice", lambda: type("E", (slice,), {})),
]:
    try:
        print(label, names(make()))
    except TypeError as error:
        print(label, "|", error)


class F: pass
class G: pass
class H(F, G): pass
class I(G): pass
class J(F): pass
class K(H, J, I): pass


print("K", names(K))
print("issubclass", issubclass(K, G), issubclass(K, K), issubclass(F, K), issubclass(K, (int, I)), issubclass(bool, int))
J.__bases__ = (G,)
print("bases changed", names(J))


class Base:
    def who(self):
        return ["Base"]


class Left(Base):
    def who(self):
        return ["Left"] + super().who()


class Right(Base):
    def who(self):
        return ["Right"] + super().who()


class Bottom(Left, Right):
    def who(self):
        return ["Bottom"] + super().who()


print("cooperative", Bottom().who(), Left().who())
print("explicit", Base.who(Bottom()), Right.who(Bottom()))
print("subclasses", [c.__name__ for c in Base.__subclasses__()])
