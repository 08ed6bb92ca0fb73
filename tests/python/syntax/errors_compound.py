# What mistakes in compound statements, parameters and classes say, and where.
def show(source):
    try:
        compile(source, "<t>", "exec")
    except SyntaxError as e:
        print(repr(source), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)
    else:
        print(repr(source), "| fine")


for source in [
    "if x\n pass", "if x:\npass", "if x:", "for x in y", "for x in y:", "for x y: pass", "for in y: pass", "for 1 in y: pass", "for f() in y: pass", "for x in: pass", "while: pass", "while x\n  pass", "else: pass", "elif x: pass",
    "try: pass", "try:\n pass\nx", "except: pass", "try: pass\nexcept: pass\nexcept ValueError: pass", "try: pass\nelse: pass", "try: pass\nexcept A, B: pass", "try: pass\nexcept A as 1: pass", "try: pass\nexcept A as b.c: pass", "finally: pass",
    "def f:", "def f(): ", "def f()\n pass", "def f(x, x): pass", "def f(x=1, y): pass", "def f(*): pass", "def f(*, **k): pass", "def f(**k, x): pass", "def f(**k, *a): pass", "def f(*a, *b): pass", "def f(1): pass", "def f(x.y): pass",
    "def f((a, b)): pass", "def f(/, a): pass", "def f(a, /, b, /): pass", "def f(a, *, b, /): pass", "def f(None): pass", "def f(x:): pass", "def f(x=): pass", "def f() -> : pass", "def 1f(): pass", "def class(): pass", "lambda x, x: 1", "lambda *: 1", "lambda x=1, y: 1",
    "class: pass", "class C\n pass", "class C(: pass", "class C:\npass", "class 1: pass", "class C(x for x in y): pass",
]:
    show(source)
