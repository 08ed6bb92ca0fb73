# __call__ that is not a function: what it is bound by, if by anything.
class X:
    __call__ = dict
print(X()(a=1))
class M(type):
    __call__ = dict
class Y(metaclass=M):
    pass
print(Y(a=1))
class Z:
    __call__ = staticmethod(lambda *a: a)
print(len(Z()(1, 2)))
class W:
    __call__ = classmethod(lambda *a: a)
print(W()(1, 2)[0] is W)
class P:
    @property
    def __call__(self):
        return lambda *a: ("p", a)
print(P()(5))
class L:
    __call__ = print
L()("x")
class Q:
    __call__ = Z()
print(len(Q()(1)))
class MP(type):
    @property
    def __call__(cls):
        return lambda *a: (cls.__name__, a)
class YP(metaclass=MP):
    pass
print(YP(4))
import functools
class K:
    __call__ = functools.partial(max, 3)
print(K()(9))
