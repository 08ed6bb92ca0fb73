# Classes derived from bytes and bytearray.
class Packet(bytes):
    def __new__(cls, data, port=0):
        self = super().__new__(cls, data)
        self.port = port
        return self
    def __repr__(self):
        return "Packet(%d, %s)" % (self.port, self.hex())
p = Packet(b"\x01\x02", 80)
print(p, p.port, p[0], len(p), p == b"\x01\x02", hash(p) == hash(b"\x01\x02"), p + b"x", type(p + b"x").__name__, type(p[:1]).__name__, isinstance(p, bytes), {p: 1}[b"\x01\x02"], bytes(p), type(bytes(p)).__name__)
class Buffer(bytearray):
    def __init__(self, n):
        super().__init__(n)
        self.used = 0
    def put(self, x):
        self[self.used] = x
        self.used += 1
b = Buffer(3)
b.put(65)
b.put(66)
print(bytes(b), b.used, len(b), type(b).__name__, b == b"AB\0", isinstance(b, bytearray), type(b[1:]).__name__)
print(Packet.fromhex("0a0b"), type(Packet.fromhex("00")).__name__)
print(b"a".__add__(b"b"), b"ab".__len__(), b"ab".__getitem__(0), b"ab".__contains__(97), b"a".__eq__(b"a"), b"a".__eq__("a"), b"a".__lt__(b"b"), b"a".__mul__(2), b"%d".__mod__(5), list(b"a".__iter__()), b"a".__repr__(), b"a".__hash__() == hash(b"a"))
