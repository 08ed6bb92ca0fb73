# _os: what of os is Python: the environment as a mapping, folders on the way, walking through a tree.
import os as _os


class _Environ(dict):
    # The environment as it was at first; what is set here reaches it too.
    def __getitem__(self, name):
        return super().__getitem__(_text(name))

    def __setitem__(self, name, value):
        _os.putenv(_text(name), _text(value))
        super().__setitem__(name, value)

    def __delitem__(self, name):
        super().__delitem__(name)
        _os.unsetenv(name)

    def __repr__(self):
        return "environ(" + dict.__repr__(self) + ")"

    def __ior__(self, other):
        self.update(other)
        return self

    def copy(self):
        return dict(self)

    def setdefault(self, name, default):
        if name not in self:
            self[name] = default
        return self[name]

    def pop(self, name, *default):
        if name not in self and default:
            return default[0]
        value = self[name]
        del self[name]
        return value

    def update(self, *others, **more):
        for name, value in dict(*others, **more).items():
            self[name] = value

    def clear(self):
        for name in list(self):
            del self[name]


def _text(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not " + type(value).__name__)
    return value


environ = _Environ([(name, _os._variable(name)) for name in _os._variables()])


def getenv(key, default=None):
    return environ.get(_text(key), default)


class PathLike:
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __class_getitem__(cls, item):
        return cls


def fsencode(path):
    path = _os.fspath(path)
    return path.encode() if isinstance(path, str) else path


def fsdecode(path):
    path = _os.fspath(path)
    return path.decode() if isinstance(path, bytes) else path


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = _os.path.split(name)
    if not tail:
        head, tail = _os.path.split(head)
    if head and tail and not _os.path.exists(head):
        makedirs(head, exist_ok=True)
        if tail == ".":
            return
    try:
        _os.mkdir(name)
    except OSError:
        if not exist_ok or not _os.path.isdir(name):
            raise


def removedirs(name):
    _os.rmdir(name)
    head, tail = _os.path.split(name.rstrip("/"))
    while head and tail:
        try:
            _os.rmdir(head)
        except OSError:
            break
        head, tail = _os.path.split(head)


class DirEntry:
    def __init__(self, folder, name, kind):
        self.name = name
        self.path = _os.path.join(folder, name)
        self._kind = kind

    def is_dir(self, *, follow_symlinks=True):
        return self._kind == 0x4000 or self._kind == 0xA000 and _os.path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return self._kind == 0x8000 or self._kind == 0xA000 and _os.path.isfile(self.path)

    def is_symlink(self):
        return self._kind == 0xA000

    def stat(self, *, follow_symlinks=True):
        return _os.stat(self.path)

    def inode(self):
        return self.stat().st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return "<DirEntry %r>" % self.name


class _Scan:
    def __init__(self, folder):
        self._entries = iter([DirEntry(folder, entry[0], entry[1]) for entry in _os.ilistdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    return _Scan(_os.fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = _os.fspath(top)
    folders, files = [], []
    try:
        for entry in scandir(top):
            (folders if entry.is_dir() else files).append(entry.name)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    if topdown:
        yield top, folders, files
    for name in folders:
        yield from walk(_os.path.join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files
