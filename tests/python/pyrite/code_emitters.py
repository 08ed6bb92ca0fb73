# The decorators for machine code are accepted, and the functions behave as ever.
import micropython
@micropython.native
def add(a, b):
    return a + b
@micropython.viper
def loop(n: int) -> int:
    total = 0
    for i in range(n):
        total += i
    return total
@micropython.bytecode
def plain(x):
    return [x] * 2
class A:
    @micropython.native
    def m(self, *args, k=3):
        return args, k
@micropython.native
def fails():
    raise ValueError("from native")
print(add(2, 3), add("a", "b"), loop(10), plain(1), A().m(1, 2), A().m(k=4))
try:
    fails()
except ValueError as e:
    print(e)
