# warnings: notes to the programmer. They go to standard error, each once for a place, or become exceptions.
import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings"]

# (action, pattern of the message's beginning, category, pattern of the module, line), the first that fits says what happens.
filters = []
_shown = set()


def _default(category, module):
    if issubclass(category, DeprecationWarning) and module == "__main__":
        return "default"
    quiet = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)
    return "ignore" if issubclass(category, quiet) else "default"


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self.category.__name__, self.filename, self.lineno, self.line
        )


def formatwarning(message, category, filename, lineno, line=None):
    text = "%s:%s: %s: %s\n" % (filename, lineno, category.__name__, message)
    if line is None:
        from traceback import _source_line

        line = _source_line(filename, lineno)
    return text + "  " + line.strip() + "\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    (sys.stderr if file is None else file).write(formatwarning(message, category, filename, lineno, line))


# What catch_warnings puts in its place to record.
_show = None


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(category).__name__)
    try:
        frame = sys._getframe(max(stacklevel, 1))
    except ValueError:
        warn_explicit(message, category, "sys", 1)
        return
    module = frame.f_globals.get("__name__")
    warn_explicit(message, category, frame.f_code.co_filename, frame.f_lineno, module)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text, message = str(message), category(message)
    if module is None:
        module = filename[:-3] if filename.endswith(".py") else filename or "<unknown>"
    for action, begin, kind, place, line in filters:
        if issubclass(category, kind) and line in (0, lineno):
            if (begin is None or begin.match(text)) and (place is None or place.match(module)):
                break
    else:
        action = _default(category, module)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action in ("once", "default", "module"):
        key = (text, category, filename, lineno)
        if key in _shown:
            return
        _shown.add(key)
    if _show is not None:
        _show(WarningMessage(message, category, filename, lineno))
    else:
        showwarning(message, category, filename, lineno)


def _add(entry, append):
    if entry[0] not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError("invalid action: %r" % entry[0])
    if entry in filters:
        if append:
            return
        filters.remove(entry)
    filters.insert(len(filters) if append else 0, entry)
    _shown.clear()


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if not (isinstance(message, str) and isinstance(module, str)):
        raise AssertionError("message and module must be strings")
    if message or module:
        import re

        message, module = message and re.compile(message, re.I), module and re.compile(module)
    _add((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _add((action, None, category, None, lineno), append)


def resetwarnings():
    filters.clear()
    _shown.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = action and (action, category, lineno, append)
        self._entered = False

    def __enter__(self):
        global _show
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        self._saved = filters[:], _show, set(_shown), showwarning
        _shown.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        if self._record:
            log = []
            _show = log.append
            return log

    def __exit__(self, *error):
        global _show, showwarning
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        filters[:], _show, shown, showwarning = self._saved
        _shown.clear()
        _shown.update(shown)
