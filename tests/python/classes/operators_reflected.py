# Which side is asked first, reflected methods, NotImplemented.
class Base:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


ops = ["add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "divmod"]


def recorder(label, result):
    def method(self, other):
        print("   ", type(self).__name__, label)
        return result

    return method


def make(name, forward, reflected, base=Base):
    ns = {}
    for op in ops:
        ns[f"__{op}__"] = recorder(op, forward)
        ns[f"__r{op}__"] = recorder("r" + op, reflected)
    return type(name, (base,), ns)


L = make("L", "L result", "L reflected")
N = make("N", NotImplemented, NotImplemented)
R = make("R", "R result", "R reflected")
l, n, r = L("l"), N("n"), R("r")
import operator

functions = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "matmul": operator.matmul,
             "truediv": operator.truediv, "floordiv": operator.floordiv, "mod": operator.mod, "pow": operator.pow,
             "lshift": operator.lshift, "rshift": operator.rshift, "and": operator.and_, "or": operator.or_,
             "xor": operator.xor, "divmod": divmod}
for op in ops:
    f = functions[op]
    print(op, "L,R:", f(l, r))
    print(op, "N,R:", f(n, r))
    print(op, "1,R:", f(1, r))
    print(op, "L,1:", f(l, 1))
    for x, y in ((n, n), (n, N("m")), (n, 1), (1, n)):
        try:
            f(x, y)
        except TypeError as error:
            print(op, error)
Child = make("Child", "child result", "child reflected", L)
c = Child("c")
print("subclass on the right goes first", l + c)
print("subclass on the left", c + l)


class Plain(L):
    pass


print("subclass without override", l + Plain("p"))
print("same type asks forward once", l + L("l2"))


class OnlyR:
    def __radd__(self, other):
        return "radd of", other


print("str", "a" + OnlyR() if False else OnlyR().__radd__("a"))
print("sequences", [1] + OnlyR(), (1,) + OnlyR(), "a" + OnlyR(), b"a" + OnlyR())


class RMul:
    def __rmul__(self, other):
        return "rmul", other


print("list * object", [1] * RMul(), "a" * RMul(), 2 * RMul())
print("pow three", pow(type("P", (), {"__pow__": lambda s, o, m=None: ("pow", o, m)})(), 2, 3))
print("direct NotImplemented", (1).__add__("a"), (1).__eq__("a"), "a".__mul__("b") if False else "skip")
