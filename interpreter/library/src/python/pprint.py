# pprint: nested data over many lines, as narrow as is asked for.
import sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(
        indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    ).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(
        indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    ).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._flat(object, (), 0)


def isreadable(object):
    return not isrecursive(object) and "<" not in saferepr(object)


def isrecursive(object):
    return "<Recursion on " in saferepr(object)


def _key(v):
    # Things that have no order are sorted by the names of their types.
    return _Key(v)


class _Key:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        try:
            return self.v < other.v
        except TypeError:
            return (str(type(self.v)), id(self.v)) < (str(type(other.v)), id(other.v))


class PrettyPrinter:
    def __init__(
        self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False
    ):
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sort, self._underscores = compact, sort_dicts, underscore_numbers

    def pprint(self, object):
        stream = sys.stdout if self._stream is None else self._stream
        stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        parts = []
        self._put(object, parts.append, 0, 0, (), 0)
        return "".join(parts)

    def isreadable(self, object):
        return isreadable(object)

    def isrecursive(self, object):
        return isrecursive(object)

    def _items(self, d):
        items = d.items()
        return sorted(items, key=lambda item: _key(item[0])) if self._sort else items

    def format(self, object, context, maxlevels, level):
        return self._flat(object, tuple(context), level), True, False

    def _flat(self, v, inside, level):
        # All on one line.
        kind = type(v)
        form = kind.__repr__
        if kind is int and self._underscores:
            return "{:_d}".format(v)
        if not (
            form is dict.__repr__ or form is list.__repr__ or form is tuple.__repr__
        ):
            return repr(v)
        if id(v) in inside:
            return "<Recursion on %s with id=%s>" % (kind.__name__, id(v))
        if form is dict.__repr__:
            if not v:
                return "{}"
            if self._depth and level >= self._depth:
                return "{...}"
        elif not v:
            return "[]" if form is list.__repr__ else "()"
        elif self._depth and level >= self._depth:
            return "[...]" if form is list.__repr__ else "(...,)" if len(v) == 1 else "(...)"
        inside += (id(v),)
        level += 1
        if form is dict.__repr__:
            words = ["%s: %s" % (self._flat(k, inside, level), self._flat(x, inside, level)) for k, x in self._items(v)]
            return "{%s}" % ", ".join(words)
        words = ", ".join([self._flat(x, inside, level) for x in v])
        if form is list.__repr__:
            return "[%s]" % words
        return "(%s,)" % words if len(v) == 1 else "(%s)" % words

    def _put(self, v, write, indent, room, inside, level):
        # `room`: columns needed behind it.
        text = self._flat(v, inside, level)
        if len(text) <= self._width - indent - room or id(v) in inside:
            write(text)
            return
        form = type(v).__repr__
        inner = inside + (id(v),)
        level += 1
        if form is dict.__repr__ and v and not (self._depth and level > self._depth):
            write("{" + " " * (self._indent - 1))
            self._put_items(self._items(v), write, indent + self._indent, room + 1, inner, level)
            write("}")
        elif form is list.__repr__ and not (self._depth and level > self._depth):
            write("[")
            self._put_all(v, write, indent, room + 1, inner, level)
            write("]")
        elif form is tuple.__repr__ and not (self._depth and level > self._depth):
            write("(")
            end = ",)" if len(v) == 1 else ")"
            self._put_all(v, write, indent, room + len(end), inner, level)
            write(end)
        elif form in (set.__repr__, frozenset.__repr__) and v:
            name = "" if type(v) is set else type(v).__name__ + "("
            write(name + "{")
            indent += len(name)
            self._put_all(sorted(v, key=_key), write, indent, room + 1 + bool(name), inner, level)
            write("}" + (")" if name else ""))
        elif form is str.__repr__:
            self._put_text(v, write, indent, room, level)
        elif hasattr(type(v), "__dataclass_fields__") and type(v).__dataclass_params__.repr:
            self._put_fields(v, write, indent, room, inner, level)
        else:
            write(text)

    def _put_items(self, items, write, indent, room, inside, level):
        items = list(items)
        for i, (key, value) in enumerate(items):
            key = self._flat(key, inside, level)
            write(key + ": ")
            last = i == len(items) - 1
            self._put(value, write, indent + len(key) + 2, room if last else 1, inside, level)
            if not last:
                write(",\n" + " " * indent)

    def _put_fields(self, v, write, indent, room, inside, level):
        name = type(v).__name__
        indent += len(name) + 1
        fields = [f.name for f in type(v).__dataclass_fields__.values() if f.repr]
        write(name + "(")
        for i, field in enumerate(fields):
            last = i == len(fields) - 1
            write(field + "=")
            self._put(getattr(v, field), write, indent + len(field) + 1, room + 1 if last else 1, inside, level)
            if not last:
                write(",\n" + " " * indent)
        write(")")

    def _put_all(self, items, write, indent, room, inside, level):
        indent += self._indent
        write(" " * (self._indent - 1))
        items = list(items)
        break_ = ",\n" + " " * indent
        left = whole = self._width - indent + 1
        between = ""
        for i, item in enumerate(items):
            last = i == len(items) - 1
            if last:
                left -= room
                whole -= room
            if self._compact:
                text = self._flat(item, inside, level)
                needed = len(text) + 2
                if left < needed:
                    left = whole
                    if between:
                        between = break_
                if left >= needed:
                    left -= needed
                    write(between + text)
                    between = ", "
                    continue
            write(between)
            between = break_
            self._put(item, write, indent, room if last else 1, inside, level)

    def _put_text(self, v, write, indent, room, level):
        # A long text as parts that Python joins, broken behind blanks.
        if not v:
            write(repr(v))
            return
        lines = v.splitlines(True)
        if level == 1:
            indent += 1
            room += 1
        whole = left = self._width - indent
        chunks = []
        text = ""
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                left -= room
            if len(text) <= left:
                chunks.append(text)
                continue
            words = _words(line)
            max_width = whole
            now = ""
            for j, word in enumerate(words):
                more = now + word
                if j == len(words) - 1 and i == len(lines) - 1:
                    max_width -= room
                if len(repr(more)) > max_width:
                    if now:
                        chunks.append(repr(now))
                    now = word
                else:
                    now = more
            if now:
                chunks.append(repr(now))
        if len(chunks) == 1:
            write(text)
            return
        if level == 1:
            write("(")
        write(("\n" + " " * indent).join(chunks))
        if level == 1:
            write(")")


def _words(line):
    # Words with the blanks behind them.
    words = []
    start = i = 0
    while i < len(line):
        while i < len(line) and not line[i].isspace():
            i += 1
        while i < len(line) and line[i].isspace():
            i += 1
        words.append(line[start:i])
        start = i
    return words
