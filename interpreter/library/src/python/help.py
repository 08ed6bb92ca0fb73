# _help: what help() writes: a welcome, the modules there are, or what an object is and has.
import sys

_WELCOME = """Pyrite is Python 3 for microcontrollers.

help(object)     what an object is and has
help('modules')  the modules that need no file
dir(object)      the names of an object's attributes

Keys at the prompt:
  Tab     completes a name, an attribute or a module; twice: lists them
  Up/Down earlier lines
  Ctrl-A  raw mode, for tools
  Ctrl-B  back to this mode
  Ctrl-C  stops a program, or drops what is being typed
  Ctrl-D  on an empty line: ends the session, or starts it anew
  Ctrl-E  paste mode, without indentation of its own"""


def _columns(names, width=18, count=4):
    for i in range(0, len(names), count):
        print("".join([name.ljust(width) for name in names[i : i + count]]).rstrip())


def _line(value):
    doc = getattr(value, "__doc__", None) if callable(value) else None
    if isinstance(doc, str) and doc and not isinstance(value, type):
        return doc.strip().split("\n")[0]
    text = repr(value)
    return text if len(text) < 80 else text[:77] + "..."


def help(*objects):
    if not objects:
        print(_WELCOME)
        return
    object = objects[0]
    if object == "modules":
        names = set(sys.builtin_module_names) | set(sys.modules)
        _columns(sorted([name for name in names if not name.startswith("_") or name == "__main__"]))
        print("Plus any modules in the folders of sys.path")
        return
    text = repr(object)
    print("object", text if len(text) < 200 else text[:197] + "...", "is of type", type(object).__name__)
    doc = getattr(object, "__doc__", None)
    if isinstance(doc, str) and (isinstance(object, type) or callable(object) or type(object) is type(sys)):
        print(doc)
    if callable(object) and not isinstance(object, type) and not hasattr(object, "__dict__"):
        return
    for name in dir(object):
        if name.startswith("__"):
            continue
        try:
            value = getattr(object, name)
        except Exception:
            continue
        print("  " + name + " -- " + _line(value))
