# sys._getframe: who called, and on which line.
import sys
def f():
    return sys._getframe(1).f_lineno, sys._getframe().f_lineno, sys._getframe().f_code.co_name, sys._getframe(0).f_back.f_code.co_name
def g():
    return f()
print(g())
class A:
    def __init__(self):
        self.x = sys._getframe(1).f_lineno
        self.y = f()
a = A()
print(a.x, a.y)
def gen():
    yield sys._getframe(0).f_lineno
    yield sys._getframe(1).f_lineno

for x in gen():
    print(x)
try:
    sys._getframe(50)
except ValueError as e:
    print(e)
print(sys._getframe().f_globals is globals())
def depth(n):
    if n == 0:
        k = 0; fr = sys._getframe()
        while fr: k += 1; fr = fr.f_back
        return k
    return depth(n-1)
print(depth(10))
print(sorted([3,1], key=lambda x: sys._getframe().f_lineno))
print((lambda: sys._getframe().f_lineno)())
print(
  sys._getframe().f_lineno,
  1 + sys._getframe().f_lineno)
f2 = sys._getframe
print(f2(*[]).f_lineno)
