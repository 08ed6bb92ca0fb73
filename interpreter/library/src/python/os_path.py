# os.path: names of files, taken apart and put together; parts are separated by "/".
import os
from os import fspath as _fspath

curdir = "."
pardir = ".."
sep = "/"
extsep = "."
altsep = None
pathsep = ":"
devnull = "/dev/null"
supports_unicode_filenames = True


def _parts(path):
    # The separator in the path's own type.
    path = _fspath(path)
    return path, b"/" if isinstance(path, bytes) else "/"


def join(path, *more):
    path, slash = _parts(path)
    for part in more:
        part = _fspath(part)
        if type(part) is not type(path) and isinstance(part, bytes) != isinstance(path, bytes):
            raise TypeError("Can't mix strings and bytes in path components")
        if part.startswith(slash):
            path = part
        elif not path or path.endswith(slash):
            path += part
        else:
            path += slash + part
    return path


def split(path):
    path, slash = _parts(path)
    at = path.rfind(slash) + 1
    head, tail = path[:at], path[at:]
    return head.rstrip(slash) or head, tail


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def splitext(path):
    path, slash = _parts(path)
    dot = b"." if slash == b"/" else "."
    name = path.rfind(slash) + 1
    at = path.rfind(dot)
    # Dots that a name begins with begin no ending.
    if at > name and path[name:at].strip(dot):
        return path[:at], path[at:]
    return path, path[:0]


def splitdrive(path):
    path = _fspath(path)
    return path[:0], path


def isabs(path):
    path, slash = _parts(path)
    return path.startswith(slash)


def normcase(path):
    return _fspath(path)


def normpath(path):
    path, slash = _parts(path)
    dot, dots = (b".", b"..") if slash == b"/" else (".", "..")
    # Exactly two leading slashes keep a meaning of their own.
    root = path[:0]
    if path.startswith(slash):
        root = slash * 2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else slash
    parts = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dots or not parts and not root or parts and parts[-1] == dots:
            parts.append(part)
        elif parts:
            parts.pop()
    return root + slash.join(parts) or dot


def abspath(path):
    path, slash = _parts(path)
    if not path.startswith(slash):
        here = os.getcwd()
        path = join(here.encode() if slash == b"/" else here, path)
    return normpath(path)


realpath = abspath


def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
    there = [part for part in abspath(path).split("/") if part]
    here = [part for part in abspath(start).split("/") if part]
    same = len(commonprefix([there, here]))
    return "/".join([".."] * (len(here) - same) + there[same:]) or "."


def commonprefix(names):
    if not names:
        return ""
    if not isinstance(names[0], (list, tuple)):
        names = [_fspath(name) for name in names]
    least, most = min(names), max(names)
    for i, part in enumerate(least):
        if part != most[i]:
            return least[:i]
    return least


def commonpath(paths):
    paths = [_fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    absolute = paths[0].startswith("/")
    for path in paths:
        if path.startswith("/") != absolute:
            raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split("/") if part and part != "."] for path in paths]
    return ("/" if absolute else "") + "/".join(commonprefix(parts))


def _kind(path):
    try:
        return os.stat(path)[0] & 0o170000
    except (OSError, ValueError):
        return None


def exists(path):
    return _kind(path) is not None


lexists = exists


def isdir(path):
    return _kind(path) == 0o040000


def isfile(path):
    return _kind(path) == 0o100000


def islink(path):
    try:
        return any(entry[0] == basename(path) and entry[1] == 0xA000 for entry in os.ilistdir(dirname(path) or "."))
    except OSError:
        return False


def ismount(path):
    return abspath(path) == "/"


def getsize(path):
    return os.stat(path).st_size


def getmtime(path):
    return os.stat(path).st_mtime


def getatime(path):
    return os.stat(path).st_atime


def getctime(path):
    return os.stat(path).st_ctime


def samestat(a, b):
    return a.st_ino == b.st_ino and a.st_dev == b.st_dev


def samefile(a, b):
    return samestat(os.stat(a), os.stat(b))


def expanduser(path):
    path = _fspath(path)
    if path == "~" or path.startswith("~/"):
        home = os.getenv("HOME")
        if home is not None:
            return (home.rstrip("/") + path[1:]) or "/"
    return path


def expandvars(path):
    path = _fspath(path)
    parts = []
    at = 0
    while at < len(path):
        end = at + 1
        if path[at] == "$":
            if path[end : end + 1] == "{" and "}" in path[end:]:
                close = path.index("}", end)
                name, end = path[end + 1 : close], close + 1
            else:
                while end < len(path) and (path[end].isalnum() or path[end] == "_"):
                    end += 1
                name = path[at + 1 : end]
            parts.append(os.getenv(name, path[at:end]) if name else path[at:end])
        else:
            parts.append(path[at])
        at = end
    return "".join(parts)
