# Code objects: attributes, reuse.
code = compile("def f(a, b=2, *c, d, **e):\n    x = a\n    return lambda: x + g\n", "file.py", "exec")
print("module", code.co_name, code.co_filename, code.co_argcount, code.co_names)
ns = {}
exec(code, ns)
exec(code, ns)
f = ns["f"].__code__
print("function", f.co_name, f.co_qualname, f.co_argcount, f.co_kwonlyargcount, f.co_posonlyargcount, f.co_varnames, f.co_cellvars, f.co_freevars, f.co_firstlineno)
inner = ns["f"](1, d=2).__code__
print("inner", inner.co_name, inner.co_freevars, inner.co_names)
print("same source equal", compile("1", "a", "eval") == compile("1", "a", "eval"), compile("1", "a", "eval") == compile("2", "a", "eval"), hash(compile("1", "a", "eval")) == hash(compile("1", "a", "eval")))
for name in ("co_name", "co_code"):
    try:
        setattr(f, name, "x")
    except AttributeError as error:
        print("read only", name)
new = f.replace(co_name="renamed")
print("replace", new.co_name, f.co_name)
import types

made = types.FunctionType((lambda x: x + y).__code__, {"y": 10}, "made")
print("FunctionType", made(5), made.__name__)
try:
    types.FunctionType(5, {})
except TypeError as error:
    print("TypeError")
print("lineno", [ns["f"].__code__.co_firstlineno])
