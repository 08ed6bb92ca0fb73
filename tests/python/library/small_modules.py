# Small modules: __future__, keyword, hmac, secrets, uuid, queue, fnmatch, glob, timeit, platform.
from __future__ import annotations
import __future__
import fnmatch
import glob
import hashlib
import hmac
import keyword
import os
import platform
import queue
import secrets
import timeit
import uuid


def f(x: no_such_name) -> List[int]:
    pass


print(f.__annotations__, __future__.annotations.compiler_flag == 16777216, __future__.division)
print(keyword.iskeyword("if"), keyword.iskeyword("print"), keyword.issoftkeyword("match"), len(keyword.kwlist), keyword.kwlist[:3])

h = hmac.new(b"key", b"The quick brown fox", "sha256")
print(h.hexdigest(), h.name, h.digest_size, h.block_size)
c = h.copy()
c.update(b" jumps")
print(c.hexdigest() == hmac.new(b"key", b"The quick brown fox jumps", hashlib.sha256).hexdigest(), hmac.digest(b"k" * 100, b"m", "md5").hex())
print(hmac.compare_digest(b"a", b"a"), hmac.compare_digest("a", "b"), hmac.compare_digest(b"ab", b"a"))
for bad in (lambda: hmac.new("key", b"", "md5"), lambda: hmac.new(b"key", b"x"), lambda: hmac.compare_digest("a", b"a")):
    try:
        bad()
    except TypeError as e:
        print("TypeError")

print(len(secrets.token_bytes(5)), len(secrets.token_hex(8)), len(secrets.token_urlsafe(9)), 0 <= secrets.randbelow(10) < 10, secrets.choice([7]), secrets.randbits(8) < 256)

u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.hex, u.int, u.bytes, u.fields, u.urn, u.version, u.variant)
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_URL, "x"), uuid.uuid4().version, uuid.uuid1().version)
print(uuid.UUID(bytes=u.bytes) == u, uuid.UUID(bytes_le=u.bytes_le) == u, uuid.UUID(int=5), uuid.UUID("{12345678123456781234567812345678}") == u, u < uuid.UUID(int=1), len({u, u}))
for bad in (lambda: uuid.UUID("x"), lambda: uuid.UUID(), lambda: uuid.UUID(int=-1), lambda: setattr(u, "int", 3)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

q = queue.Queue(2)
q.put(1)
q.put(2)
print(q.full(), q.qsize())
try:
    q.put_nowait(3)
except queue.Full as e:
    print(repr(e))
print(q.get(), q.get(), q.empty())
try:
    q.get(timeout=0.01)
except queue.Empty as e:
    print(repr(e))
p = queue.PriorityQueue()
l = queue.LifoQueue()
for x in (3, 1, 2):
    p.put(x)
    l.put(x)
print([p.get() for i in range(3)], [l.get() for i in range(3)])

for name, pattern in (("a.py", "*.py"), ("a.pyc", "*.py"), ("ab", "?b"), ("x1", "x[0-9]"), ("x1", "x[!0-9]"), ("x]", "x[]]"), ("x[", "x["), ("a\nb", "a*b"), (".x", "*")):
    print(fnmatch.fnmatch(name, pattern), end=" ")
print(fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"))
os.mkdir("d")
os.mkdir("d/e")
for name in ("a.py", "b.txt", "d/c.py", "d/e/f.py", ".hidden"):
    open(name, "w").close()
for pattern in ("*", "*.py", "d/*", "*/*.py", "**/*.py", "d", "nothing", "no*", "[ab].*", ".*"):
    print(pattern, sorted(glob.glob(pattern)), sorted(glob.glob(pattern, recursive=True)))
print(sorted(glob.glob("*.py", root_dir="d")), sorted(glob.iglob("d/**", recursive=True)), glob.escape("a[1]*"))

print(timeit.timeit("x = 1", number=10) >= 0, len(timeit.repeat("y = x + 1", "x = 1", repeat=3, number=5)), timeit.timeit(lambda: None, number=3) >= 0)
ran = []
timeit.timeit("ran.append(1)\nran.append(2)", globals={"ran": ran}, number=2)
print(ran)
print(platform.python_version().count("."), platform.system(), type(platform.platform()))
