# release, with, cast, and views of arrays.
from array import array
a = bytearray(b"abcdefgh")
with memoryview(a) as m:
    m[0] = 65
    print(bytes(m))
a.append(33)
print(a)
for name, fn in [("index", lambda: m[0]), ("len", lambda: len(m)), ("tobytes", lambda: m.tobytes()), ("slice", lambda: m[1:]), ("with", lambda: m.__enter__()), ("set", lambda: m.__setitem__(0, 1)), ("format", lambda: m.format)]:
    try:
        print(name, fn())
    except ValueError as e:
        print("error", name, e)
m.release()
print("release twice")
a = bytearray(b"\x01\x00\x02\x00\x03\x00\x00\x00")
m = memoryview(a)
h = m.cast("H")
print("H", list(h), h.itemsize, h.format, len(h), h.nbytes, h[1:].tolist(), h.shape)
h[0] = 0x4142
print(a, list(m.cast("I")), m.cast("b").tolist(), m.cast("c").tolist()[:2], m.cast("?").tolist(), m.cast("q").tolist(), h.cast("B").tolist())
x = array("h", [1, -2, 300])
v = memoryview(x)
v[1] = -5
print(x, v.tolist(), v.itemsize, v.format, v[::-1].tolist(), v == array("h", [1, -5, 300]), bytes(v[:1]))
f = memoryview(array("d", [0.5, 1.5]))
print(f.tolist(), f[1], f.format, f.nbytes, 1.5 in f)
for name, fn in [("cast size", lambda: memoryview(b"abc").cast("H")), ("cast code", lambda: m.cast("x")), ("cast both", lambda: h.cast("I")), ("overflow", lambda: v.__setitem__(0, 40000)), ("float to int", lambda: v.__setitem__(0, 1.5)), ("cast strided", lambda: m[::2].cast("H")), ("copy size", lambda: v.__setitem__(slice(0, 2), b"ab")), ("cast int", lambda: m.cast(1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
print("into functions", bytes(memoryview(b"ab")), bytearray(memoryview(b"ab")), int.from_bytes(memoryview(b"\x01\x02"), "big"), b"".join([memoryview(b"x")]), b"abc".find(memoryview(b"c")), str(memoryview(b"abc"), "utf-8"), m.toreadonly().readonly)
