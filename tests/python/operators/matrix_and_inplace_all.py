# Every in-place operator: own method, fallback, reflected fallback.
ops = {"+": "add", "-": "sub", "*": "mul", "@": "matmul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor"}


def returning(text):
    return lambda self, other: (text, type(other).__name__)


InPlace = type("InPlace", (), {f"__i{n}__": returning("i" + n) for n in ops.values()})
Binary = type("Binary", (), {f"__{n}__": returning(n) for n in ops.values()})
Reflected = type("Reflected", (), {f"__r{n}__": returning("r" + n) for n in ops.values()})
Refuses = type("Refuses", (Binary,), {f"__i{n}__": lambda self, other: NotImplemented for n in ops.values()})
NoneMethod = type("NoneMethod", (), {f"__{n}__": None for n in ops.values()})
for symbol in ops:
    for left, right in ((InPlace(), 1), (Binary(), 1), (5, Reflected()), (Refuses(), 1), (Binary(), Reflected())):
        ns = {"x": left, "y": right}
        exec(f"x {symbol}= y", ns)
        print(symbol + "=", type(left).__name__, ns["x"])
    for left, right in ((InPlace(), 1), (Reflected(), 1), (NoneMethod(), 1)):
        try:
            print(symbol, eval(f"x {symbol} y", {"x": left, "y": right}))
        except TypeError as error:
            print(symbol, error)
