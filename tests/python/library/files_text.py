# Text files: modes, reading, iterating, seeking.
import os
name = "files_text.tmp"
with open(name, "w") as f:
    print(f.write("first\n"), f.write("sécond 日\n"), f.writelines(["third\n", "last"]), f.tell() > 0, f.closed, f.name, f.mode, f.writable(), f.readable())
print(f.closed)
with open(name) as f:
    print(repr(f.read(3)), repr(f.readline()), repr(f.readline(2)), repr(f.read()), repr(f.read()), repr(f.readline()), f.readlines())
    print(f.seek(0), repr(f.readline()), f.mode)
with open(name, "r", encoding="utf-8") as f:
    for line in f:
        print(repr(line))
    print(list(f))
with open(name) as f:
    print(f.readlines(), f.seek(0), next(f), [l.strip() for l in f])
with open(name, "a") as f:
    f.write("\nappended")
with open(name, "r+") as f:
    print(repr(f.read(5)))
    f.seek(0)
    f.write("FIRST")
    f.seek(0)
    print(f.read().split("\n"))
with open(name, "w+") as f:
    f.write("new")
    f.seek(0)
    print(f.read(), f.truncate(1), f.seek(0), f.read())
with open(name, "wb") as f:
    f.write(b"a\r\nb\rc\n")
print(repr(open(name).read()), repr(open(name, newline="").read()), repr(open(name, newline="\n").readlines()), open(name, newline="").readlines())
with open(name, "w", newline="\r\n") as f:
    f.write("x\ny\n")
print(open(name, "rb").read())
with open(name, "w") as f:
    print("printed", 1, sep="-", file=f)
    print("é", end="", file=f, flush=True)
print(open(name).read().split("\n"), open(name, "rb").read())
os.remove(name)
with open(name, "x") as f:
    f.write("exclusive")
try:
    open(name, "x")
except FileExistsError as e:
    print("error", type(e).__name__, e.errno == 17)
with open(name, "wb") as f:
    f.write(b"ok\xff")
for label, fn in [("missing", lambda: open("no_such_file.txt")), ("missing dir", lambda: open("no_dir/file", "w")), ("mode", lambda: open(name, "q")), ("mode two", lambda: open(name, "rw")), ("mode empty", lambda: open(name, "")), ("binary encoding", lambda: open(name, "rb", encoding="utf-8")), ("write to read", lambda: open(name).write("a")), ("read from write", lambda: open(name, "a").read()), ("closed", lambda: f.read()), ("bytes", lambda: open(name, "a").write(b"a")), ("decode", lambda: open(name, encoding="utf-8").read()), ("name type", lambda: open(1.5)), ("int write", lambda: open(name, "a").write(5))]:
    try:
        print(label, fn())
    except Exception as e:
        print("error", label, type(e).__name__ if label not in ("write to read", "read from write") else isinstance(e, OSError))
try:
    open("no_such_file.txt")
except OSError as e:
    print(type(e).__name__, e.errno, e.filename, e)
print(open(name, encoding="utf-8", errors="replace").read() == "ok\ufffd", open(name, encoding="latin-1").read() == "ok\xff")
os.remove(name)
try:
    with open(name, "w") as f:
        f.write("kept")
        raise KeyError("in with")
except KeyError as e:
    print("closed by with", f.closed, open(name).read(), e)
os.remove(name)
