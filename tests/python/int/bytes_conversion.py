# to_bytes and from_bytes.
for v, n in [(0, 0), (0, 1), (1, 1), (255, 1), (256, 2), (1000, 4), (2**31, 4), (2**64 - 1, 8), (10**20, 10), (1, 12)]:
    b = v.to_bytes(n, "big")
    l = v.to_bytes(n, "little")
    print(v, n, b, l, int.from_bytes(b, "big"), int.from_bytes(l, "little"))
for v, n in [(0, 1), (-1, 1), (127, 1), (-128, 1), (-129, 2), (-1, 8), (-2**63, 8), (-10**20, 10), (5, 3), (-5, 3)]:
    b = v.to_bytes(n, "big", signed=True)
    l = v.to_bytes(n, "little", signed=True)
    print("signed", v, n, b, l, int.from_bytes(b, "big", signed=True), int.from_bytes(l, "little", signed=True))
print("defaults", (5).to_bytes(), (5).to_bytes(2), int.from_bytes(b"\x01\x02"))
print("keywords", (5).to_bytes(length=2, byteorder="little"), int.from_bytes(bytes=b"\x05\x00", byteorder="little"))
print("sources", int.from_bytes([1, 2, 3], "big"), int.from_bytes(bytearray(b"\xff\xfe"), "big"),
      int.from_bytes((255,), "big", signed=True), int.from_bytes(memoryview(b"ab"), "little"), int.from_bytes(b"", "big"))
print("bool", True.to_bytes(1, "big"), bool.from_bytes(b"\x00", "big"), bool.from_bytes(b"\x07", "big"))
class Tagged(int):
    pass
t = Tagged.from_bytes(b"\x01\x00", "big")
print("subclass", type(t).__name__, t)
for name, fn in [
    ("too big", lambda: (256).to_bytes(1, "big")), ("negative", lambda: (-1).to_bytes(1, "big")),
    ("signed too big", lambda: (128).to_bytes(1, "big", signed=True)),
    ("signed too small", lambda: (-129).to_bytes(1, "little", signed=True)),
    ("no room", lambda: (1).to_bytes(0, "big")), ("huge", lambda: (2**100).to_bytes(12, "little")),
    ("order", lambda: (1).to_bytes(1, "middle")), ("order from", lambda: int.from_bytes(b"a", "x")),
    ("length", lambda: (1).to_bytes(-1, "big")), ("str source", lambda: int.from_bytes("a", "big")),
    ("range", lambda: int.from_bytes([256], "big")), ("element", lambda: int.from_bytes(["a"], "big")),
    ("int source", lambda: int.from_bytes(5, "big")),
]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
