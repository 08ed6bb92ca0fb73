# Indentation and tab errors, odd characters, line continuation.
def show(source):
    try:
        compile(source, "<t>", "exec")
    except SyntaxError as e:
        print(ascii(source), "|", type(e).__name__, "|", ascii(e.msg), "|", e.lineno, e.offset)
    else:
        print(ascii(source), "| fine")


for source in [
    " x = 1", "x = 1\n y = 2", "if x:\n  a\n b", "if x:\n a\n  b", "if x:\n\ta\n        b", "if x:\n        a\n\tb", "if 1:\n  if 2:\n    a\n   b", "def f():\nx", "def f():\n\n\nx", "class C:\nx", "for x in y:\nz", "while x:\nz", "try:\nx",
    "try:\n x\nexcept:\ny", "try:\n x\nfinally:\ny", "if x:\n a\nelse:\nb", "if x:\n a\nelif y:\nb", "with x:\ny", "match x:\n case 1:\n pass", "async def f():\nx", "@d\n def f(): pass", "if x:\n a\n\n  \n\t\n b", "if x:\n # comment\n", "if x:\n # comment\na",
    "def f():\n  '''doc\nmore'''\n  x", "x = (\n1\n  )\ny", "x = [\n    1,\n  2]\n", "\tx = 1", "if x:\n a;\n b", "if x: a\n b", "  # comment\nx", "x \\\n= 1", "x \\ \n= 1", "x = \\", "\\", "x\\y", "'a\\\nb'", "'a\\", "if x:\n a \\\n  + b\n c",
    "x = 1\x00", "x = \u201ca\u201d", "x = 1 \u2013 2", "\u20ac = 1", "x\u00b2 = 1", "\u00e9 = 1", "\u4e2d = 1", "x = \x01", "x = 5\u00a0+ 1", "\ufeffx = 1", "x = 'a\x00b'", "#\x00", "x = 1 # \u20ac",
    "x = 0777", "x = 1_", "x = 1__0", "x = 0x", "x = 0b12", "x = 0o8", "x = 1e", "x = 1a", "x = 1_a", "x = 0xfg", "x = 1.e+", "x = 1if 2else 3" if False else "x = 1", "x = 5j6", "x = 1.2.3", "x = 0_", "x = 09", "x = 09.5", "x = 1 .real", "x = 00",
    "def f(x):\n    return x\n  y = 1", "if True:\n    x\n   else:\n    y", "\n\n   x", "x\n\n\n     y", "if x:\n" + " " * 4 + "a\n" + " " * 5 + "b\n",
]:
    show(source)
