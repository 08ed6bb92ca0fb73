# Unknown operators, missing operands, wrong displays and calls.
def show(source):
    try:
        compile(source, "<t>", "exec")
    except SyntaxError as e:
        print(repr(source), "|", type(e).__name__, "|", e.msg, "|", e.lineno, e.offset)
    else:
        print(repr(source), "| fine")


for source in [
    "a <> b", "a !== b", "a === b", "a ! b", "!a", "a && b", "a || b", "a ? b : c", "$x", "x$", "a -> b", "a => b", "x @= @", "a ** ** b", "a * * b", "a //", "a not b", "a is is b", "not", "a in", "in a", "lambda", "lambda x", "lambda x:", "*", "**", "*x", "**x", "*x, y", "print(*)", "print(**)", "[*]", "{**}", "(*x)", "[**x]", "{*x: 1}", "{x: *y}", "{1: 2, 3}", "{1, 2: 3}", "{1:}", "{:1}", "{1: 2 3: 4}", "[1 2]", "(1 2)", "f(1 2)", "f(a b)", "[1, 2 3]", "x[1 2]", "x[]", "x[:,:,]", "x[a=1]", "x.", "x.1", "x. 1", ".x", "x..y", "x.class", "x.None", "1.x", "1.0.x", "1..x", "'a' 'b' c",
]:
    show(source)
