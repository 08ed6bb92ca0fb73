'abc
#> 1:1 SyntaxError: unterminated string literal (detected at line 1)
x = 'abc
y = 1
#> 1:5 SyntaxError: unterminated string literal (detected at line 1)
1abc
#> 1:1 SyntaxError: invalid decimal literal
0x
#> 1:2 SyntaxError: invalid hexadecimal literal
0xg
#> 1:2 SyntaxError: invalid hexadecimal literal
0o9
#> 1:3 SyntaxError: invalid digit '9' in octal literal
0b12
#> 1:4 SyntaxError: invalid digit '2' in binary literal
0b1_
#> 1:4 SyntaxError: invalid binary literal
1__0
#> 1:2 SyntaxError: invalid decimal literal
1_
#> 1:2 SyntaxError: invalid decimal literal
1e+
#> 1:3 SyntaxError: invalid decimal literal
1e
#> 1:1 SyntaxError: invalid decimal literal
012
#> 1:1 SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers
1.5abc
#> 1:3 SyntaxError: invalid decimal literal
1jx
#> 1:2 SyntaxError: invalid imaginary literal
"a" = 1
#> 1:1 SyntaxError: cannot assign to literal here. Maybe you meant '==' instead of '='?
f"a" = 1
#> 1:1 SyntaxError: cannot assign to f-string expression here. Maybe you meant '==' instead of '='?
f(x for x in y, 1)
#> 1:3 SyntaxError: Generator expression must be parenthesized
f(1, x for x in y)
#> 1:6 SyntaxError: Generator expression must be parenthesized
1: int
#> 1:1 SyntaxError: illegal target for annotation
print "hello"
#> 1:1 SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)?
exec "x"
#> 1:1 SyntaxError: Missing parentheses in call to 'exec'. Did you mean exec(...)?
x = {'a': 1
#> 1:5 SyntaxError: '{' was never closed
a = $
#> 1:5 SyntaxError: invalid syntax
a = ?
#> 1:5 SyntaxError: invalid syntax
“hello”
#> 1:1 SyntaxError: invalid character '“' (U+201C)
a \ b
#> 1:4 SyntaxError: unexpected character after line continuation character
a = 1 \
#> 1:8 SyntaxError: unexpected EOF while parsing
[x for 1 in y]
#> 1:8 SyntaxError: cannot assign to literal
b'é'
#> 1:1 SyntaxError: bytes can only contain ASCII literal characters
b'a' 'b'
#~ 1:1 SyntaxError: cannot mix bytes and nonbytes literals
'a' b'b'
#~ 1:1 SyntaxError: cannot mix bytes and nonbytes literals
'\x1'
#~ 1:1 SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
x = '\x1'
#~ 1:5 SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
'\u12'
#~ 1:1 SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-3: truncated \uXXXX escape
'\U00110000'
#~ 1:1 SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character
'\N'
#~ 1:1 SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: malformed \N character escape
'\N{foo'
#~ 1:1 SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-5: malformed \N character escape
b'\x1'
#~ 1:1 SyntaxError: (value error) invalid \x escape at position 0
x = '\xz' + y
#~ 1:5 SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: truncated \xXX escape
nonlocal 1
#> 1:10 SyntaxError: invalid syntax
break 1
#> 1:7 SyntaxError: invalid syntax
a.1
#> 1:2 SyntaxError: invalid syntax
a[1:2
#> 1:2 SyntaxError: '[' was never closed
d = {
  'a': 1
  'b': 2
}
#> 2:8 SyntaxError: invalid syntax. Perhaps you forgot a comma?
x = 10l
#> 1:6 SyntaxError: invalid decimal literal
0_7
#> 1:1 SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers
1_000_
#> 1:6 SyntaxError: invalid decimal literal
0xfor
#> 1:6 SyntaxError: invalid syntax
x = (a 'b')
#> 1:8 SyntaxError: invalid syntax
x = (1 'b')
#> 1:6 SyntaxError: invalid syntax. Perhaps you forgot a comma?
x = 1
  y = 2
z = 'open
#> 2:2 IndentationError: unexpected indent
def f(a, b=1 c=2): pass
#> 1:12 SyntaxError: invalid syntax. Perhaps you forgot a comma?
try:
    x
    # comment
#> 3:14 SyntaxError: expected 'except' or 'finally' block
