# Named expressions and where they bind.
print("basic", (a := 3), a)
if (n := len("hello")) > 3:
    print("if", n)
data = iter([1, 2, 3, 0, 4])
while (item := next(data)):
    print("while", item)
print("list", [b := 1, b + 1, (b := 5), b], b)
print("comprehension leaks", [last := x for x in range(4)], last)
print("filter", [y for x in range(6) if (y := x * x) > 5], y)
print("any witness", any((w := v) > 2 for v in [1, 2, 3, 4]), w)


def f(x, y=0):
    return x, y


print("argument", f((c := 4), y=(d := 5)), c, d)
print("positional bare", f(g := 7), g)
print("index", [10, 20, 30][(i := 1)], i)
print("nested", (p := (q := 2) + 1), p, q)
print("conditional", (r := "yes") if (s := True) else (r := "no"), r, s)
print("tuple value", (t := (1, 2)), t)
print("lambda", (lambda: (u := 6) + u)())
print("f-string", f"{(z := 8)} {z:=3}")


def scope():
    values = [total := total + v for v in range(5)] if (total := 0) == 0 else []
    return values, total


print("function scope", scope())


def with_global():
    global made
    [made := i for i in range(3)]


with_global()
print("global", made)


def with_nonlocal():
    k = None

    def inner():
        nonlocal k
        return [k := i for i in "xyz"]

    inner()
    return k


print("nonlocal", with_nonlocal())
print("in dict", {(m := "key"): (o := 1)}, m, o)
print("in set", sorted({(aa := 1), (bb := 2)}), aa, bb)
assert (cc := 3) == 3
print("assert", cc)
lst = [1, 2, 3]
print("slice", lst[(lo := 1):(hi := 3)], lo, hi)
