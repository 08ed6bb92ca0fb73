a or b and not c or d
not not a
-x ** -y
- + ~x
2 ** 3 ** 4
(a + b) * c - d / e // f % g @ h
a << 1 >> 2 & b | c ^ d
a < b <= c != d
a is not b
a not in b
a if b else c if d else e
(a := 1, b)
f(x := 1)
lambda: 0
lambda a, /, b=1, *c, d, e=2, **f: (a, b)
x.y.z[1](2)[3:4, ::5, ...]
x[:]
x[1:]
x[:2]
x[::3]
x[*a]
x[*a, b]
x[a:=1]
f(a, *b, c=d, *e, **g)
f(x for x in y)
f((x for x in y), z)
()
(a,)
(a)
(*a, b)
[]
[a, *b]
{}
{a: b, **c, d: e}
{a, *b}
[x for x in y if a if b for z in w]
{x for x in y}
{x: y for x, y in z}
{(k := a): b for a in c}
(x async for x in y)
[await x for x in y]
None, True, False, ...
0, 1_000, 0xFF_ff, 0o17, 0b1_0, 00
1.5, .5, 1., 1e3, 1_0.0_1e-1_0, 1e400
1j, 1.5J, 0777j
123456789012345678901234567890
1if x else 2
