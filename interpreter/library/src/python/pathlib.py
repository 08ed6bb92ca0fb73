# pathlib: paths as objects, with what can be done to the files they name.
import fnmatch
import io
import os

__all__ = ["PurePath", "PurePosixPath", "Path", "PosixPath"]


class PurePath:
    __slots__ = ("_root", "_tail")

    def __new__(cls, *parts):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *parts):
        text = ""
        for part in parts:
            if isinstance(part, PurePath):
                part = str(part)
            else:
                part = os.fspath(part)
            if not isinstance(part, str):
                raise TypeError(
                    "argument should be a str or an os.PathLike object where __fspath__ returns a str, not %r"
                    % type(part).__name__
                )
            text = part if part.startswith("/") else text + "/" + part if text else part
        self._root = ""
        if text.startswith("/"):
            self._root = "//" if text.startswith("//") and not text.startswith("///") else "/"
        self._tail = tuple(part for part in text.split("/") if part not in ("", "."))

    @classmethod
    def _of(cls, root, tail):
        path = cls()
        path._root, path._tail = root, tuple(tail)
        return path

    def __str__(self):
        return self._root + "/".join(self._tail) or "."

    __fspath__ = as_posix = __str__

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, str(self))

    def __bytes__(self):
        return os.fsencode(str(self))

    def _key(self):
        return self._root, self._tail

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, other):
        try:
            return type(self)(self, other)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, other):
        try:
            return type(self)(other, self)
        except TypeError:
            return NotImplemented

    drive = property(lambda self: "")
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._root)

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + self._tail

    @property
    def name(self):
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        name = self.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        suffix = self.suffix
        return self.name[: -len(suffix)] if suffix else self.name

    @property
    def parent(self):
        return self._of(self._root, self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return tuple(self._of(self._root, self._tail[:i]) for i in range(len(self._tail) - 1, -1, -1))

    def is_absolute(self):
        return self._root != ""

    def is_reserved(self):
        return False

    def joinpath(self, *others):
        return type(self)(self, *others)

    def relative_to(self, *other, walk_up=False):
        base = type(self)(*other)
        count = len(base._tail)
        if self._root != base._root or self._tail[:count] != base._tail and not walk_up:
            raise ValueError("%r is not in the subpath of %r OR one path is relative and the other is absolute." % (str(self), str(base)))
        common = 0
        while common < count and self._tail[common : common + 1] == base._tail[common : common + 1]:
            common += 1
        return self._of("", ("..",) * (count - common) + self._tail[common:])

    def is_relative_to(self, *other):
        base = type(self)(*other)
        return self._root == base._root and self._tail[: len(base._tail)] == base._tail

    def with_name(self, name):
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        if not name or "/" in name or name == ".":
            raise ValueError("Invalid name %r" % name)
        return self._of(self._root, self._tail[:-1] + (name,))

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError("Invalid suffix %r" % suffix)
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        return self.with_name(self.stem + suffix)

    def match(self, path_pattern):
        pattern = type(self)(path_pattern)
        if not pattern.parts:
            raise ValueError("empty pattern")
        own, wanted = self.parts, pattern.parts
        if pattern._root:
            if len(own) != len(wanted):
                return False
        elif len(wanted) > len(own):
            return False
        return all(fnmatch.fnmatchcase(a, b) for a, b in zip(reversed(own), reversed(wanted)))

    def as_uri(self):
        if not self._root:
            raise ValueError("relative path can't be expressed as a file URI")
        safe = "/-_.~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        return "file://" + "".join(chr(b) if chr(b) in safe else "%%%02X" % b for b in str(self).encode())


class PurePosixPath(PurePath):
    __slots__ = ()


class Path(PurePath):
    __slots__ = ()

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser("~"))

    def __enter__(self):
        return self

    def __exit__(self, kind, error, tb):
        pass

    def absolute(self):
        return self if self._root else type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        if strict:
            self.stat()
        return type(self)(os.path.realpath(str(self)))

    def expanduser(self):
        return type(self)(os.path.expanduser(str(self)))

    def stat(self, *, follow_symlinks=True):
        return os.stat(str(self))

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(str(self))

    def is_file(self):
        return os.path.isfile(str(self))

    def is_dir(self):
        return os.path.isdir(str(self))

    def is_symlink(self):
        return os.path.islink(str(self))

    def samefile(self, other):
        return os.path.realpath(str(self)) == os.path.realpath(str(other))

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(str(self), mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with self.open("r", -1, encoding, errors) as f:
            return f.read()

    def read_bytes(self):
        with self.open("rb") as f:
            return f.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % type(data).__name__)
        with self.open("w", -1, encoding, errors, newline) as f:
            return f.write(data)

    def write_bytes(self, data):
        with self.open("wb") as f:
            return f.write(memoryview(data))

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists() and not exist_ok:
            raise FileExistsError(17, "File exists", str(self))
        self.open("a").close()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(str(self))
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, False, exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        os.rmdir(str(self))

    def unlink(self, missing_ok=False):
        try:
            os.remove(str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        os.rename(str(self), str(target))
        return type(self)(target)

    replace = rename

    def iterdir(self):
        for name in os.listdir(str(self)):
            yield self / name

    def glob(self, pattern):
        if not pattern:
            raise ValueError("Unacceptable pattern: %r" % pattern)
        if pattern.startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = [part for part in pattern.split("/") if part not in ("", ".")]
        seen = set()
        for path in self._select(parts):
            if path not in seen:
                seen.add(path)
                yield path

    def rglob(self, pattern):
        return self.glob("**/" + pattern)

    def _folders(self):
        yield self
        for path in sorted(self.iterdir()):
            if path.is_dir() and not path.is_symlink():
                yield from path._folders()

    def _select(self, parts):
        if not parts:
            yield self
        elif parts[0] == "**":
            for folder in self._folders():
                yield from folder._select(parts[1:])
        elif any(c in parts[0] for c in "*?["):
            if self.is_dir():
                for path in self.iterdir():
                    if fnmatch.fnmatchcase(path.name, parts[0]) and (len(parts) == 1 or path.is_dir()):
                        yield from path._select(parts[1:])
        elif (self / parts[0]).exists():
            yield from (self / parts[0])._select(parts[1:])

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        folders, files = [], []
        for path in self.iterdir():
            (folders if path.is_dir() else files).append(path.name)
        if top_down:
            yield self, folders, files
        for name in folders:
            yield from (self / name).walk(top_down)
        if not top_down:
            yield self, folders, files


class PosixPath(Path, PurePosixPath):
    __slots__ = ()
