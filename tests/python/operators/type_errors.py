# Wording of every operator on wrong operands.
import operator

pairs = [(1, "a"), ("a", 1), ([], ()), (None, 1), ({}, {}), (1, None), (b"", ""), ({1}, [1])]
symbols = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@", "<", "<=", ">", ">="]
for a, b in pairs:
    for s in symbols:
        if s == "%" and isinstance(a, (str, bytes)):
            continue
        try:
            result = eval(f"a {s} b", {"a": a, "b": b})
        except TypeError as error:
            print(repr(a), s, repr(b), "|", error)
        else:
            print(repr(a), s, repr(b), "=", result)
for s in ["+=", "-=", "*=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "@="]:
    try:
        exec(f"x = None\nx {s} 1")
    except TypeError as error:
        print("None", s, "1 |", error)
for s in ["-", "+", "~"]:
    for v in ["a", [], None, {}, 1.5, (1,)]:
        try:
            print(s, repr(v), eval(f"{s} v", {"v": v}))
        except TypeError as error:
            print(s, repr(v), "|", error)
for f in [abs, divmod, pow, round, hash, len, iter, next, reversed, int, float, chr, ord, bin, hex, oct]:
    for v in ([], {}, None):
        args = (v, 2) if f in (divmod, pow) else (v,)
        try:
            f(*args)
        except TypeError as error:
            print(f.__name__, args, "|", error)
class Plain:
    pass


try:
    Plain() + 1
except TypeError as error:
    print("instance", error)
try:
    1 @ Plain()
except TypeError as error:
    print("right instance", error)
try:
    Plain < Plain
except TypeError as error:
    print("classes", error)
try:
    len + len
except TypeError as error:
    print("builtins", error)
try:
    (lambda: 0) + 1
except TypeError as error:
    print("function", error)
