# Sources nested far too deep are refused with an error, not a crash.
# skip: stress
def outcome(label, source):
    try:
        compile(source, "<deep>", "exec")
    except (RecursionError, MemoryError, SyntaxError):
        print(label, "refused")
    else:
        print(label, "accepted")


N = 50000
outcome("parens", "(" * N + ")" * N)
outcome("lists", "[" * N + "]" * N)
outcome("dicts", "{0:" * N + "1" + "}" * N)
outcome("calls", "f(" * N + ")" * N)
outcome("unclosed", "(" * N)
outcome("lambda", "lambda:" * N + "0")
outcome("not", "not " * N + "0")
outcome("minus", "-" * N + "1")
outcome("power", "2**" * N + "1")
outcome("modest parens", "(" * 30 + "1" + ")" * 30)
outcome("modest lists", "[" * 30 + "1" + "]" * 30)
outcome("modest minus", "-" * 50 + "1")
outcome("modest blocks", "".join(" " * i + "if 1:\n" for i in range(18)) + " " * 18 + "pass\n")
print("wide sum", eval("+".join(["1"] * 1000)))
print("wide list", len(eval("[" + "1," * 1000 + "]")))
print("wide strings", len(eval(" ".join(["'a'"] * 500))))
print("wide and", eval(" and ".join(["1"] * 500)))
print("wide elif", compile("if 0: pass\n" + "elif 0: pass\n" * 50, "", "exec") is not None)
