# What everyday syntax mistakes say, and where.
def show(source):
    try:
        compile(source, "<t>", "exec")
    except SyntaxError as e:
        print(repr(source), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)
    else:
        print(repr(source), "| fine")


for source in [
    "x = ", "x =", "= 1", "1 = x", "x = 1 +", "x + 1 = 2", "f() = 1", "f(x) += 1", "'a' = 1", "None = 1", "True = 1", "False += 1", "... = 1", "__debug__ = 1",
    "(a, 1) = 2", "[a, f()] = 2", "*a = 1", "*a, *b = 1", "a, *b, *c = 1", "(a + b) = 1", "-x = 1", "x if y else z = 1", "lambda: x = 1", "a and b = 1", "not a = 1", "a < b = 1",
    "{1: 2} = 1", "{1} = 1", "f'{x}' = 1", "[x for x in y] = 1", "(yield) = 1", "a.b() = 1", "x[1]() = 2", "(x) = 1", "(x := 1) = 2", "x := 1", "(x.y := 1)", "(x[0] := 1)", "(1 := x)",
    "if x = 1: pass", "while x = 1: pass", "if x.y = 1: pass", "print(x = 1, x)", "f(a.b=1)", "f(1=2)", "f(True=1)", "f(None=1)", "f(x=1, x=2)", "f(**a, *b)", "f(**a, b)", "f(a=1, b)", "f(a for a in b, c)",
    "f(lambda: 1=2)", "f(x=)", "f(a, , b)", "f(,)", "x = (1, 2", "x = [1, 2", "x = {1: 2", "x = (1]", "x = [1)", "x = }", ")", "x = 1)", "(\n1\n", "f(\nx = 1\ny = 2)", "'abc", "\"abc", "'''abc", "x = 'a\nb'",
]:
    show(source)
