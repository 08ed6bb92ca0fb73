# When each part runs, and how errors and generators leave it.
log = []


def t(x):
    log.append(x)
    return x


[t(("body", i)) for i in t([1, 2]) if t(("if", i))]
print("list", log)
log.clear()
g = (t(("body", i)) for i in t([1, 2]))
print("generator: iterable at once", log)
print(next(g), log)
log.clear()
{t("key"): t("value") for _ in "a"}
print("key before value", log)
log.clear()
try:
    g = (i for i in 5)
except TypeError as error:
    print("not iterable raised at creation", error)
g = (j for i in [1] for j in 5)
try:
    next(g)
except TypeError as error:
    print("inner raised when run", error)
g = (i for i in range(3))
print("lazy", next(g), list(g), list(g))


def early():
    return [i for i in range(10) if i < 5 or (_ for _ in ()).throw(ValueError("stop"))]


try:
    early()
except ValueError as error:
    print("throw", error)


def stop():
    raise StopIteration("inside")


try:
    [stop() for _ in range(2)]
except StopIteration as error:
    print("list passes StopIteration", error.value)
try:
    list(stop() for _ in range(2))
except RuntimeError as error:
    print("generator converts", error, repr(error.__cause__))
n = 1
g = (n for _ in range(2))
n = 2
print("late body", list(g))
items = [1, 2, 3]
g = (i for i in items)
items.append(4)
print("iterator made early, list live", list(g))
items = [1]
g = (i for i in items)
items = [9]
print("name bound early", list(g))
print("any stops", any(t(i) for i in [0, 1, 2]), log)
print("all stops", all(t(i) for i in [1, 0, 2]), log)
gens = [(lambda: i) for i in range(2)]
print("late closures", [f() for f in gens])
print("names", (i for i in []).__name__, (i for i in []).__qualname__)


def outer():
    return (i for i in [])


print("qualname", outer().__qualname__)
for source in ["[x for x in 1, 2]", "f(x for x in y, 1)", "f(1, x for x in y)", "[*x for x in y]", "{**x for x in y}",
               "[x, y for x in z]", "[for x in y]", "[x for x]", "[x for 1 in y]", "(x for x in y) = 1",
               "[x for x in y] += 1", "[(yield x) for x in y]", "[x := 1 for x in y]", "[x for x in (y := z)]",
               "del [x for x in y]", "[x for x in y if]", "{x: y, z for x in y}", "[x if y for x in z]"]:
    try:
        compile(source, "<s>", "exec")
        print(source, "| fine")
    except SyntaxError as error:
        print(source, "|", error.msg)
