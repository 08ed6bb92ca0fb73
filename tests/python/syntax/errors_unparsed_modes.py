# compile in eval and single mode, and what is left over.
def show(mode, source):
    try:
        compile(source, "<t>", mode)
    except SyntaxError as e:
        print(mode, repr(source), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)
    except Exception as e:
        print(mode, repr(source), "|", type(e).__name__, "|", e)
    else:
        print(mode, repr(source), "| fine")


for source in ["1", "1 + 1", " 1", "\n1", "1\n", "1\n\n", "1 # c", "x = 1", "1; 2", "1\n2", "pass", "", " ", "# c", "a, b", "*a, b", "*a", "yield", "(yield)", "await x", "lambda: 1", "x := 1", "(x := 1)", "return 1", "import x", "1 +", "(1", "1)", "'a", "if x: y", "def f(): pass", "x for x in y", "[x for x in y]", "\t1", "not", "del x", "print 1"]:
    show("eval", source)
for source in ["1", "1\n", "x = 1", "1; 2", "1\n2", "if x: y", "if x:\n y", "if x:\n y\n", "if x:\n y\nz", "", "\n", "# c", "def f(): pass\n", "def f():\n pass\n", "pass\npass", "(1", "'a", "1\n\n\n", "1\n# c", "class C: pass", "@d\ndef f(): pass\n"]:
    show("single", source)
for source, mode in [("1", "nope"), ("1", ""), (5, "exec"), (None, "eval"), (b"1", "eval"), (bytearray(b"1"), "eval"), ("a\0b", "eval")]:
    show(mode, source)
