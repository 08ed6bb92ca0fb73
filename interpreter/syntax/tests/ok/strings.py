'a' "b" '''c''' """d"""
'tab\tnew\nquote\'octal\101hex\x41small\u0041big\U00000041\
joined'
r'raw\n' R"\""
b'bytes\x00\\' rb'raw\x00' Rb'a' bR'b'
u'plain'
'no \escape'
'\N{BULLET}'
'''a "quoted"
line'''
'é' '\ud800'
f''
f'plain'
f'{a}{b}' 'c' "d{e}" f'{e}'
f'{{{a}}}'
f'{a!r}' f'{a!s:>{width}}' f'{a:{b}.{c}}'
f'{a=}' f'{ a = }' f'{a=!s}' f'{a=:x}'
f'{a["b"]}' f'{ {1: 2}[1] }'
f'{a:=5}' f'{(a:=5)}'
f'{lambda_}' f'{(lambda x: 1)}'
f'{a != b}' f'{a if b else c}'
f'{"same " + f"{'nested'}"}'
f'{f"{f'{f"{1}"}'}"}'
f'''{
    a  # a comment
    + b
}'''
f'{a:%H:%M}' f'{a:{{}}}'
f'\n{a}\{b}\x41'
rf'\n{a}\{b}'
f'{*a, b}' f'{yield_}'
f'{a:{b:c}}'
