# Unary operators and conversions: neg pos invert abs round trunc int float complex index bytes.
class V:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __round__(self, n="none"): return "round", n
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __complex__(self): return 1 + 2j
    def __bytes__(self): return b"bytes"
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __hash__(self): return 99
    def __len__(self): return 3
    def __reversed__(self): return "reversed"
    def __length_hint__(self): return 5
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __format__(self, spec): return f"format({spec})"
    def __bool__(self): return False
    def __dir__(self): return ["dir"]


import math

v = V()
print("operators", -v, +v, ~v, abs(v))
print("round", round(v), round(v, 2))
print("numbers", int(v), float(v), complex(v), hash(v), len(v))
print("others", bytes(v), math.trunc(v), math.floor(v), math.ceil(v), reversed(v))
print("text", str(v), repr(v), f"{v}", f"{v!r:>6}", f"{v:spec}", "%s %r" % (v, v), format(v, "x"), "{} {!s}".format(v, v))
print("print", v, [v], (v,), {v: v})


class Index:
    def __index__(self):
        return 2


i = Index()
print("index", [10, 20, 30][i], "abcdef"[i:], bin(i), hex(i), oct(i), list(range(i)), [0] * i, int(i), float(i), complex(i))
print("index more", bytes(i), (1 << 3) if False else chr(i + 95) if False else "-", 1.5.__round__(i), "ab".zfill(i), round(1.25, i))
print("shift by index needs int", end=" ")
try:
    1 << i
except TypeError as error:
    print(error)


class Bad:
    def __init__(self, v):
        self.v = v

    def give(self):
        return self.v

    __int__ = __float__ = __complex__ = __index__ = __len__ = __hash__ = __str__ = __repr__ = __bytes__ = __bool__ = give

    def __format__(self, spec):
        return self.v


b = Bad([])
for label, f in [("int", int), ("float", float), ("complex", complex), ("index", bin), ("len", len), ("hash", hash), ("str", str),
                 ("repr", repr), ("bytes", bytes), ("bool", bool), ("format", format), ("list index", lambda x: [1][x]),
                 ("range", range), ("slice", lambda x: "a"[x:])]:
    try:
        print(label, f(b))
    except TypeError as error:
        print(label, "|", error)


class None_:
    pass


for label, f in [("neg", lambda x: -x), ("pos", lambda x: +x), ("invert", lambda x: ~x), ("abs", abs), ("round", round), ("int", int),
                 ("float", float), ("complex", complex), ("len", len), ("index", hex), ("bytes", bytes), ("reversed", reversed),
                 ("trunc", math.trunc), ("floor", math.floor), ("chr", chr), ("range", range)]:
    try:
        print(label, f(None_()))
    except TypeError as error:
        print(label, "|", error)
print("len large", end=" ")
try:
    len(Bad(-1))
except ValueError as error:
    print(error)
print("format of plain", format(None_(), "") != "", end=" ")
try:
    format(None_(), "x")
except TypeError as error:
    print(error)
print("huge hash", hash(type("H", (), {"__hash__": lambda s: 10 ** 30})()) == hash(10 ** 30))
