# glob: the files that a pattern names.
import os
from fnmatch import filter as _filter

__all__ = ["escape", "glob", "iglob"]


def has_magic(s):
    return any(c in s for c in "*?[")


def escape(pathname):
    return "".join("[%s]" % c if c in "*?[" else c for c in pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    found = _expand(pathname, root_dir or "", recursive, include_hidden)
    return (name for name in found if name or pathname == "")


def _names(folder, only_folders=False):
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return []
    if only_folders:
        names = [name for name in names if os.path.isdir(os.path.join(folder, name))]
    return names


def _below(root, folder, hidden):
    for name in _names(os.path.join(root, folder)):
        if hidden or not name.startswith("."):
            path = os.path.join(folder, name)
            yield path
            yield from _below(root, path, hidden)


def _expand(pathname, root, recursive, hidden):
    folder, pattern = os.path.split(pathname)
    if not has_magic(pathname):
        if pattern:
            if os.path.exists(os.path.join(root, pathname)):
                yield pathname
        elif os.path.isdir(os.path.join(root, folder)):
            yield pathname
        return
    if folder and folder != pathname and has_magic(folder):
        folders = _expand(folder, root, recursive, hidden)
    else:
        folders = [folder]
    for folder in folders:
        full = os.path.join(root, folder)
        if recursive and pattern == "**":
            if os.path.isdir(full or "."):
                yield os.path.join(folder, "") if folder else ""
                yield from _below(root, folder, hidden)
        elif has_magic(pattern):
            names = _names(full)
            if not hidden and not pattern.startswith("."):
                names = [name for name in names if not name.startswith(".")]
            for name in _filter(names, pattern):
                yield os.path.join(folder, name)
        elif not pattern:
            if os.path.isdir(full):
                yield os.path.join(folder, "")
        elif os.path.exists(os.path.join(full, pattern)):
            yield os.path.join(folder, pattern)
