# What bad calls of methods, classes and builtins say.
class Plain:
    pass


class Init:
    def __init__(self, a, *, k=1):
        pass

    def method(self, x):
        pass

    def no_self():
        pass

    @classmethod
    def cm(cls, x):
        pass

    @staticmethod
    def sm(x):
        pass

    def __call__(self, q):
        pass

    class Inner:
        def deep(self):
            pass


class New:
    def __new__(cls, a):
        return object.__new__(cls)


class BadInit:
    def __init__(self):
        return 5


i = Init(1)
number, text, items, none = 5, 'text', [], None
for source in """
Plain(1)
Plain(a=1)
Init()
Init(1, 2)
Init(1, z=2)
i.method()
i.method(1, 2)
i.method(y=1)
Init.method()
Init.method(1)
i.no_self()
i.cm()
Init.cm(1, 2)
i.sm()
i.sm(1, 2)
i()
i(1, 2)
i.Inner().deep(1)
New()
New(1, 2)
BadInit()
object(1)
object.__new__()
object.__new__(1)
object.__new__(int)
object().__init__(1)
Plain()()
number()
text()
items()
none()
Init.Inner.deep.__call__()
len()
len(1, 2)
len(x=[])
abs()
abs(1, 2)
chr()
ord('ab')
ord('')
ord(5)
chr('a')
chr(-1)
chr(0x110000)
isinstance(1)
isinstance(1, 1)
issubclass(1, int)
issubclass(int, 1)
getattr(1)
getattr(1, 2)
setattr(1, 'a')
hasattr(1, 2)
callable()
[].append()
[].append(1, 2)
{}.get()
{}.get(1, 2, 3)
''.join()
''.join(5)
''.join([1])
''.split(1)
''.replace('a')
list(1, 2)
tuple(1, 2)
dict(1)
dict([1])
dict([(1, 2, 3)])
dict(1, 2)
set(1, 2)
range()
range('a')
range(1, 2, 3, 4)
range(1.5)
slice()
enumerate()
zip(1)
map()
map(len)
filter(len)
int([])
int('x', 5)
int(1, 5)
int('x', 99)
float([])
str(1, 2)
bytes('a')
bytes(-1)
bytes([256])
bytes([1], 'x')
bool(1, 2)
sum(1)
sum(['a'])
sum([], '')
max()
max(1)
max([])
min([], default=5)
max(1, 'a')
max(1, 2, default=3)
sorted()
sorted([1], 2)
sorted([1, 'a'])
sorted(5)
print(sep=1)
round('a')
super(1)
type(1, 2)
type('X', 1, {})
type(1, (), {})
""".split("\n"):
    if not source:
        continue
    try:
        value = eval(source)
    except Exception as error:
        print(source, "|", type(error).__name__, error)
    else:
        print(source, "fine", value if isinstance(value, (int, str)) else "")
