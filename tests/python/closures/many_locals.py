# Functions with many locals, cells and constants.
source = "def big():\n" + "".join(f"    v{i} = {i}\n" for i in range(300)) + "    return " + " + ".join(f"v{i}" for i in range(300)) + "\n"
ns = {}
exec(source, ns)
print("300 locals", ns["big"](), sum(range(300)))
source = "def cells():\n" + "".join(f"    v{i} = {i}\n" for i in range(120)) + "    def inner():\n        return [" + ", ".join(f"v{i}" for i in range(120)) + "]\n    v5 = 'changed'\n    return inner\n"
exec(source, ns)
r = ns["cells"]()()
print("120 cells", len(r), r[5], r[119])
source = "def params(" + ", ".join(f"p{i}={i}" for i in range(150)) + "): return p0 + p149\n"
exec(source, ns)
print("150 parameters", ns["params"](), ns["params"](1, p149=5))
source = "x = [" + ", ".join(f"'s{i}'" for i in range(600)) + "]\n"
exec(source, ns)
print("600 constants", len(ns["x"]), ns["x"][599])
source = "d = {" + ", ".join(f"{i}: {i * i}" for i in range(400)) + "}\n"
exec(source, ns)
print("400 pairs", len(ns["d"]), ns["d"][399])
print("long call", len(eval("f(" + ", ".join(str(i) for i in range(260)) + ")", {"f": lambda *a: a})))
source = "def loop():\n    n = 0\n    for i in range(3):\n" + "        n += i\n" * 400 + "    return n\n"
exec(source, ns)
print("long loop body", ns["loop"]())
source = "def branches(x):\n" + "".join(f"    {'el' if i else ''}if x == {i}: return {i * 2}\n" for i in range(300)) + "    else: return 'none'\n"
exec(source, ns)
print("300 branches", ns["branches"](0), ns["branches"](299), ns["branches"](300))
source = "class Wide:\n" + "".join(f"    def m{i}(self): return {i}\n" for i in range(150)) + "    def __init__(self):\n" + "".join(f"        self.a{i} = {i}\n" for i in range(150))
exec(source, ns)
w = ns["Wide"]()
print("wide class", w.m149(), w.a149, len(w.__dict__), list(w.__dict__)[:3])
deep = "lambda: " * 20 + "'bottom'"
f = eval(deep)
for _ in range(20):
    f = f()
print("deep lambda", f)
print("temporaries", eval("(" * 20 + "1" + "+1)" * 20), eval("1+(" * 25 + "1" + ")" * 25))
print("nested lists", eval("[" * 25 + "]" * 25))
fns = {}
exec("def outer0():\n" + "".join("    " * (i + 1) + f"def outer{i + 1}():\n" for i in range(10)) + "    " * 11 + "return 'deepest'\n" + "".join("    " * (10 - i) + f"return outer{10 - i}()\n" for i in range(10)), fns)
print("nested functions", fns["outer0"]())
