# pathlib: paths as objects.
import os
from pathlib import Path, PosixPath, PurePath, PurePosixPath

p = Path("/usr/./lib//python3/x.tar.gz")
print(p, repr(p), p.parts, p.name, p.stem, p.suffix, p.suffixes, p.parent, list(p.parents)[-2:], p.anchor, p.root, p.is_absolute())
print(Path(), Path("."), Path("a", "b", "/c", "d"), Path("a") / "b" / Path("c"), "x" / Path("y"), Path("..") / "a", Path("a/"), Path(""), PurePath("a/b"))
for name in (".bashrc", "a.", "a.b.", "..", "x", "a/.b.c", "/"):
    q = PurePosixPath(name)
    print(repr(q.name), repr(q.stem), repr(q.suffix), q.suffixes, q.parent)
print(p.with_name("y"), p.with_stem("z"), p.with_suffix(".py"), p.with_suffix(""), Path("a").with_suffix(".txt"))
print(p.relative_to("/usr"), p.is_relative_to("/usr/lib"), p.is_relative_to("/etc"), p.match("*.gz"), p.match("python?/*"), p.match("/usr/*"), p.joinpath("a", "b"))
print(Path("a") == PurePath("a"), Path("a") < Path("b"), hash(Path("a/b")) == hash(Path("a//b")), {Path("a"): 1}[Path("a")], sorted([Path("b"), Path("a/c")]), Path("a") == "a", Path("/a b").as_uri(), os.fspath(Path("q")))
for bad in (lambda: p.relative_to("/etc"), lambda: Path("/").with_name("x"), lambda: p.with_suffix("x"), lambda: p.with_name("a/b"), lambda: Path(5), lambda: Path("a") / 5, lambda: Path("missing").read_text(), lambda: Path("x").as_uri(), lambda: Path("a") < 3):
    try:
        print(bad())
    except (ValueError, TypeError, OSError) as e:
        print(type(e).__name__, str(e)[:60])
d = Path("d")
d.mkdir()
(d / "e" / "f").mkdir(parents=True)
d.mkdir(exist_ok=True)
f = d / "t.txt"
print(f.write_text("één\nline"), f.read_text(), f.read_bytes(), f.stat().st_size, f.exists(), f.is_file(), f.is_dir(), d.is_dir())
print((d / "b.bin").write_bytes(b"\0\1"), (d / "b.bin").read_bytes())
with f.open() as stream:
    print(stream.readline())
(d / "e" / "x.py").touch()
(d / "e" / "f" / "y.py").touch()
print(sorted(d.iterdir()), sorted(d.glob("*.txt")), sorted(d.glob("**/*.py")), sorted(d.rglob("*.py")), sorted(d.glob("*/*")), sorted(d.glob("e/x.py")))
print(f.rename(d / "u.txt"), f.exists(), sorted(x.name for x in d.iterdir()))
for bad in (lambda: d.mkdir(), lambda: d.rmdir(), lambda: f.unlink(), lambda: (d / "a" / "b").mkdir(), lambda: f.touch() or f.touch(exist_ok=False)):
    try:
        bad()
    except OSError as e:
        print(type(e).__name__, e)
f.unlink(missing_ok=True)
print(Path.cwd() == Path(os.getcwd()), d.absolute() == Path.cwd() / "d", d.resolve().name, (d / ".." / "d").resolve() == d.resolve(), isinstance(d, PosixPath), isinstance(d, PurePath))
