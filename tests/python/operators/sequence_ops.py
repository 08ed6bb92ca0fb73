# + and * of sequences, and their in-place forms.
print("add", [1] + [2], (1,) + (2,), "a" + "b", b"a" + b"b", bytearray(b"a") + b"b")
print("mixed bytes", type(b"a" + bytearray(b"b")).__name__, type(bytearray(b"a") + b"b").__name__)
print("mul", [1, 2] * 2, 2 * [1], (1,) * 3, "ab" * 2, 2 * b"x", bytearray(b"q") * 2)
print("mul zero", [1] * 0, (1,) * -1, "a" * -5, b"a" * 0)
print("mul bool", [1] * True, "a" * False)
shared = [[]] * 3
shared[0].append(1)
print("mul shares", shared)
a = b = [1]
a += [2]
print("list += keeps identity", a, b, a is b)
a = a + [3]
print("list + makes new", a, b)
b *= 2
print("list *=", b)
b += "xy"
b += (i for i in range(2))
print("list += any iterable", b)
b += {"key": 1}
print("list += dict", b)
t = u = (1,)
t += (2,)
print("tuple += makes new", t, u)
s = "a"
s += "b"
s *= 3
print("str", s)
ba = bb = bytearray(b"a")
ba += b"bc"
ba *= 2
print("bytearray in place", ba, ba is bb)
row = ([1], 2)
try:
    row[0] += [9]
except TypeError as error:
    print("tuple item +=", error, row)
st = su = {1, 2}
st |= {3}
st &= {2, 3, 4}
st ^= {9}
st -= {3}
print("set in place", sorted(st), st is su)
f1 = f2 = frozenset({1})
f1 |= {2}
print("frozenset makes new", sorted(f1), sorted(f2))
d = e = {"a": 1}
d |= {"b": 2}
d |= [("c", 3)]
print("dict |=", d, d is e)
print("dict |", {"a": 1} | {"a": 2, "b": 3}, {"b": 1} | {"a": 2})
for label, f in [
    ("list + tuple", lambda: [1] + (1,)),
    ("tuple + list", lambda: (1,) + [1]),
    ("str + int", lambda: "a" + 1),
    ("int + str", lambda: 1 + "a"),
    ("bytes + str", lambda: b"a" + "a"),
    ("str + bytes", lambda: "a" + b"a"),
    ("list * float", lambda: [1] * 1.5),
    ("list * list", lambda: [1] * [1]),
    ("str * str", lambda: "a" * "b"),
    ("str * None", lambda: "a" * None),
    ("set + set", lambda: {1} + {2}),
    ("set | list", lambda: {1} | [2]),
    ("dict | list", lambda: {} | [(1, 2)]),
    ("range + range", lambda: range(1) + range(2)),
    ("range * int", lambda: range(1) * 2),
    ("list - list", lambda: [1] - [1]),
]:
    try:
        print(label, f())
    except TypeError as error:
        print(label, error)
x = [1]
try:
    x += 5
except TypeError as error:
    print("list += int", error, x)
x = "a"
try:
    x += 5
except TypeError as error:
    print("str += int", error, x)
