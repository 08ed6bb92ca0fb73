# importlib: importing by name.
import sys

__all__ = ["import_module", "reload", "invalidate_caches", "__import__"]

__import__ = __import__


def import_module(name, package=None):
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for %r" % name)
        level = len(name) - len(name.lstrip("."))
        base = package.rsplit(".", level - 1)
        if len(base) < level:
            raise ImportError("attempted relative import beyond top-level package")
        name = base[0] + "." + name[level:] if name[level:] else base[0]
    __import__(name)
    return sys.modules[name]


def reload(module):
    name = getattr(module, "__name__", None)
    if not isinstance(module, type(sys)):
        raise TypeError("reload() argument must be a module")
    if sys.modules.get(name) is not module:
        raise ImportError("module %s not in sys.modules" % name)
    # Made anew under the old name; what others hold of it gets the new content.
    del sys.modules[name]
    try:
        __import__(name)
        module.__dict__.update(sys.modules[name].__dict__)
    finally:
        sys.modules[name] = module
    return module


def invalidate_caches():
    pass
