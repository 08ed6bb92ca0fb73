# Binary files.
import os
name = "files_binary.tmp"
with open(name, "wb") as f:
    print(f.write(b"hello\n"), f.write(bytearray(b"\x00\xff\n")), f.write(memoryview(b"end")), f.tell(), f.writelines([b"1", b"2"]), f.tell())
with open(name, "rb") as f:
    print(f.read(2), f.tell(), f.readline(), f.readlines(), f.read(), f.seek(0), f.read(1), f.seek(2, 1), f.read(1), f.seek(-2, 2), f.read(), f.seek(100), f.read(), f.seek(0), list(f))
    buf = bytearray(4)
    print(f.seek(0), f.readinto(buf), buf, f.mode, f.readable(), f.writable(), f.seekable())
    m = memoryview(buf)
    print(f.readinto(m[1:3]), buf)
with open(name, "r+b") as f:
    f.seek(1)
    f.write(b"EL")
    f.seek(0)
    print(f.read(5), f.truncate(3), f.seek(0), f.read(), f.seek(0, 2))
with open(name, "ab") as f:
    f.write(b"+app")
print(open(name, "rb").read())
with open(name, "wb+") as f:
    f.write(bytes(range(256)))
    f.seek(250)
    print(f.read())
with open(name, "rb", buffering=0) as f:
    print(f.read(3), len(f.read()))
with open(name, "rb") as f:
    total = 0
    while chunk := f.read(100):
        total += len(chunk)
    print(total, sum(open(name, "rb").read()))
print(os.stat(name)[6], os.stat(name).st_size, os.path.getsize(name))
for label, fn in [("text", lambda: open(name, "wb").write("a")), ("seek neg", lambda: open(name, "rb").seek(-1)), ("whence", lambda: open(name, "rb").seek(0, 7)), ("closed", lambda: f.read(1)), ("closed seek", lambda: f.seek(0)), ("text unbuffered", lambda: open(name, "r", buffering=0))]:
    try:
        print(label, fn())
    except Exception as e:
        print("error", label, type(e).__name__)
os.remove(name)
print(os.path.exists(name))
