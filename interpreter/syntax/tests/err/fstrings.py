f'{}'
#~ 1:4 SyntaxError: f-string: valid expression required before '}'
f'{!r}'
#~ 1:4 SyntaxError: f-string: valid expression required before '!'
f'{:x}'
#~ 1:4 SyntaxError: f-string: valid expression required before ':'
f'{=}'
#~ 1:4 SyntaxError: f-string: valid expression required before '='
f'{a'
#~ 1:5 SyntaxError: f-string: expecting '}'
f'{a
#~ 1:3 SyntaxError: '{' was never closed
f'{a!x}'
#~ 1:6 SyntaxError: f-string: invalid conversion character 'x': expected 's', 'r', or 'a'
f'{a!}'
#~ 1:6 SyntaxError: f-string: missing conversion character
f'{a! r}'
#~ 1:7 SyntaxError: f-string: conversion type must come right after the exclamation mark
f'{a b}'
#~ 1:4 SyntaxError: invalid syntax. Perhaps you forgot a comma?
f'{a:'
#~ 1:6 SyntaxError: f-string: expecting '}'
f'}'
#~ 1:3 SyntaxError: f-string: single '}' is not allowed
f'{lambda x: 1}'
#~ 1:4 SyntaxError: f-string: lambda expressions are not allowed without parentheses
f'{a!r b}'
#~ 1:8 SyntaxError: f-string: expecting ':' or '}'
f'{a= b}'
#~ 1:7 SyntaxError: f-string: expecting '!', or ':', or '}'
f'abc
#~ 1:1 SyntaxError: unterminated f-string literal (detected at line 1)
f'''{a
#~ 1:5 SyntaxError: '{' was never closed
f'{a]}'
#~ 1:5 SyntaxError: f-string: unmatched ']'
f'{a:{b}'
#~ 1:9 SyntaxError: f-string: expecting '}'
f'{*}'
#~ 1:5 SyntaxError: invalid syntax
f'\x1'
#~ 1:1 SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
