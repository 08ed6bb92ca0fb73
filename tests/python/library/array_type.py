# array.array.
from array import array
for code in "bBhHiIlLqQ":
    a = array(code, [1, 2, 100])
    print(code, a, len(a), a[0], a[-1], a.typecode, list(a))
a = array("i", [1, 2, 3])
a.append(4)
a.extend([5, 6])
a.extend(array("i", [7]))
a.insert(0, 0)
print(a, a.pop(), a.pop(0), a.index(3), a.count(2), 4 in a, 99 in a, a[1:3], a[::-1], a[::2], a + array("i", [9]), a * 2, array("i"), bool(array("b")))
a.remove(3)
a.reverse()
a[0] = -5
a[1:2] = array("i", [10, 11, 12])
del a[-1]
a += array("i", [8])
print(a, a == array("i", list(a)), a != array("i"), array("b", [1]) < array("b", [2]), array("b", [1]) == array("h", [1]), max(a), sum(a), sorted(a), [x for x in a], list(reversed(a)))
print(array("b", b"\x01\xff"), array("B", b"ab").tobytes(), array("H", [0x4142]).tobytes(), array("f", [0.5, 1.5]), array("d", [1, 2.5]), array("B", range(3)).tolist(), array("b", [1]).itemsize, array("h").itemsize, array("d").itemsize, bytes(array("B", [1, 2])), bytes(array("h", [1])))
b = array("B")
b.frombytes(b"xyz")
b.fromlist([1, 2])
print(b, b.tobytes(), memoryview(b)[1], bytearray(b), array("i", (x for x in (1, 2))), array("i", a) == a)
h = array("H", [1, 256])
h.byteswap()
print(h)
for name, fn in [("range", lambda: array("b", [128])), ("range B", lambda: array("B", [-1])), ("str", lambda: array("i", ["a"])), ("float", lambda: array("i", [1.5])), ("code", lambda: array("y")), ("append", lambda: a.append("x")), ("append big", lambda: array("h").append(40000)), ("pop", lambda: array("i").pop()), ("index", lambda: a[99]), ("find", lambda: a.index(12345)), ("remove", lambda: a.remove(12345)), ("set", lambda: a.__setitem__(99, 1)), ("add list", lambda: a + [1]), ("add code", lambda: a + array("b")), ("slice list", lambda: a.__setitem__(slice(0, 1), [1])), ("hash", lambda: hash(a)), ("no args", lambda: array()), ("set big", lambda: b.__setitem__(0, 256)), ("frombytes", lambda: array("i").frombytes(b"abc")), ("extend code", lambda: a.extend(array("b", [1])))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
