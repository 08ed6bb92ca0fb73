# skip: stuffed
# What is too large for a float cannot be said.
# struct: every code, byte orders, errors.
import struct
for code, values in [("b", (-128, 0, 127)), ("B", (0, 255)), ("h", (-32768, 32767)), ("H", (0, 65535)), ("i", (-2**31, 2**31 - 1)), ("I", (0, 2**32 - 1)), ("l", (-2**31, 5)), ("L", (2**32 - 1,)), ("q", (-2**63, 2**63 - 1)), ("Q", (0, 2**64 - 1)), ("f", (0.0, 1.5, -2.25)), ("d", (0.0, 1.5, -2.25)), ("e", (0.0, 1.5, -2.25, 65504.0)), ("?", (True, False)), ("c", (b"a", b"\xff"))]:
    for order in "<>!=":
        if order == "=" and code not in "bB?c":
            continue
        for v in values:
            p = struct.pack(order + code, v)
            print(order + code, v, p, struct.unpack(order + code, p))
print(struct.calcsize("<bhiq"), struct.calcsize(">3s2x"), struct.calcsize("<"), struct.calcsize("<10B"), struct.calcsize("@bi"), struct.calcsize("<bi"))
print(struct.pack("<3s", b"ab"), struct.pack("<3s", b"abcd"), struct.pack("<s", b"a"), struct.pack("<0s", b""), struct.pack("<5p", b"abc"), struct.unpack("<5p", b"\x03abc\x00"), struct.pack("<2x"), struct.pack("<bxb", 1, 2), struct.unpack("<bxb", b"\x01\x00\x02"))
print(struct.pack("<3H", 1, 2, 3), struct.unpack("<2b H", b"\x01\x02\x03\x04"), struct.pack(">I 4s ?", 7, b"text", True), struct.unpack(">3s2B", b"abc\x01\x02"))
b = bytearray(8)
struct.pack_into("<H", b, 2, 0x1234)
struct.pack_into(">h", b, -2, -2)
print(b, struct.unpack_from("<H", b, 2), struct.unpack_from(">h", b, -2), struct.unpack_from("<B", b), list(struct.iter_unpack("<HH", b)), struct.unpack("<8s", memoryview(b)))
s = struct.Struct("<HB")
print(s.size, s.format, s.pack(1, 2), s.unpack(b"\x01\x00\x02"), s.unpack_from(b"\x00\x01\x00\x02", 1))
class X:
    def __index__(self):
        return 5
print(struct.pack("<B", X()), struct.pack("<?", []), struct.pack("<?", [0]), struct.pack("<d", 3), struct.unpack("<e", b"\x00\x7c"), struct.unpack("<f", b"\x00\x00\xc0\x7f"))
for name, fn in [("range B", lambda: struct.pack("<B", 256)), ("range b", lambda: struct.pack("<b", -129)), ("range H", lambda: struct.pack("<H", -1)), ("range I", lambda: struct.pack("<I", 2**32)), ("range Q", lambda: struct.pack("<Q", 2**64)), ("few", lambda: struct.pack("<2B", 1)), ("many", lambda: struct.pack("<B", 1, 2)), ("type", lambda: struct.pack("<B", "a")), ("float", lambda: struct.pack("<B", 1.5)), ("s str", lambda: struct.pack("<s", "a")), ("c long", lambda: struct.pack("<c", b"ab")), ("code", lambda: struct.pack("<y", 1)), ("short", lambda: struct.unpack("<I", b"abc")), ("long", lambda: struct.unpack("<I", b"abcde")), ("from short", lambda: struct.unpack_from("<I", b"abcd", 1)), ("into short", lambda: struct.pack_into("<I", bytearray(3), 0, 1)),
                 ("into bytes", lambda: struct.pack_into("<B", b"a", 0, 1)), ("float range", lambda: struct.pack("<e", 70000.0)), ("f range", lambda: struct.pack("<f", 1e300)), ("f str", lambda: struct.pack("<d", "1")), ("iter size", lambda: list(struct.iter_unpack("<H", b"abc"))), ("number at end", lambda: struct.pack("<5")), ("unpack str", lambda: struct.unpack("<B", "a"))]:
    try:
        print(name, fn())
    except (struct.error, TypeError, OverflowError) as e:
        print("error", name, type(e).__name__)
