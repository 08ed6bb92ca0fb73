type A = int
type B[T: int, *Ts, **P] = dict[T, P]
def f[T](a: T) -> T: pass
class A[T, U: (int, str)](B): pass
type = 1
type(a)
