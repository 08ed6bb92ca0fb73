# What bad calls of methods and classes say.
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
""".split("\n"):
    if not source:
        continue
    try:
        value = eval(source)
    except Exception as error:
        print(source, "|", type(error).__name__, error)
    else:
        print(source, "fine", value if isinstance(value, (int, str)) else "")
