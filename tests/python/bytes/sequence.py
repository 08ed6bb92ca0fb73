# Indexing, slicing, comparing, adding, repeating bytes.
b = b"abcdef"
print(b[0], b[-1], [b[i] for i in range(-6, 6)], b[1:3], b[::-1], b[::2], b[-3:], b[:-3], b[4:1], b[4:1:-1], b[10:], b[-100:100:3], list(b), tuple(b"\x00\xff"), len(b), bool(b""), bool(b"\0"))
print(b + b"x", b * 2, 2 * b"ab", b * 0, b * -1, b"" + b"", b + bytearray(b"!"), bytearray(b"!") + b, type(b + bytearray()).__name__, type(bytearray() + b).__name__)
print("in", 97 in b, 200 in b, b"cd" in b, b"" in b, b"dc" in b, bytearray(b"ab") in b, 97 not in b)
print("compare", b == b"abcdef", b != b"abc", b < b"abd", b"a" < b"b", b"" < b"a", b"\xff" > b"a", b"a" <= b"a", b == bytearray(b"abcdef"), b"a" == "a", b"a" == 97, b == memoryview(b"abcdef"), b"a" < bytearray(b"b"))
print("hash", hash(b"abc") == hash(bytes([97, 98, 99])), {b"k": 1}[b"k"], len({b"a", b"a" + b"", "a"}), sorted([b"b", b"", b"ab", b"a\x00"]), max(b), min(b), sum(b"\x01\x02"), list(reversed(b"abc")), sorted(b"cab"))
a, *rest = b"xyz"
print("unpack", a, rest, [*b"ab"], dict.fromkeys(b"ab"), list(enumerate(b"ab")), list(zip(b"ab", b"cd")), all(b"\x01\x00"), any(b"\x00\x01"))
for name, fn in [("range", lambda: b[6]), ("negative", lambda: b[-7]), ("str index", lambda: b["a"]), ("float", lambda: b[1.0]), ("None", lambda: b[None]), ("add str", lambda: b + "a"), ("add int", lambda: b + 1), ("add list", lambda: b + [1]), ("mul", lambda: b * b), ("mul float", lambda: b * 1.5), ("less str", lambda: b < "a"), ("less int", lambda: b < 1), ("in str", lambda: "a" in b),
                 ("in 256", lambda: 256 in b), ("in -1", lambda: -1 in b), ("in float", lambda: 1.5 in b), ("assign", lambda: exec("b[0] = 1", {"b": b})), ("delete", lambda: exec("del b[0]", {"b": b})), ("step", lambda: b[::0]), ("attr", lambda: b.nothing), ("format", lambda: b.format())]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
