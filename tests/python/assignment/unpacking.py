# Targets of every shape, and counting errors.
a, b = 1, 2
print("pair", a, b)
(a, b) = b, a
print("swap", a, b)
[a, b] = "xy"
print("list target, str source", a, b)
a, (b, c), [d, (e,)] = 1, (2, 3), "4" "5" and [4, [5]]
print("nested", a, b, c, d, e)
a, = [9]
print("single", a)
() = []
[] = ()
print("empty targets")
*a, = 1, 2
print("star only", a)
a, *b = 1,
print("star gets nothing", a, b)
a, *b, c = range(5)
print("star middle", a, b, c)
*a, b, c = "abc"
print("star first", a, b, c)
(a, *b), *c = [[1, 2, 3], 4, 5]
print("stars nested", a, b, c)
[*a, (*b,)] = 1, 2, "hi"
print("star in list", a, b)


class O:
    pass


o = O()
items = [0, 0, 0, 0]
o.x, items[1], *items[2:] = 1, 2, 3, 4
print("attribute and item targets", o.x, items)
o.x, o.y = o.__dict__, 5
print("attribute order", o.y, o.x is o.__dict__)
i = 0
i, items[i] = 2, "set at new i"
print("left to right", i, items)
x = y = z = []
x.append(1)
print("chain shares", x, y, z)
x, y = z = 3, 4
print("chain with tuple", x, y, z)
d = {}
d["k"], d["l"] = {"p": 1, "q": 2}
print("from dict keys", d)
a, b = (n for n in (7, 8))
print("from generator", a, b)
for a, (b, *c) in [(1, "xyz"), (2, [3])]:
    print("for target", a, b, c)
print("comprehension", [p + q for p, q in [(1, 2), (3, 4)]], [r for _, *r in ["abc", "d"]])


def attempt(label, source):
    try:
        exec(source, {"gen": (n for n in range(10))})
    except Exception as error:
        print(label, type(error).__name__, error)
    else:
        print(label, "fine")


attempt("too many tuple", "a, b = 1, 2, 3")
attempt("too few tuple", "a, b, c = 1, 2")
attempt("too few list", "a, b = [1]")
attempt("too few str", "a, b = ''")
attempt("too many generator", "a, b = gen")
attempt("too many dict", "a, = {1: 1, 2: 2}")
attempt("star too few", "a, *b, c = [1]")
attempt("star too few 2", "a, b, *c, d, e = 1, 2, 3")
attempt("empty target", "() = [1]")
attempt("int", "a, b = 5")
attempt("None", "a, b = None")
attempt("star int", "*a, = 5")
attempt("function", "a, b = len")
attempt("nested", "a, (b, c) = 1, 2")
