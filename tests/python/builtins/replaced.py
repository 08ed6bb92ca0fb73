# Builtins that a program replaces, and code that gets builtins of its own.
import builtins

builtins.abs = lambda x: ("own abs", x)
print(abs(-1))
del builtins.abs
original = builtins.__build_class__


def build(body, name, *bases, **keywords):
    print("   building", name, [b.__name__ for b in bases], keywords)
    return original(body, name, *bases)


builtins.__build_class__ = build


class A:
    x = 1


class B(A, key=2):
    pass


builtins.__build_class__ = lambda *a: "no class"


class C:
    pass


builtins.__build_class__ = original
print(A.x, B.x, C)
names = {"__builtins__": {"len": lambda x: "own len", "print": print}}
exec("print(len('abc'))\ndef f(): return len(1)\nprint(f())", names)
print(names["f"]())
for code in ("abs(1)", "[abs(x) for x in [1]]", "(lambda: max)()"):
    try:
        print(eval(code, names))
    except NameError as error:
        print(error)
print(len("abc"), eval("len('abc')", {}), eval("len('abc')", {"len": str}))
