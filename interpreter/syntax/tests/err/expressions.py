f(a b)
#> 1:3 SyntaxError: invalid syntax. Perhaps you forgot a comma?
f(a, b c)
#> 1:6 SyntaxError: invalid syntax. Perhaps you forgot a comma?
f(**a, b)
#> 1:9 SyntaxError: positional argument follows keyword argument unpacking
f(**a, *b)
#> 1:8 SyntaxError: iterable argument unpacking follows keyword argument unpacking
f(x for x in y, z for z in w)
#> 1:3 SyntaxError: Generator expression must be parenthesized
(a, b): int
#> 1:1 SyntaxError: only single target (not tuple) can be annotated
[a]: int
#> 1:1 SyntaxError: only single target (not list) can be annotated
f(): int
#> 1:1 SyntaxError: illegal target for annotation
a, b: int
#> 1:1 SyntaxError: only single target (not tuple) can be annotated
print x
#> 1:1 SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?
print x, y
#> 1:1 SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?
print
x y
#> 2:3 SyntaxError: invalid syntax
x y
#> 1:3 SyntaxError: invalid syntax
a b c
#> 1:3 SyntaxError: invalid syntax
return x y
#> 1:10 SyntaxError: invalid syntax
)
#> 1:1 SyntaxError: unmatched ')'
(]
#> 1:2 SyntaxError: closing parenthesis ']' does not match opening parenthesis '('
(
]
#> 2:1 SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' on line 1
a ! b
#> 1:3 SyntaxError: invalid syntax
[*a for a in b]
#> 1:2 SyntaxError: iterable unpacking cannot be used in comprehension
{**a for a in b}
#> 1:2 SyntaxError: dict unpacking cannot be used in dict comprehension
(*a)
#> 1:2 SyntaxError: cannot use starred expression here
*a
#> 1:1 SyntaxError: can't use starred expression here
(**a)
#> 1:2 SyntaxError: cannot use double starred expression here
{a: *b}
#> 1:5 SyntaxError: cannot use a starred expression in a dictionary value
{a: }
#> 1:3 SyntaxError: expression expected after dictionary key and ':'
{a: b, c}
#> 1:8 SyntaxError: ':' expected after dictionary key
{a: b, c:}
#> 1:9 SyntaxError: expression expected after dictionary key and ':'
[a, b for a, b in c]
#> 1:2 SyntaxError: did you forget parentheses around the comprehension target?
[x for f() in y]
#> 1:8 SyntaxError: cannot assign to function call
global
#> 1:7 SyntaxError: invalid syntax
global x.y
#> 1:9 SyntaxError: invalid syntax
assert
#> 1:7 SyntaxError: invalid syntax
raise from x
#> 1:7 SyntaxError: invalid syntax
pass x
#> 1:6 SyntaxError: invalid syntax
not
#> 1:4 SyntaxError: invalid syntax
;
#> 1:1 SyntaxError: invalid syntax
a.
#> 1:3 SyntaxError: invalid syntax
a[
#> 1:2 SyntaxError: '[' was never closed
a[]
#> 1:3 SyntaxError: invalid syntax
f(
#> 1:2 SyntaxError: '(' was never closed
f(,)
#> 1:3 SyntaxError: invalid syntax
f(a,,b)
#> 1:5 SyntaxError: invalid syntax
(,)
#> 1:2 SyntaxError: invalid syntax
a <> b
#> 1:3 SyntaxError: invalid syntax
a ++
#> 1:5 SyntaxError: invalid syntax
f(**)
#> 1:5 SyntaxError: invalid syntax
f(*)
#> 1:4 SyntaxError: invalid syntax
foo(a, b for b in c)
#> 1:8 SyntaxError: Generator expression must be parenthesized
foo(a, (b for b in c), d e)
#> 1:24 SyntaxError: invalid syntax. Perhaps you forgot a comma?
f(a b c)
#> 1:3 SyntaxError: invalid syntax. Perhaps you forgot a comma?
a[b c]
#> 1:3 SyntaxError: invalid syntax. Perhaps you forgot a comma?
print(a b)
#> 1:7 SyntaxError: invalid syntax. Perhaps you forgot a comma?
(print a)
#> 1:2 SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?
