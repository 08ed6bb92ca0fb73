a = b = c
a, *b = c
[a, (b, c)] = d
a.b = c[d] = e
a += 1; b **= 2; c //= 3; d >>= 4; e @= 5
a: int
a: int = 1
(a): int = 1
a.b: int
a[b]: c = *d, e
pass; pass
pass;
del a, b.c, d[e], (f, [g])
assert a
assert a, b
raise
raise a
raise a from b
global a, b
import a
import a.b . c as d, e
from . import a
from ... import a as b
from .a.b import (c, d as e,)
from a import *
if a: pass
if a:
    pass
elif b:
    pass
elif c: d; e
else:
    pass
while a:
    break
else:
    continue
for a, *b in c, *d:
    pass
else:
    pass
for x.y in z: pass
for (a) in b: pass
try:
    a
except B:
    c
except (D, E) as f:
    g
except:
    h
else:
    i
finally:
    j
try: a
finally: b
try:
    a
except* B as c:
    d
with a: pass
with a as b, c as (d, e): pass
with (a as b, c,): pass
with (a, b): pass
with (a, b) as c: pass
with (a), b: pass
with (yield): pass
with (a for a in b) as c: pass
with (a).b as c: pass
if a:
    if b:
        c
    # a comment

  # another
    d
if a:
	tab
e \
  + f
match = case = type = _ = 1
print(match, case); type(x)
