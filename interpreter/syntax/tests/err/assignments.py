x = (1,
y = 2
#> 1:5 SyntaxError: '(' was never closed
x = [1, 2 3]
#> 1:9 SyntaxError: invalid syntax. Perhaps you forgot a comma?
x = {1: 2 3: 4}
#> 1:9 SyntaxError: invalid syntax. Perhaps you forgot a comma?
x = 1
  y = 2
#> 2:2 IndentationError: unexpected indent
f() = 1
#> 1:1 SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='?
1 = x
#> 1:1 SyntaxError: cannot assign to literal here. Maybe you meant '==' instead of '='?
None = 1
#> 1:1 SyntaxError: cannot assign to None
True = 1
#> 1:1 SyntaxError: cannot assign to True
x + 1 = 2
#> 1:1 SyntaxError: cannot assign to expression here. Maybe you meant '==' instead of '='?
(a, 1) = x
#> 1:5 SyntaxError: cannot assign to literal
[a, f()] = x
#> 1:5 SyntaxError: cannot assign to function call
a, f() = x
#> 1:4 SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='?
x = f() = 3
#> 1:5 SyntaxError: cannot assign to function call
f() = x = 3
#> 1:1 SyntaxError: cannot assign to function call
(x for x in y) = 1
#> 1:1 SyntaxError: cannot assign to generator expression
a if b else c = 1
#> 1:1 SyntaxError: cannot assign to conditional expression
a and b = 1
#> 1:1 SyntaxError: cannot assign to expression
a < b = 1
#> 1:1 SyntaxError: cannot assign to comparison
-a = 1
#> 1:1 SyntaxError: cannot assign to expression here. Maybe you meant '==' instead of '='?
... = 1
#> 1:1 SyntaxError: cannot assign to ellipsis here. Maybe you meant '==' instead of '='?
{} = 1
#> 1:1 SyntaxError: cannot assign to dict literal here. Maybe you meant '==' instead of '='?
{1} = 1
#> 1:1 SyntaxError: cannot assign to set display here. Maybe you meant '==' instead of '='?
{1:2} = 1
#> 1:1 SyntaxError: cannot assign to dict literal here. Maybe you meant '==' instead of '='?
[x for x in y] = 1
#> 1:1 SyntaxError: cannot assign to list comprehension here. Maybe you meant '==' instead of '='?
{x for x in y} = 1
#> 1:1 SyntaxError: cannot assign to set comprehension here. Maybe you meant '==' instead of '='?
{x:x for x in y} = 1
#> 1:1 SyntaxError: cannot assign to dict comprehension here. Maybe you meant '==' instead of '='?
await x = 1
#> 1:1 SyntaxError: cannot assign to await expression here. Maybe you meant '==' instead of '='?
(yield) = 1
#> 1:2 SyntaxError: cannot assign to yield expression here. Maybe you meant '==' instead of '='?
yield = 1
#> 1:1 SyntaxError: assignment to yield expression not possible
(x = 1)
#> 1:2 SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
(x.y = 1)
#> 1:2 SyntaxError: cannot assign to attribute here. Maybe you meant '==' instead of '='?
print(x.y = 1)
#> 1:7 SyntaxError: expression cannot contain assignment, perhaps you meant "=="?
f(1=2)
#> 1:3 SyntaxError: expression cannot contain assignment, perhaps you meant "=="?
f(True=1)
#> 1:3 SyntaxError: cannot assign to True
f(a.b=1)
#> 1:3 SyntaxError: expression cannot contain assignment, perhaps you meant "=="?
f((a)=1)
#> 1:4 SyntaxError: expression cannot contain assignment, perhaps you meant "=="?
f(a=1, b)
#> 1:9 SyntaxError: positional argument follows keyword argument
f(a=x for x in y)
#> 1:3 SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
del f()
#> 1:5 SyntaxError: cannot delete function call
del (a, 1)
#> 1:9 SyntaxError: cannot delete literal
del *a
#> 1:5 SyntaxError: cannot delete starred
del a + b
#> 1:5 SyntaxError: cannot delete expression
del a, f()
#> 1:8 SyntaxError: cannot delete function call
f() += 1
#> 1:1 SyntaxError: 'function call' is an illegal expression for augmented assignment
(a, b) += 1
#> 1:1 SyntaxError: 'tuple' is an illegal expression for augmented assignment
1 += 1
#> 1:1 SyntaxError: 'literal' is an illegal expression for augmented assignment
a = b += 1
#> 1:7 SyntaxError: invalid syntax
x = [1, 2
print(x)
#> 1:5 SyntaxError: '[' was never closed
x = 5)
#> 1:6 SyntaxError: unmatched ')'
a = b€
#> 1:6 SyntaxError: invalid character '€' (U+20AC)
a = b c
#> 1:7 SyntaxError: invalid syntax
x = a if b
#> 1:5 SyntaxError: expected 'else' after 'if' expression
x = (a if b)
#> 1:6 SyntaxError: expected 'else' after 'if' expression
x = a if b else
#> 1:16 SyntaxError: invalid syntax
x = *a
#> 1:5 SyntaxError: can't use starred expression here
*a = x
#> 1:1 SyntaxError: starred assignment target must be in a list or tuple
*a, *b = x
#> 1:1 SyntaxError: multiple starred expressions in assignment
(a := 1) = 2
#> 1:2 SyntaxError: cannot assign to named expression here. Maybe you meant '==' instead of '='?
a := 1
#> 1:3 SyntaxError: invalid syntax
(a.b := 1)
#> 1:2 SyntaxError: cannot use assignment expressions with attribute
(f() := 1)
#> 1:2 SyntaxError: cannot use assignment expressions with function call
(1 := 1)
#> 1:2 SyntaxError: cannot use assignment expressions with literal
x = a := 1
#> 1:7 SyntaxError: invalid syntax
x = 
#> 1:5 SyntaxError: invalid syntax
x = ;
#> 1:5 SyntaxError: invalid syntax
a = 1 if 2 else 3 = 4
#~ 1:5 SyntaxError: cannot assign to conditional expression
x: int = y = 1
#> 1:12 SyntaxError: invalid syntax
a === b
#> 1:5 SyntaxError: invalid syntax
a = +
#> 1:6 SyntaxError: invalid syntax
x = [
  1
  2
]
#> 2:3 SyntaxError: invalid syntax. Perhaps you forgot a comma?
a, b = 1, 2 = c
#~ 1:8 SyntaxError: cannot assign to literal
None += 1
#> 1:1 SyntaxError: 'None' is an illegal expression for augmented assignment
f(a for a in b, c=1)
#> 1:3 SyntaxError: Generator expression must be parenthesized
f(None=1)
#> 1:3 SyntaxError: cannot assign to None
f(__debug__=1)
#~ 1:3 SyntaxError: cannot assign to __debug__
__debug__ = 1
#> 1:1 SyntaxError: cannot assign to __debug__
a.__debug__ = 1
#> 1:1 SyntaxError: cannot assign to __debug__
x = 0777
#> 1:5 SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers
x = yield = 1
#> 1:5 SyntaxError: assignment to yield expression not possible
f(x=1, x.y=2)
#> 1:8 SyntaxError: expression cannot contain assignment, perhaps you meant "=="?
f(a, b=c d)
#~ 1:8 SyntaxError: invalid syntax. Perhaps you forgot a comma?
a = (b c
#> 1:5 SyntaxError: '(' was never closed
a = {b c}
#> 1:6 SyntaxError: invalid syntax. Perhaps you forgot a comma?
a = {b: c d}
#~ 1:9 SyntaxError: invalid syntax. Perhaps you forgot a comma?
a = (x = 1, 2)
#> 1:6 SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
a = [x = 1]
#> 1:6 SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
dict(a=1, b=2 c=3)
#> 1:13 SyntaxError: invalid syntax. Perhaps you forgot a comma?
