# Unsupported operands: each operator names itself and both types.
for op in ("+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@"):
    for right in ("'a'", "None", "[]", "{}"):
        if op == "*" and right in ("'a'", "[]"):
            continue
        try:
            print("accepted", op, right, eval("1 " + op + " " + right))
        except TypeError as e:
            print(op, right, "->", e)
for op in ("+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@"):
    x = 1
    try:
        exec("x " + op + "= None")
    except TypeError as e:
        print(op + "=", "->", e)
for op in ("-", "+", "~"):
    for value in ("'a'", "None", "[]"):
        try:
            eval(op + value)
        except TypeError as e:
            print("unary", op, value, "->", e)
