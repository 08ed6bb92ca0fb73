# return, yield, break, continue and await where they may not be; wrong del and scope statements.
def show(source):
    try:
        compile(source, "<t>", "exec")
    except SyntaxError as e:
        print(repr(source), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)
    else:
        print(repr(source), "| fine")


for source in [
    "return", "return 1", "class C:\n return", "yield", "yield 1", "yield from x", "break", "continue", "if x:\n break", "def f():\n break", "def f():\n continue", "for x in y:\n def f():\n  break", "class C:\n continue", "while x:\n class C:\n  break",
    "for x in y: pass\nelse: break", "while 1:\n try: pass\n finally: continue", "lambda: break", "x = return", "await x", "def f():\n await x", "async def f():\n yield from x", "async def f():\n return 1\n yield", "async def f():\n yield\n return 1",
    "del", "del 1", "del f()", "del x + 1", "del (x, 1)", "del *x", "del None", "del x if y else z", "del (a), [b]", "del ()", "del x = 1", "del {a}", "del -x", "del 'a'", "del __debug__",
    "global", "global 1", "global x.y", "global x,", "nonlocal x", "def f():\n nonlocal x", "def f(x):\n global x", "def f():\n x = 1\n global x", "def f():\n print(x)\n global x", "def f():\n global x\n nonlocal x",
]:
    show(source)
