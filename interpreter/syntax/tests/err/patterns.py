match x
    case 1: pass
#> 1:8 SyntaxError: expected ':'
match x:
case 1: pass
#> 2:1 IndentationError: expected an indented block after 'match' statement on line 1
match x:
    case 1
        pass
#> 2:11 SyntaxError: expected ':'
match x:
    case 1:
    pass
#> 3:5 IndentationError: expected an indented block after 'case' statement on line 2
match x:
    case a as b.c: pass
#~ 2:16 SyntaxError: invalid syntax
match x:
    case a as _: pass
#> 2:15 SyntaxError: cannot use '_' as a target
match x:
    case A(a=1, 2): pass
#> 2:17 SyntaxError: positional patterns follow keyword patterns
match x:
    case 1j + 2: pass
#> 2:10 SyntaxError: real number required in complex literal
match x:
    case 1 + 2: pass
#> 2:14 SyntaxError: imaginary number required in complex literal
match x:
    pass
#> 2:5 SyntaxError: invalid syntax
[match a]
#> 1:8 SyntaxError: invalid syntax
