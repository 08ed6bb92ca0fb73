# Wrong with, assert, raise, simple statements, decorators and compound statements.
def show(source):
    try:
        compile(source, "<t>", "exec")
    except SyntaxError as e:
        print(repr(source), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)
    else:
        print(repr(source), "| fine")


for source in [
    "with x", "with: pass", "with x as: pass", "with x as 1: pass", "with x as f(): pass", "with x, : pass", "with (x as y, z): pass", "with (x as y) as z: pass", "with (x, y) as z: pass", "with () : pass", "with *x: pass",
    "assert", "assert x,", "assert (x, y", "raise x from", "raise from x", "raise x, y", "raise", "pass x", "pass; x y", "x y", "x = 1 2", "1 2", "a b c", "print 1", "print x", "exec 'a'", "print(1", "print 'hello'", "x++", "x--", "++x", "x += ", "x += 1 += 2", "x = y += 1", "x: int: int", "x, y: int", "[x]: int = 1", "(x, y): int", "1: int", "f(): int",
    "@", "@x", "@x\ny = 1", "@x y\ndef f(): pass", "@x = 1\ndef f(): pass", "async", "async def", "async x: pass", "async for x in y: pass", "async with x: pass", "async lambda: 1", "match", "match x:", "match x:\n pass", "match x:\ncase 1: pass", "case 1: pass",
    "if x: pass else: pass", "if x: if y: pass", "x if y", "x if y else", "else", "x = if y: 1", "for x in y: for z in w: pass", "def f(): def g(): pass", "a; b; ; c", ";", "a;;b", "if 1: ;",
]:
    show(source)
