# hashlib: digests of all lengths of data, fed at once or in pieces.
import hashlib

for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    make = getattr(hashlib, name)
    h = make()
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest())
    print(make(b"abc").hexdigest(), make(b"abc").digest() == bytes.fromhex(make(b"abc").hexdigest()))
    total = make()
    for n in list(range(0, 20)) + [55, 56, 57, 63, 64, 65, 111, 112, 119, 120, 127, 128, 129, 255, 256, 1000]:
        data = bytes((i * 7 + n) % 251 for i in range(n))
        whole = make(data).digest()
        parts = make()
        for at in range(0, n, 13):
            parts.update(data[at : at + 13])
        assert parts.digest() == whole == make(bytearray(data)).digest(), n
        total.update(whole)
    print(total.hexdigest())
    print(hashlib.new(name, b"x").digest() == make(b"x").digest() == hashlib.new(name.upper(), data=b"x").digest())
    print(name in hashlib.algorithms_guaranteed, name in hashlib.algorithms_available)

h = hashlib.sha256(b"one")
c = h.copy()
c.update(memoryview(b"two"))
h.update(b"")
print(h.hexdigest() == hashlib.sha256(b"one").hexdigest(), c.hexdigest() == hashlib.sha256(b"onetwo").hexdigest())
print(h.digest() == h.digest(), h.update(b"more"), h.hexdigest())
print(hashlib.md5(b"x", usedforsecurity=False).hexdigest(), hashlib.sha1(string=b"y").hexdigest())
print(hashlib.sha256(b"a" * 100000).hexdigest())
for bad in (lambda: hashlib.sha256("text"), lambda: h.update("text"), lambda: h.update(5), lambda: hashlib.new("nothing"), lambda: hashlib.new(1)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, str(e)[:38])
try:
    h.name = "x"
except AttributeError:
    print("AttributeError")
