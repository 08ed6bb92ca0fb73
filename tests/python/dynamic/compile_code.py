# Code objects: attributes, flags, reuse.
code = compile("def f(a, b=2, *c, d, **e):\n    x = a\n    return lambda: x + g\n", "file.py", "exec")
print("module", code.co_name, code.co_filename, code.co_argcount, code.co_names)
ns = {}
exec(code, ns)
exec(code, ns)
f = ns["f"].__code__
print("function", f.co_name, f.co_qualname, f.co_argcount, f.co_kwonlyargcount, f.co_posonlyargcount, f.co_varnames, f.co_cellvars, f.co_freevars, f.co_firstlineno)
inner = [c for c in f.co_consts if hasattr(c, "co_name")][0]
print("inner", inner.co_name, inner.co_freevars, inner.co_names)
flags = lambda c: (bool(c.co_flags & 4), bool(c.co_flags & 8), bool(c.co_flags & 32), bool(c.co_flags & 128), bool(c.co_flags & 512))
print("flags", flags(f))


def gen():
    yield


async def coro():
    pass


async def agen():
    yield


print("flags", flags(gen.__code__), flags(coro.__code__), flags(agen.__code__))
print("consts", (lambda: (1, "a", None)).__code__.co_consts[-1], "doc" in gen.__code__.co_consts)
print("same source equal", compile("1", "a", "eval") == compile("1", "a", "eval"), compile("1", "a", "eval") == compile("2", "a", "eval"), hash(compile("1", "a", "eval")) == hash(compile("1", "a", "eval")))
for name in ("co_name", "co_code"):
    try:
        setattr(f, name, "x")
    except AttributeError as error:
        print("read only", name)
new = f.replace(co_name="renamed")
print("replace", new.co_name, f.co_name)
import types

made = types.FunctionType(compile("lambda x: x + y", "n", "eval").co_consts[0], {"y": 10}, "made")
print("FunctionType", made(5), made.__name__)
try:
    types.FunctionType(5, {})
except TypeError as error:
    print("TypeError")
print("lineno", [ns["f"].__code__.co_firstlineno, gen.__code__.co_firstlineno])
