def f()
    pass
#> 1:8 SyntaxError: expected ':'
def f:
    pass
#> 1:6 SyntaxError: expected '('
class A
    pass
#> 1:8 SyntaxError: expected ':'
"""abc
def
#> 1:1 SyntaxError: unterminated triple-quoted string literal (detected at line 2)
lambda: 1 = 2
#> 1:1 SyntaxError: cannot assign to lambda
def f(a, a=1, b): pass
#> 1:15 SyntaxError: non-default argument follows default argument
def f(a=1, b): pass
#> 1:12 SyntaxError: non-default argument follows default argument
def f(*): pass
#> 1:7 SyntaxError: named arguments must follow bare *
def f(*, **k): pass
#> 1:7 SyntaxError: named arguments must follow bare *
def f(**k, a): pass
#> 1:12 SyntaxError: arguments cannot follow var-keyword argument
def f(*a, *b): pass
#> 1:11 SyntaxError: * argument may appear only once
def f(a, /, b, /): pass
#> 1:16 SyntaxError: / may appear only once
def f(*a, /): pass
#> 1:11 SyntaxError: / must be ahead of *
def f(/): pass
#~ 1:7 SyntaxError: at least one argument must precede /
def f(*a=1): pass
#> 1:9 SyntaxError: var-positional argument cannot have default value
def f(**k=1): pass
#> 1:10 SyntaxError: var-keyword argument cannot have default value
def f((a, b)): pass
#> 1:7 SyntaxError: Function parameters cannot be parenthesized
def f(a=): pass
#> 1:8 SyntaxError: expected default value expression
def f(1): pass
#> 1:7 SyntaxError: invalid syntax
def f(a.b): pass
#> 1:8 SyntaxError: invalid syntax
lambda (a, b): 1
#> 1:8 SyntaxError: Lambda expression parameters cannot be parenthesized
lambda *: 1
#> 1:9 SyntaxError: named arguments must follow bare *
lambda a=1, b: 1
#> 1:13 SyntaxError: non-default argument follows default argument
lambda a b: 1
#> 1:10 SyntaxError: invalid syntax
def f():
pass
#> 2:1 IndentationError: expected an indented block after function definition on line 1
class A:
pass
#> 2:1 IndentationError: expected an indented block after class definition on line 1
@
def f(): pass
#> 1:2 SyntaxError: invalid syntax
async def f()
    pass
#> 1:14 SyntaxError: expected ':'
lambda
#> 1:7 SyntaxError: invalid syntax
lambda x
#> 1:9 SyntaxError: invalid syntax
class A(: pass
#> 1:9 SyntaxError: invalid syntax
class 1: pass
#> 1:7 SyntaxError: invalid syntax
def 1(): pass
#> 1:5 SyntaxError: invalid syntax
"abc" "def
#> 1:7 SyntaxError: unterminated string literal (detected at line 1)
def f(x):
    return x

  def g(): pass
#> 4:16 IndentationError: unindent does not match any outer indentation level
def f(): x = yield = 1
#> 1:14 SyntaxError: assignment to yield expression not possible
class A[]: pass
#~ 1:9 SyntaxError: Type parameter list cannot be empty
def f[*Ts: int](): pass
#~ 1:10 SyntaxError: cannot use bound with TypeVarTuple
