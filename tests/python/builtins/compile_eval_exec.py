# eval, exec, compile, globals, locals, __import__.
x = 10
print(eval("x + 1"), eval(" x * 2 "), eval("x", {"x": 5}), eval("x + y", {"x": 1}, {"y": 2}), eval("[i for i in range(3)]"), eval("(lambda a: a + 1)(1)"), eval("1\n"), eval(b"2 + 3"))
ns = {}
exec("a = 1\ndef f(n):\n    return n * 2 + a\nclass C:\n    v = f(5)", ns)
print(ns["a"], ns["f"](3), ns["C"].v, "__builtins__" in ns, sorted(k for k in ns if k != "__builtins__"))
loc = {}
exec("b = x + 1; c = b", {"x": 1}, loc)
print(loc, exec("pass"))
code = compile("x + 100", "<here>", "eval")
print(eval(code), eval(code, {"x": 1}), code.co_filename, type(code).__name__)
exec(compile("for i in range(2):\n    print('run', i)\n", "f", "exec"))
single = compile("1 + 1\n", "s", "single")
exec(compile("y = 5", "f", "exec"))
print(y)
def scope():
    inner = 3
    return eval("inner + x"), sorted(locals()), "x" in globals()
print(scope())
print(__import__("sys").__name__, globals()["x"], __name__, eval("__name__"))
for name, fn in [("syntax", lambda: eval("1 +")), ("statement", lambda: eval("a = 1")), ("empty", lambda: eval("")), ("name", lambda: eval("nope")), ("int", lambda: eval(5)), ("globals list", lambda: eval("1", [])), ("mode", lambda: compile("1", "f", "what")), ("exec int", lambda: exec(5)), ("import", lambda: __import__("no_such_module")), ("raises", lambda: exec("raise ValueError('inside')")), ("two lines", lambda: eval("1\n2")), ("return", lambda: exec("return 1")), ("indent", lambda: exec("  a = 1"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("name", "import", "raises") else "")
