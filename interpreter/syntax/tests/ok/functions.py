def f(): return
def f(a, b: int = 1, /, c=2, *d: e, g, h=3, **i: j) -> k: return a, *b
def f(*, a): pass
def f(*args: *Ts): pass
def f(a, /): pass
def f(a, *, b): pass
async def f():
    await a
    async for b in c: pass
    async with d as e: pass
    return [x async for x in y]
def g():
    x = yield
    y = yield x
    z = yield from y
    yield 1, 2
    return (yield)
@a
@b.c(1)
@(d := e)
def f(): pass
@a
class A(B, *c, metaclass=M, **k):
    """doc"""
    x: int = 1

    def m(self): return self.x
class A: pass
class A(): pass
@a
async def f(): pass
