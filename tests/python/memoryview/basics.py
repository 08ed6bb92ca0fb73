# memoryview: reading, writing, slicing.
m = memoryview(b"abcdef")
print(len(m), m[0], m[-1], list(m[1:3]), bytes(m[::2]), bytes(m[::-1]), m.tobytes(), m.tolist(), m[1:4].tobytes(), m == b"abcdef", m == memoryview(b"abcdef"), m[1:3] == b"bc", m != b"x", m.hex(), m.hex("-"))
print(m.readonly, m.itemsize, m.nbytes, m.format, m.ndim, m.shape, m.strides, m[::2].strides, m.contiguous, m[::2].contiguous, m.c_contiguous, m.obj, hash(m) == hash(b"abcdef"))
a = bytearray(b"hello world")
v = memoryview(a)
v[0] = 72
v[6:11] = b"WORLD"
print(a, v.readonly)
v[1:4] = v[2:5]
print(a)
v[5:8] = v[4:7]
print(a)
v[::2] = b"------"
print(a)
w = v[3:8][1:3]
w[0] = 90
print(a, bytes(w), 90 in w, list(w), [x for x in w], list(reversed(w)))
for name, fn in [("index", lambda: m[6]), ("neg", lambda: m[-7]), ("str", lambda: m["a"]), ("read only", lambda: m.__setitem__(0, 1)), ("range", lambda: v.__setitem__(0, 256)), ("type", lambda: v.__setitem__(0, "a")), ("bytes item", lambda: v.__setitem__(0, b"a")), ("size", lambda: v.__setitem__(slice(0, 2), b"abc")), ("del", lambda: v.__delitem__(0)), ("str source", lambda: memoryview("abc")), ("int source", lambda: memoryview(5)), ("list source", lambda: memoryview([1])), ("no args", lambda: memoryview()), ("hash writable", lambda: hash(v)), ("add", lambda: m + b"a"), ("less", lambda: m < m), ("attr", lambda: m.nothing)]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("read only", "range", "hash writable", "size") else "")
# while a view is out, the bytearray must not change its size
for name, fn in [("append", lambda: a.append(1)), ("extend", lambda: a.extend(b"ab")), ("clear", lambda: a.clear()), ("pop", lambda: a.pop()), ("del", lambda: a.__delitem__(0)), ("slice", lambda: a.__setitem__(slice(0, 1), b"")), ("insert", lambda: a.insert(0, 1))]:
    try:
        print(name, fn())
    except BufferError as e:
        print("error", name, e)
a[0] = 1
a[0:2] = b"xy"
print(a)
w.release()
v.release()
