# os and os.path: files and folders.
import os
base = "os_functions.tmp"
os.mkdir(base)
path = os.path.join(base, "a.txt")
with open(path, "w") as f:
    f.write("hello")
os.mkdir(base + "/sub")
print(sorted(os.listdir(base)), os.path.exists(path), os.path.isfile(path), os.path.isdir(path), os.path.isdir(base), os.path.isfile(base), os.path.exists(base + "/none"))
os.rename(path, base + "/b.txt")
print(sorted(os.listdir(base)), os.path.exists(path), os.stat(base + "/b.txt").st_size, os.stat(base)[0] & 0o170000 == 0o040000, os.stat(base + "/b.txt")[0] & 0o170000 == 0o100000)
here = os.getcwd()
os.chdir(base)
print(sorted(os.listdir()), sorted(os.listdir(".")), os.getcwd() == os.path.join(here, base), open("b.txt").read())
os.chdir(here)
for label, fn in [("mkdir", lambda: os.mkdir(base)), ("rmdir full", lambda: os.rmdir(base)), ("remove none", lambda: os.remove(base + "/none")), ("rename none", lambda: os.rename(base + "/none", base + "/x")), ("listdir none", lambda: os.listdir(base + "/none")), ("stat none", lambda: os.stat(base + "/none")), ("chdir none", lambda: os.chdir(base + "/none")), ("rmdir none", lambda: os.rmdir(base + "/none")), ("int", lambda: os.mkdir(1.5))]:
    try:
        print(label, fn())
    except Exception as e:
        print("error", label, type(e).__name__, isinstance(e, OSError))
os.remove(base + "/b.txt")
os.rmdir(base + "/sub")
os.rmdir(base)
print(os.path.exists(base), os.sep, type(os.getcwd()).__name__)
p = os.path
for x in ("", "a", "a/b", "/a/b", "a/b/", "/", "a.txt", "dir.d/file", ".hidden", "a.tar.gz", "//x", "a//b", "..", "a/.b.c"):
    print(repr(x), p.basename(x), p.dirname(x), p.split(x), p.splitext(x), p.isabs(x), p.normpath(x))
print(p.join("a", "b"), p.join("a", "/b"), p.join("a/", "b"), p.join("a", ""), p.join("", "a"), p.join("a", "b", "c"), p.join("a"))
print(p.abspath("x") == p.join(os.getcwd(), "x"), p.normpath("a/../b/./c"), p.normpath("/../a"), p.commonprefix(["abc", "abd"]), p.relpath("a/b", "a"))
os.environ["PYRITE_TEST"] = "value"
print(os.getenv("PYRITE_TEST"), os.environ.get("PYRITE_NONE"), os.getenv("PYRITE_NONE", "default"), "PYRITE_TEST" in os.environ)
print(type(os.urandom(4)).__name__, len(os.urandom(5)), os.name)
