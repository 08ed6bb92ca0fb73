# Functions with far more locals than fit into a frame: every way to bind, read and delete one.
class Manager:
    def __enter__(self):
        return "entered"

    def __exit__(self, *error):
        return None


n = 400
src = "def f(p, *a, k=3):\n" + "".join(f"    v{i} = {i}\n" for i in range(n))
src += """
    del v399
    try:
        v399
    except UnboundLocalError as e:
        print(e)
    v398 += 5
    def inner():
        nonlocal v397
        v397 += 1
        return v397, v396
    print(inner(), v397, v398)
    g = [v395 for v395 in range(3)]
    print(g, v395)
    h = [v394 + x for x in range(2)]
    print(h)
    for v393 in range(3): pass
    print(v393)
    with Manager() as v392: print(v392)
    try: 1/0
    except Exception as v391: pass
    try: v391
    except NameError as e: print(type(e).__name__, e)
    (v390, *v389), v388 = (1, 2, 3), 4
    print(v390, v389, v388)
    if (v387 := 10) > 5: print(v387)
    loc = locals()
    print(len([x for x in loc if x.startswith('v')]), loc['v0'], loc['v386'], loc['v397'])
    def v385(): return v385.__name__
    class v384: x = v383
    import sys as v382
    print(v385(), v384.x, v382.__name__)
    match [1, 2]:
        case [v381, v380]: print(v381, v380)
    print(1 < v1 + 1 < v3 < v10 < v100 < v200 < v300, [v0, v1, *[v2], v300], {v1: v2, **{3: v300}}, f'{v300!r:>5}{v1}')
    print(max(v1, v2, v300, v301, 7), dict(a=v300, b=v1, **{'c': 2}))
    yield v300
    v300 = yield
    yield v300
g = f(1)
print(next(g)); next(g); 
"""
src += "print(g.send('sent'))\n"
exec(src, {'__name__': 'm', 'Manager': Manager})
s = ", ".join(f"t{i}" for i in range(150)); ns = {'v': list(range(150))}
exec(f"{s} = v", ns); print(ns['t149'], ns['t0'])
exec(f"{s}, *r = v", ns); print(ns['r'])
exec(f"a, *r, b, c = v", ns); print(ns['b'])
try: exec(f"{s}, q = v", ns)
except ValueError as e: print('ValueError')
exec("def d(" + ",".join(f"a{i}=g({i})" for i in range(120)) + ", *, " + ",".join(f"k{i}=g({i})" for i in range(60)) + "): return a119 + k59\n", {'g': lambda x: x}, ns)
print(ns['d'](), ns['d'](k59=1))
