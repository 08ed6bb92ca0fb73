# chr, ord, hex, oct, bin, ascii, repr.
print(chr(65), chr(0) == "\0", chr(0xe9), chr(0x65e5), chr(0x1f600), ascii(chr(0x10ffff)), ascii(chr(0xd800)), chr(True) == "\x01")
print(ord("A"), ord("\0"), ord("é"), ord("日"), ord("😀"), ord("\U0010ffff"), ord(b"a"), ord(bytearray(b"\xff")), [ord(c) for c in "aé😀"])
print("round trip", all(ord(chr(i)) == i for i in range(0, 0x110000, 1237)))
class X:
    def __index__(self):
        return 97
print(chr(X()), hex(X()), oct(X()), bin(X()))
print(ascii("aé日😀"), ascii(["é", ("日",)]), ascii(None), ascii({"ü": 1}), repr("aé"), repr(b"\xe9"), repr(1.5), repr([1, "a"]), repr(int), repr(type), repr(None))
for name, fn in [("chr neg", lambda: chr(-1)), ("chr big", lambda: chr(0x110000)), ("chr huge", lambda: chr(10**30)), ("chr str", lambda: chr("a")), ("chr float", lambda: chr(65.0)), ("ord empty", lambda: ord("")), ("ord two", lambda: ord("ab")), ("ord int", lambda: ord(5)), ("ord none", lambda: ord(None)), ("ord bytes", lambda: ord(b"ab")), ("hex str", lambda: hex("a")), ("no args", lambda: chr()), ("two", lambda: ord("a", "b"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name not in ("chr huge", "no args", "two", "chr big") else "")
