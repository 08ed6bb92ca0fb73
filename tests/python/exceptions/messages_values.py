# ValueError, OverflowError, KeyError, IndexError texts of everyday calls.
cases = """
int('')
int('abc')
int('12a')
int(' 1 2 ')
int('0x10')
int('1', 1)
int('z', 35)
int(None)
int('1.5')
int(b'x')
float('')
float('abc')
float('1_')
complex('x')
int(float('inf'))
int(float('nan'))
float(10 ** 400)
[1, 2].index(3)
[1].remove(2)
[].pop()
[1].pop(5)
(1,).index(2)
'abc'.index('z')
'abc'.rindex('z')
b'abc'.index(b'z')
{}.popitem()
{}.pop('k')
{'a': 1}['b']
set().pop()
{1}.remove(2)
list(range(3)).index(9)
range(3).index(9)
range(0, 1, 0)
'a'.split('')
'a'.partition('')
'abc'.encode('ascii', 'nope') and 1
chr(1114112)
bytes([300])
bytearray([-1])
bytes(3)[5]
'%d' % 'a'
'%s'
'%s %s' % 1
'%s' % (1, 2)
'%z' % 1
'%(a)s' % {}
'%(a)s' % 5
'%c' % 'ab'
'%c' % 1114112
'{}'.format()
'{1}'.format(0)
'{a}'.format()
'{a.b}'.format(a=1)
'{0[k]}'.format({})
'{'.format()
'}'.format()
'{!x}'.format(1)
'{} {0}'.format(1)
format(1, 'z')
format('a', 'd')
format(1.5, 'd')
format(1, '.3d')
format('a', '=5')
format([], '5')
round(1.5, 'a')
divmod(1, 0)
pow(0, -1)
(-8) ** 0.5 and 1
max([], key=len)
min(())
next(iter([]))
dict(a=1, **{'a': 2})
sum([[1], [2]])
[3, 'a'].sort()
sorted([1, None])
list(zip([1], [1, 2], strict=True))
int.from_bytes([1], 'middle')
(300).to_bytes(1, 'big')
(-1).to_bytes(1, 'big')
bytes.fromhex('xy')
bytes.fromhex('abc')
'a' * -1
'ab'.zfill('x')
'a'.center(5, 'xy')
''.join(['a', 1])
'abc'.translate(5)
str(b'\\xff', 'utf-8')
b'\\xff'.decode()
'\\u20ac'.encode('ascii')
'a'.encode('nope')
type('x', (), {}, 1)
memoryview(5)
slice(1).indices('a')
hash([])
iter(5)
len(5)
abs('a')
open(5.5)
compile('a', 'f', 'nope')
eval('')
eval('1 +')
exec(5)
__import__('')
__import__(5)
getattr(5, 'x y')
input.nope
isinstance(5, 'int')
object() < object()
bin(1.5)
ord('')
[1, 2][1.5:]
[1, 2]['a':'b']
print(1, end=2)
"""
for case in cases.split("\n"):
    if not case:
        continue
    try:
        value = eval(case)
    except Exception as error:
        print(case, "|", type(error).__name__, "|", error)
    else:
        print(case, "=", repr(value) if isinstance(value, (int, str)) else "fine")
