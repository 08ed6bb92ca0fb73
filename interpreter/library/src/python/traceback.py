# traceback: the places an exception came through, as text or as a list.
import io
import sys

__all__ = [
    "extract_tb", "format_exception", "format_exception_only", "format_list", "format_tb", "print_exc", "print_exception",
    "print_tb", "format_exc", "print_last", "extract_stack", "FrameSummary", "StackSummary", "TracebackException", "walk_tb",
    "print_stack", "format_stack", "walk_stack",
]


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.locals = locals
        self._line = line

    @property
    def line(self):
        if self._line is None:
            self._line = _source_line(self.filename, self.lineno)
        return self._line

    def _fields(self):
        return self.filename, self.lineno, self.name, self.line

    def __iter__(self):
        return iter(self._fields())

    def __getitem__(self, i):
        return self._fields()[i]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return self._fields() == tuple(other)

    def __repr__(self):
        return "<FrameSummary file %s, line %s in %s>" % (self.filename, self.lineno, self.name)


def _source_line(filename, number):
    try:
        with open(filename) as f:
            for i, line in enumerate(f, 1):
                if i == number:
                    return line.strip()
    except (OSError, ValueError):
        pass
    return ""


class StackSummary(list):
    @classmethod
    def extract(cls, frames, *, limit=None, lookup_lines=True, capture_locals=False):
        found = cls(FrameSummary(f.f_code.co_filename, line, f.f_code.co_name) for f, line in frames)
        return found if limit is None else cls(found[:limit] if limit >= 0 else found[limit:])

    @classmethod
    def from_list(cls, entries):
        return cls(e if isinstance(e, FrameSummary) else FrameSummary(e[0], e[1], e[2], line=e[3]) for e in entries)

    def format(self):
        lines = []
        before, times = None, 0
        for frame in [*self, None]:
            place = frame and (frame.filename, frame.lineno, frame.name)
            if place == before:
                times += 1
            else:
                if times > 3:
                    more = times - 3
                    lines.append("  [Previous line repeated %d more time%s]\n" % (more, "s" if more > 1 else ""))
                before, times = place, 1
            if place and times <= 3:
                text = '  File "%s", line %s, in %s\n' % place
                lines.append(text + "    %s\n" % frame.line.strip() if frame.line else text)
        return lines


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def extract_tb(tb, limit=None):
    return StackSummary.extract(walk_tb(tb), limit=limit)


def walk_stack(f):
    if f is None:
        f = sys._getframe(2)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_stack(f=None, limit=None):
    frames = list(walk_stack(sys._getframe(1) if f is None else f))
    if limit is not None:
        frames = frames[:limit] if limit >= 0 else frames[limit:]
    return StackSummary.extract(reversed(frames))


def format_stack(f=None, limit=None):
    return extract_stack(sys._getframe(1) if f is None else f, limit).format()


def print_stack(f=None, limit=None, file=None):
    lines = format_stack(sys._getframe(1) if f is None else f, limit)
    (sys.stderr if file is None else file).write("".join(lines))


def format_list(entries):
    return StackSummary.from_list(entries).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


_MISSING = object()


def _exception(exc, value):
    if value is _MISSING:
        if exc is not None and not isinstance(exc, BaseException):
            raise TypeError("Exception expected for value, %s found" % type(exc).__name__)
        return exc
    return value


def _text(value, chain=True):
    file = io.StringIO()
    if not chain or value.__suppress_context__ and value.__cause__ is None:
        saved = value.__cause__, value.__context__, value.__suppress_context__
        value.__cause__ = value.__context__ = None
        try:
            sys.print_exception(value, file)
        finally:
            value.__cause__, value.__context__, value.__suppress_context__ = saved
    else:
        sys.print_exception(value, file)
    return file.getvalue()


def format_exception_only(exc, /, value=_MISSING):
    value = _exception(exc, value)
    if value is None:
        return ["NoneType: None\n"]
    saved = value.__traceback__
    value.__traceback__ = None
    try:
        lines = _text(value, False).splitlines(True)
    finally:
        value.__traceback__ = saved
    if isinstance(value, SyntaxError):
        return lines
    return ["".join(lines)]


def format_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, chain=True):
    value = _exception(exc, value)
    if value is None:
        return ["NoneType: None\n"]
    if limit is not None:
        return _limited(value, limit, chain)
    blocks = []
    for line in _text(value, chain).splitlines(True):
        # A place and its source line are one entry.
        if line.startswith("    ") and blocks and blocks[-1].startswith("  File"):
            blocks[-1] += line
        else:
            blocks.append(line)
    return blocks


def _limited(value, limit, chain):
    blocks = []
    if chain:
        if value.__cause__ is not None:
            blocks = _limited(value.__cause__, limit, chain)
            blocks.append("\nThe above exception was the direct cause of the following exception:\n\n")
        elif value.__context__ is not None and not value.__suppress_context__:
            blocks = _limited(value.__context__, limit, chain)
            blocks.append("\nDuring handling of the above exception, another exception occurred:\n\n")
    if value.__traceback__ is not None:
        blocks.append("Traceback (most recent call last):\n")
        blocks += format_tb(value.__traceback__, limit)
    return blocks + format_exception_only(value)


def print_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, file=None, chain=True):
    text = "".join(format_exception(exc, value, tb, limit, chain))
    (sys.stderr if file is None else file).write(text)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exc_info()[1], limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exc_info()[1], limit=limit, file=file, chain=chain)


def print_tb(tb, limit=None, file=None):
    (sys.stderr if file is None else file).write("".join(format_tb(tb, limit)))


def print_last(limit=None, file=None, chain=True):
    print_exception(getattr(sys, "last_value", None), limit=limit, file=file, chain=chain)


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, **options):
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit)
        self._text = str(exc_value)
        self._only = format_exception_only(exc_value)
        self._all = format_exception(exc_value)

    @classmethod
    def from_exception(cls, exc, **options):
        return cls(type(exc), exc, exc.__traceback__, **options)

    def format_exception_only(self):
        return iter(self._only)

    def format(self, *, chain=True):
        return iter(self._all)

    def __str__(self):
        return self._text

    def print(self, *, file=None, chain=True):
        (sys.stderr if file is None else file).write("".join(self._all))
