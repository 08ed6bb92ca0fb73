# exec and eval: namespaces, results, builtins.
print("eval", eval("1 + 2"), eval(" 1"), eval("1\n"), eval("a + b", {"a": 1, "b": 2}), eval("a", {"a": 1}, {"a": 2}))
g = {}
print("exec returns", exec("x = 1\ny = x + 1", g), g["x"], g["y"], "__builtins__" in g)
g, l = {"a": 1}, {}
exec("b = a\na = 5\ndef f(): return a\nc = f()", g, l)
print("two namespaces", g["a"], l["a"], l["b"], l["c"])
try:
    exec("x = 1\ndef f(): return x\nf()", {}, {})
except NameError as error:
    print("locals are not closures", error)
try:
    exec("n = 1\nz = list(n for _ in 'a')", {}, {})
except NameError as error:
    print("nor for generators", error)
x = "module"


def function():
    x = "local"
    exec("y = 1")
    print("reads local", eval("x"), eval("x + '!'"))
    exec("x = 'changed'")
    return x


print(function(), x)
exec("x = 'by exec'")
print("module level", x)


class C:
    exec("a = 1")
    b = eval("a + 1")


print("class", C.a, C.b)


class Map(dict):
    def __missing__(self, k):
        return k * 2


print("mapping locals", eval("ab + cd", {}, Map()))


class NotDict:
    def __getitem__(self, k):
        if k.startswith("v"):
            return "got " + k
        raise KeyError(k)

    def __setitem__(self, k, v):
        print("   stored", k, v)

    def __delitem__(self, k):
        print("   deleted", k)


exec("a = v1\ndel b\nprint(len('abc'))", {}, NotDict())
print("no builtins", end=" ")
try:
    eval("len", {"__builtins__": {}})
except NameError as error:
    print(error)
print("own builtins", eval("len('a')", {"__builtins__": {"len": lambda s: "mine"}}))
code = compile("a * 2", "name", "eval")
print("code", eval(code, {"a": 4}), type(code).__name__, code.co_filename, code.co_names)
code = compile("q = 1\nw = 2", "name", "exec")
print("eval of exec code", eval(code), q, w)
exec(compile("1 + 1; 'text'; None", "n", "single"))
exec(compile("for i in 'ab': i\n", "n", "single"))
print("exec of eval code", exec(compile("5", "n", "eval")))
for label, f in [("eval statement", lambda: eval("x = 1")), ("eval int", lambda: eval(5)), ("eval None", lambda: eval(None)), ("exec list", lambda: exec([])), ("globals list", lambda: eval("1", [])),
                 ("exec globals int", lambda: exec("1", 5)), ("locals int", lambda: exec("1", {}, 5)), ("eval empty", lambda: eval("")), ("no args", lambda: eval()), ("error inside", lambda: eval("1 / 0")),
                 ("keyword", lambda: eval("1", globals={})), ("code with free", lambda: exec((lambda y: (lambda: y))(1).__code__))]:
    try:
        print(label, f())
    except Exception as error:
        print(label, "|", type(error).__name__, error)
print("bytes", eval(b"1 + 1"), eval(bytearray(b"2")))
exec("def made(): 'doc'; return made.__name__")
print(made(), made.__doc__, made.__module__, made.__code__.co_filename)
exec("import sys as imported\nclass K: pass")
print(imported.__name__, K.__module__, K.__qualname__)
print("globals", globals()["x"], globals() is eval("globals()"), locals() is globals())
globals()["injected"] = 5
print(injected, vars()["injected"])


def loc(a):
    b = 1
    d = locals()
    d["b"] = 99
    return b, sorted(locals()), eval("a + b")


print("locals", loc(1))
print("nested eval", eval("eval('eval(\"1\")') + 1"), [eval("i") for i in range(2)] if False else "skip", eval("[i for i in range(3)]"), eval("(lambda: 7)()"))
