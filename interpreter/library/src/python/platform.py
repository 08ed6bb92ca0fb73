# platform: what this runs on, as far as the interpreter knows.
import sys


def python_version():
    return "%d.%d.%d" % tuple(sys.version_info[:3])


def python_version_tuple():
    return tuple(python_version().split("."))


def python_implementation():
    return "Pyrite"


def python_compiler():
    return "rustc"


def libc_ver(executable=None, lib="", version="", chunksize=0):
    return lib, version


def system():
    return {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}.get(sys.platform, sys.platform)


def _uname(i):
    try:
        import os

        return os.uname()[i]
    except (AttributeError, OSError):
        return ""


def node():
    return _uname(1)


def release():
    return _uname(2)


def version():
    return _uname(3)


def machine():
    return _uname(4)


def processor():
    return ""


def platform(aliased=False, terse=False):
    words = [system(), release(), machine()]
    return "-".join(word for word in words if word) + "-with-Pyrite-" + sys.version.rpartition(" ")[2]
