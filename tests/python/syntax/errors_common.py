# What everyday syntax mistakes say, and where.
def show(source):
    try:
        compile(source, "<t>", "exec")
    except SyntaxError as e:
        print(repr(source), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset, repr(e.text))
    else:
        print(repr(source), "| fine")


for source in [
    "x = ", "x =", "= 1", "1 = x", "x = 1 +", "x + 1 = 2", "f() = 1", "f(x) += 1", "'a' = 1", "None = 1", "True = 1", "False += 1", "... = 1", "__debug__ = 1",
    "(a, 1) = 2", "[a, f()] = 2", "*a = 1", "*a, *b = 1", "a, *b, *c = 1", "(a + b) = 1", "-x = 1", "x if y else z = 1", "lambda: x = 1", "a and b = 1", "not a = 1", "a < b = 1",
    "{1: 2} = 1", "{1} = 1", "f'{x}' = 1", "[x for x in y] = 1", "(yield) = 1", "a.b() = 1", "x[1]() = 2", "(x) = 1", "(x := 1) = 2", "x := 1", "(x.y := 1)", "(x[0] := 1)", "(1 := x)",
    "if x = 1: pass", "while x = 1: pass", "if x.y = 1: pass", "print(x = 1, x)", "f(a.b=1)", "f(1=2)", "f(True=1)", "f(None=1)", "f(x=1, x=2)", "f(**a, *b)", "f(**a, b)", "f(a=1, b)", "f(a for a in b, c)",
    "f(lambda: 1=2)", "f(x=)", "f(a, , b)", "f(,)", "x = (1, 2", "x = [1, 2", "x = {1: 2", "x = (1]", "x = [1)", "x = }", ")", "x = 1)", "(\n1\n", "f(\nx = 1\ny = 2)", "'abc", "\"abc", "'''abc", "x = 'a\nb'",
    "if x\n pass", "if x:\npass", "if x:", "for x in y", "for x in y:", "for x y: pass", "for in y: pass", "for 1 in y: pass", "for f() in y: pass", "for x in: pass", "while: pass", "while x\n  pass", "else: pass", "elif x: pass",
    "try: pass", "try:\n pass\nx", "except: pass", "try: pass\nexcept: pass\nexcept ValueError: pass", "try: pass\nelse: pass", "try: pass\nexcept A, B: pass", "try: pass\nexcept A as 1: pass", "try: pass\nexcept A as b.c: pass", "finally: pass",
    "def f:", "def f(): ", "def f()\n pass", "def f(x, x): pass", "def f(x=1, y): pass", "def f(*): pass", "def f(*, **k): pass", "def f(**k, x): pass", "def f(**k, *a): pass", "def f(*a, *b): pass", "def f(1): pass", "def f(x.y): pass",
    "def f((a, b)): pass", "def f(/, a): pass", "def f(a, /, b, /): pass", "def f(a, *, b, /): pass", "def f(None): pass", "def f(x:): pass", "def f(x=): pass", "def f() -> : pass", "def 1f(): pass", "def class(): pass", "lambda x, x: 1", "lambda *: 1", "lambda x=1, y: 1",
    "class: pass", "class C\n pass", "class C(: pass", "class C:\npass", "class 1: pass", "class C(x for x in y): pass",
]:
    show(source)
