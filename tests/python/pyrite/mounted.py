# File systems that a program gives: os.mount.
import io
import os
import sys


class Shelf:
    # Files in a dict, folders by their names with a slash at the end.
    def __init__(self, files):
        self.files = files
        self.folder = "/"

    def mount(self, readonly, mkfs):
        print("mount", readonly, mkfs)

    def umount(self):
        print("umount")

    def full(self, path):
        path = path if path.startswith("/") else self.folder + path
        return path.replace("/./", "/").rstrip("/") or "/"

    def chdir(self, path):
        path = self.full(path)
        if path != "/" and path + "/" not in self.files:
            raise OSError(2, "no such folder")
        self.folder = path.rstrip("/") + "/"

    def getcwd(self):
        return self.folder.rstrip("/") or "/"

    def stat(self, path):
        path = self.full(path)
        if path == "/" or path + "/" in self.files:
            return (0x4000, 0, 0, 0, 0, 0, 0, 1, 2, 3)
        if path in self.files:
            return (0x8000, 0, 0, 0, 0, 0, len(self.files[path]), 1, 2, 3)
        raise OSError(2, "not on the shelf")

    def statvfs(self, path):
        return (512, 512, 100, 50, 50, 0, 0, 0, 0, 30)

    def open(self, path, mode):
        path = self.full(path)
        if "w" in mode:
            self.files[path] = b""
        elif path not in self.files:
            raise OSError(2, "not on the shelf")
        content = self.files[path]
        return io.BytesIO(content) if "b" in mode else io.StringIO(content.decode())

    def ilistdir(self, path):
        path = self.full(path).rstrip("/") + "/"
        for name in sorted(self.files):
            rest = name[len(path):].rstrip("/")
            if name.startswith(path) and rest and "/" not in rest:
                yield (rest, 0x4000 if name.endswith("/") else 0x8000, 0)

    def mkdir(self, path):
        self.files[self.full(path) + "/"] = None

    def rmdir(self, path):
        del self.files[self.full(path) + "/"]

    def remove(self, path):
        del self.files[self.full(path)]

    def rename(self, old, new):
        self.files[self.full(new)] = self.files.pop(self.full(old))


home = os.getcwd()
shelf = Shelf({
    "/hello.txt": b"hello\nworld\n",
    "/long.py": b"x = 1\n" * 400 + b"print('long', __name__, __file__)\n",
    "/pack/": None,
    "/pack/__init__.py": b"from . import part\n",
    "/pack/part.py": b"value = 42\n",
})
os.mount(shelf, "/shelf")
print([(mounted is shelf, place) for mounted, place in os.mount()])

print(open("/shelf/hello.txt").read())
print(open("/shelf/hello.txt", "rb").read())
print(sorted(os.listdir("/shelf")), list(os.ilistdir("/shelf/pack")))
print(os.stat("/shelf/hello.txt")[6], os.stat("/shelf").st_mode == 0x4000, os.statvfs("/shelf")[:5])

# Relative names belong to the current folder, wherever it is.
os.chdir("/shelf")
print(os.getcwd(), os.listdir())
os.mkdir("new")
os.chdir("new")
print(os.getcwd())
open("note", "w").close()
os.rename("note", "done")
print(os.listdir())
os.remove("done")
os.chdir("/shelf")
os.rmdir("new")
print(os.path.exists("new"), os.path.isdir("pack"), os.path.isfile("hello.txt"))

# Modules come from there too, by a relative name or an absolute one.
sys.path.insert(0, "")
import long
import pack
print(pack.part.value)
os.chdir(home)
print(os.getcwd() == home, os.path.exists("hello.txt"))
sys.path.append("/shelf/pack")
import part
print(part.value, part.__file__)

for wrong in (
    lambda: open("/shelf/nothing"),
    lambda: os.stat("/shelf/nothing"),
    lambda: os.rename("/shelf/hello.txt", "/hello.txt"),
    lambda: os.mount(shelf, "/shelf"),
    lambda: os.mount(shelf, "/shelf/inside"),
    lambda: os.mount(shelf, "relative"),
    lambda: os.mount(shelf, "/"),
    lambda: os.umount("/nowhere"),
):
    try:
        wrong()
        print("no error")
    except OSError as e:
        print(type(e).__name__, e.errno)

try:
    os.mount(object(), "/nothing")
except AttributeError as e:
    print(e)

os.chdir("/shelf")
os.umount("/shelf")
print(os.mount(), os.getcwd() == home)
try:
    open("/shelf/hello.txt")
except OSError as e:
    print(e.errno)
os.mount(shelf, "/other", readonly=True)
os.umount(shelf)
