# Wrong statements: imports, del, global, return, break, with, assert, decorators, async.
def show(source):
    try:
        compile(source, "<t>", "exec")
    except SyntaxError as e:
        print(repr(source), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset, repr(e.text))
    else:
        print(repr(source), "| fine")


for source in [
    "return", "return 1", "class C:\n return", "yield", "yield 1", "yield from x", "break", "continue", "if x:\n break", "def f():\n break", "def f():\n continue", "for x in y:\n def f():\n  break", "class C:\n continue", "while x:\n class C:\n  break",
    "for x in y: pass\nelse: break", "while 1:\n try: pass\n finally: continue", "lambda: break", "x = return", "await x", "def f():\n await x", "async def f():\n yield from x", "async def f():\n return 1\n yield", "async def f():\n yield\n return 1",
    "del", "del 1", "del f()", "del x + 1", "del (x, 1)", "del *x", "del None", "del x if y else z", "del (a), [b]", "del ()", "del x = 1", "del {a}", "del -x", "del 'a'", "del __debug__",
    "global", "global 1", "global x.y", "global x,", "nonlocal x", "def f():\n nonlocal x", "def f(x):\n global x", "def f():\n x = 1\n global x", "def f():\n print(x)\n global x", "def f():\n global x\n nonlocal x",
    "import", "import 1", "import x.", "import .x", "import x as", "import x as y.z", "import x as 1", "from x", "from x import", "from x import ()", "from x import (a", "from x import a,", "from x import (a,)", "from x import *, a", "from x import a.b", "from import x", "from . import *",
    "def f():\n from x import *", "class C:\n from x import *", "import a, b as c, d.e", "import a from b", "from .. import", "from x import a as b.c", "from . x import y", "import *",
    "with x", "with: pass", "with x as: pass", "with x as 1: pass", "with x as f(): pass", "with x, : pass", "with (x as y, z): pass", "with (x as y) as z: pass", "with (x, y) as z: pass", "with () : pass", "with *x: pass",
    "assert", "assert x,", "assert (x, y", "raise x from", "raise from x", "raise x, y", "raise", "pass x", "pass; x y", "x y", "x = 1 2", "1 2", "a b c", "print 1", "print x", "exec 'a'", "print(1", "print 'hello'", "x++", "x--", "++x", "x += ", "x += 1 += 2", "x = y += 1", "x: int: int", "x, y: int", "[x]: int = 1", "(x, y): int", "1: int", "f(): int",
    "@", "@x", "@x\ny = 1", "@x y\ndef f(): pass", "@x = 1\ndef f(): pass", "async", "async def", "async x: pass", "async for x in y: pass", "async with x: pass", "async lambda: 1", "match", "match x:", "match x:\n pass", "match x:\ncase 1: pass", "case 1: pass",
    "if x: pass else: pass", "if x: if y: pass", "x if y", "x if y else", "else", "x = if y: 1", "for x in y: for z in w: pass", "def f(): def g(): pass", "a; b; ; c", ";", "a;;b", "if 1: ;",
    "a <> b", "a !== b", "a === b", "a ! b", "!a", "a && b", "a || b", "a ? b : c", "$x", "x$", "a -> b", "a => b", "x @= @", "a ** ** b", "a * * b", "a //", "a not b", "a is is b", "not", "a in", "in a", "lambda", "lambda x", "lambda x:", "*", "**", "*x", "**x", "*x, y", "print(*)", "print(**)", "[*]", "{**}", "(*x)", "[**x]", "{*x: 1}", "{x: *y}", "{1: 2, 3}", "{1, 2: 3}", "{1:}", "{:1}", "{1: 2 3: 4}", "[1 2]", "(1 2)", "f(1 2)", "f(a b)", "[1, 2 3]", "x[1 2]", "x[]", "x[:,:,]", "x[a=1]", "x.", "x.1", "x. 1", ".x", "x..y", "x.class", "x.None", "1.x", "1.0.x", "1..x", "'a' 'b' c",
]:
    show(source)
