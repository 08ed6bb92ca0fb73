# global and nonlocal in every place.
g = "module"


def reads():
    return g


def shadows():
    g = "local"
    return g


def writes():
    global g
    g = "written"


def creates():
    global created
    created = "created"


def unbound():
    try:
        print(g)
    except UnboundLocalError as error:
        print("unbound", error)
    g = 1


print(reads(), shadows(), reads())
writes()
print(reads())
creates()
print(created)
unbound()


def inner_global():
    g = "enclosing"

    def inner():
        global g
        g = "from inner"
        return g

    return inner(), g


print("skips enclosing", inner_global(), g)


def nonlocal_skips():
    v = 1

    def middle():
        def inner():
            nonlocal v
            v += 1

        inner()

    middle()
    return v


print("skips a level", nonlocal_skips())


def nearest():
    v = "outer"

    def middle():
        v = "middle"

        def inner():
            nonlocal v
            v = "set"

        inner()
        return v

    return middle(), v


print("nearest", nearest())


class C:
    global from_class
    from_class = "class body global"
    own = 1


print(from_class, hasattr(C, "from_class"))


def nonlocal_in_class():
    v = 1

    class D:
        nonlocal v
        v = 2
        w = 3

    return v, hasattr(D, "v")


print("nonlocal in class", nonlocal_in_class())


def global_def():
    global made_function, MadeClass, made_module

    def made_function():
        return "made"

    class MadeClass:
        pass

    import sys as made_module

    for made_loop in range(2):
        pass


global_def()
print(made_function(), MadeClass.__qualname__, made_function.__qualname__, made_module.__name__)


def global_targets():
    global t1, t2, t3, t4
    t1, (t2, *t3) = 1, [2, 3]
    for t4 in range(2):
        pass
    try:
        raise ValueError("v")
    except ValueError as t1:
        pass


global_targets()
print(t2, t3, t4, "t1" in globals())


def deletes():
    global t2
    del t2


deletes()
print("t2" in globals())
global fresh
fresh = "global at module level"
print(fresh)


def builtin_shadow():
    global len
    len = lambda x: "my len"


builtin_shadow()
print(len([]))
del len
print(len([]))
for label, source in [
    ("nonlocal at module", "nonlocal x"),
    ("nonlocal missing", "def f():\n nonlocal x"),
    ("nonlocal of global", "x = 1\ndef f():\n nonlocal x"),
    ("nonlocal after use", "def f():\n x = 1\n def g():\n  print(x)\n  nonlocal x"),
    ("nonlocal after assign", "def f():\n x = 1\n def g():\n  x = 2\n  nonlocal x"),
    ("nonlocal parameter", "def f():\n x = 1\n def g(x):\n  nonlocal x"),
    ("global parameter", "def f(x):\n global x"),
    ("global after assign", "def f():\n x = 1\n global x"),
    ("global after use", "def f():\n print(x)\n global x"),
    ("global and nonlocal", "def f():\n x = 1\n def g():\n  global x\n  nonlocal x"),
    ("global annotated", "def f():\n global x\n x: int = 1"),
    ("annotated then global", "def f():\n x: int\n global x"),
    ("global dotted", "global a.b"),
]:
    try:
        exec(source, {})
        print(label, "fine")
    except SyntaxError as error:
        print(label, "|", error.msg)
