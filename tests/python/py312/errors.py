# Errors of the new syntax.
for source in ["type X", "type X =", "type 1 = int", "def f[](): pass", "class C[T, T]: pass", "def f[T, T](): pass", "type A[T, T] = int", "def f[T](): nonlocal T",
               "type X[T] = (yield)", "class C[T](x := 1): pass", "lambda[T]: 1", "type x.y = int", "type X += int", "def f[T:](): pass"]:
    try:
        compile(source, "s", "exec")
        print(source, "| fine")
    except SyntaxError:
        print(source, "| SyntaxError")
