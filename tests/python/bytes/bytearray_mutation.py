# What only bytearray can do.
a = bytearray(b"hello")
print(a, repr(a), str(a), bytearray(), bytearray(3), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(b"'"), bytearray(b'"\''), list(a), a == b"hello")
a[0] = 72
a[-1] = 0x4f
print("items", a)
a.append(33)
a.extend(b"ab")
a.extend([99, 100])
a.extend(bytearray(b"e"))
a.extend(x for x in (102, 103))
print("grow", a, len(a))
a.insert(0, 62)
a.insert(-1, 45)
a.insert(100, 46)
a.insert(-100, 47)
print("insert", a)
print("pop", a.pop(), a.pop(0), a.pop(-2), a)
a.remove(45) if 45 in a else None
a.remove(33)
print("remove", a)
a.reverse()
print("reverse", a)
b = a.copy()
b.clear()
print("copy clear", a, b)
a = bytearray(b"abcdef")
a[1:3] = b"XYZ"
print("slice", a)
a[1:1] = b"--"
print("slice", a)
a[:0] = [1, 2]
print("slice", a)
a[-2:] = b""
print("slice", a)
a[::2] = b"\x00" * len(a[::2])
print("extended", a)
del a[0]
del a[-1]
del a[1:3]
print("del", a)
a = bytearray(range(10))
del a[::3]
print("del step", a)
del a[::-2]
print("del back", a)
a[1:2] = a
print("self", a)
a = bytearray(b"ab")
a += b"c"
a += bytearray(b"d")
a += memoryview(b"e")
a *= 2
print("augmented", a)
a *= 0
print("augmented", a)
alias = a
a += b"shared"
print("alias", alias, alias is a)
for name, fn in [("assign 256", lambda: a.__setitem__(0, 256)), ("assign -1", lambda: a.__setitem__(0, -1)), ("assign str", lambda: a.__setitem__(0, "a")), ("assign bytes", lambda: a.__setitem__(0, b"a")), ("assign range", lambda: a.__setitem__(99, 1)), ("append 256", lambda: a.append(256)), ("append str", lambda: a.append("a")), ("extend int", lambda: a.extend(5)), ("extend str", lambda: a.extend("a")), ("extend big", lambda: a.extend([1, 300])),
                 ("insert big", lambda: a.insert(0, 256)), ("pop empty", lambda: bytearray().pop()), ("pop range", lambda: a.pop(99)), ("remove", lambda: a.remove(1)), ("slice size", lambda: a.__setitem__(slice(None, None, 2), b"a")), ("slice str", lambda: a.__setitem__(slice(0, 1), "a")), ("del range", lambda: a.__delitem__(99)),
                 ("hash", lambda: hash(a)), ("iadd str", lambda: exec("a += 'x'", {"a": a})), ("iadd int", lambda: exec("a += 1", {"a": a})), ("imul str", lambda: exec("a *= 'x'", {"a": a})), ("slice 256", lambda: a.__setitem__(slice(0, 1), [256]))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name not in ("slice str", "extend int", "extend str", "slice 256") else "")
print(a)
