# bytes literals, repr, and the constructor.
print(b"abc", b'a"b', b"a'b", b"a'b\"c", b"\x00\x7f\x80\xff\n\r\t\\", br"\n", rb'\x', Rb"a", bR"a", B"a", b"\101\60", b"a" b"b", b"""a
b""", len(b"\
"))
print(bytes(), bytes(3), bytes(0), bytes([1, 2, 255]), bytes((65, 66)), bytes(range(5)), bytes(b"ab"), bytes(bytearray(b"xy")), bytes(memoryview(b"mv")), bytes("é😀", "utf-8"), bytes("abc", "ascii"), bytes("é", "latin-1"), bytes("é", "ascii", "replace"), bytes(source="a", encoding="utf-8", errors="strict"))
print(bytes(x * 2 for x in range(4)), bytes({1: 2}), bytes("", "ascii"), bytes([True, False]), bytes(iter([5])))
class B:
    def __bytes__(self):
        return b"own"
class X:
    def __index__(self):
        return 3
class Bad:
    def __bytes__(self):
        return "text"
print(bytes(B()), bytes(X()), bytes([X(), X()]))
for name, fn in [("str", lambda: bytes("abc")), ("negative", lambda: bytes(-1)), ("256", lambda: bytes([256])), ("-1", lambda: bytes([-1])), ("float", lambda: bytes(1.5)), ("str items", lambda: bytes(["a"])), ("float items", lambda: bytes([1.0])), ("None", lambda: bytes(None)), ("object", lambda: bytes(object())),
                 ("encoding only", lambda: bytes(encoding="ascii")), ("not str", lambda: bytes(b"a", "ascii")), ("int encoding", lambda: bytes(5, "ascii")), ("unknown", lambda: bytes("a", "nope")), ("bad result", lambda: bytes(Bad())), ("huge item", lambda: bytes([10**30])), ("unencodable", lambda: bytes("é", "ascii"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name not in ("object", "float", "None") else "")
for bad in ('b"é"', 'b"\\x1"', 'b"a" "b"', 'bu"a"', 'b"\\xzz"'):
    try:
        print("accepted", eval(bad))
    except SyntaxError as e:
        print("error", ascii(bad), type(e).__name__)
print("fromhex", bytes.fromhex("00ff"), bytes.fromhex("DEad BEef"), bytes.fromhex(""), bytes.fromhex(" 0a\n0b\t"), bytearray.fromhex("41 42"))
for text in ("0", "0g", "a b", "zz", "00 0", "é0", "0x10"):
    try:
        print("accepted", bytes.fromhex(text))
    except ValueError as e:
        print("error", ascii(text), e)
print("hex", b"\x00\xff\x10".hex(), b"\x01\x02\x03\x04\x05".hex(":"), b"\x01\x02\x03\x04\x05".hex("-", 2), b"\x01\x02\x03\x04\x05".hex("-", -2), b"".hex(), b"ab".hex(b"_"), bytearray(b"\xab").hex(), b"abc".hex(sep=" ", bytes_per_sep=1))
for name, fn in [("sep long", lambda: b"a".hex("ab")), ("sep empty", lambda: b"a".hex("")), ("sep int", lambda: b"a".hex(1)), ("fromhex bytes", lambda: bytes.fromhex(b"00")), ("fromhex int", lambda: bytes.fromhex(0))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
