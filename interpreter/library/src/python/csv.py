# csv: tables as text with separators and quotes (RFC 4180, and what spreadsheets make of it).
__all__ = [
    "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
    "unix_dialect", "reader", "writer", "DictReader", "DictWriter", "register_dialect", "unregister_dialect",
    "get_dialect", "list_dialects", "field_size_limit",
]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)


class Error(Exception):
    pass


class Dialect:
    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    lineterminator = "\n"
    quoting = QUOTE_ALL


_OPTIONS = (
    "delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator", "quoting", "strict"
)
_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}


def register_dialect(name, dialect=excel, **options):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _made(dialect, options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _made(_dialects[name], {})


def list_dialects():
    return list(_dialects)


_limit = 131072


def field_size_limit(new=None):
    global _limit
    old = _limit
    if new is not None:
        _limit = new
    return old


def _made(dialect, options):
    if isinstance(dialect, str):
        if dialect not in _dialects:
            raise Error("unknown dialect")
        dialect = _dialects[dialect]
    made = Dialect()
    for name in _OPTIONS:
        setattr(made, name, getattr(dialect, name, getattr(Dialect, name)))
    for name, value in options.items():
        if name not in _OPTIONS:
            raise TypeError("%r is an invalid keyword argument for this function" % name)
        setattr(made, name, value)
    for name in ("delimiter", "quotechar", "escapechar"):
        value = getattr(made, name)
        if value is None and name != "delimiter":
            continue
        if not isinstance(value, str):
            raise TypeError('"%s" must be string%s, not %s' % (name, "" if name == "delimiter" else " or None", type(value).__name__))
        if len(value) != 1:
            raise TypeError('"%s" must be a 1-character string' % name)
    if not isinstance(made.quoting, int) or not 0 <= made.quoting <= 3:
        raise TypeError('bad "quoting" value')
    if made.quotechar is None and made.quoting != QUOTE_NONE:
        raise TypeError("quotechar must be set if quoting enabled")
    return made


# Where a reader is in a record.
_BEGIN, _PLAIN, _QUOTED, _AFTER_QUOTE = range(4)


class _Reader:
    def __init__(self, lines, dialect, options):
        self.dialect = _made(dialect, options)
        self.line_num = 0
        self._lines = iter(lines)

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        fields, field, state = [], [], _BEGIN
        quoted = False

        def finish():
            text = "".join(field)
            if d.quoting == QUOTE_NONNUMERIC and not quoted:
                text = float(text)
            fields.append(text)
            field.clear()

        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state == _BEGIN and not fields:
                    raise
                if d.strict:
                    raise Error("unexpected end of data")
                break
            if not isinstance(line, str):
                raise Error("iterator should return strings, not %s (the file should be opened in text mode)" % type(line).__name__)
            self.line_num += 1
            i, end = 0, len(line)
            while i < end:
                c = line[i]
                i += 1
                if c in "\r\n" and state != _QUOTED:
                    if line[i:].strip("\r\n"):
                        raise Error("new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
                    break
                if state == _QUOTED:
                    if c == d.escapechar and i < end:
                        field.append(line[i])
                        i += 1
                    elif c == d.quotechar:
                        state = _AFTER_QUOTE
                    else:
                        field.append(c)
                elif state == _AFTER_QUOTE and c == d.quotechar and d.doublequote:
                    field.append(c)
                    state = _QUOTED
                elif c == d.delimiter:
                    finish()
                    state, quoted = _BEGIN, False
                    if i == end:
                        # A line without an end: an empty field is last.
                        state = _PLAIN
                elif state == _AFTER_QUOTE and d.strict:
                    raise Error("'%s' expected after '%s'" % (d.delimiter, d.quotechar))
                elif state == _BEGIN and c == d.quotechar and d.quoting != QUOTE_NONE:
                    state, quoted = _QUOTED, True
                elif state == _BEGIN and c == " " and d.skipinitialspace:
                    pass
                elif c == d.escapechar:
                    field.append(line[i] if i < end else "\n")
                    i += 1
                    state = _PLAIN
                else:
                    field.append(c)
                    state = _PLAIN
                if len(field) > _limit:
                    raise Error("field larger than field limit (%d)" % _limit)
            if state != _QUOTED:
                break
        if state != _BEGIN or fields:
            finish()
        return fields


class _Writer:
    def __init__(self, file, dialect, options):
        self.dialect = _made(dialect, options)
        self._write = file.write

    def _field(self, value, alone):
        d = self.dialect
        number = isinstance(value, (int, float))
        text = "" if value is None else value if isinstance(value, str) else repr(value) if isinstance(value, float) else str(value)
        special = [c for c in (d.delimiter, d.quotechar, d.escapechar) if c] + ["\r", "\n"] + list(d.lineterminator)
        if d.quoting == QUOTE_NONE:
            quoted = False
        else:
            quoted = d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not number
            escaped = (d.escapechar, None if d.doublequote else d.quotechar)
            quoted = quoted or any(c in text for c in special if c not in escaped)
            quoted = quoted or alone and not text
        if not quoted:
            if d.quoting == QUOTE_NONE and any(c in text for c in special):
                if d.escapechar is None:
                    raise Error("need to escape, but no escapechar set")
                text = "".join(d.escapechar + c if c in special else c for c in text)
            elif d.escapechar:
                text = text.replace(d.escapechar, d.escapechar * 2)
                if d.quotechar and not d.doublequote:
                    text = text.replace(d.quotechar, d.escapechar + d.quotechar)
            if alone and not text:
                raise Error("single empty field record must be quoted")
            return text
        if d.escapechar:
            text = text.replace(d.escapechar, d.escapechar * 2)
        if d.quotechar in text:
            if not d.doublequote and d.escapechar is None:
                raise Error("need to escape, but no escapechar set")
            text = text.replace(d.quotechar, (d.quotechar if d.doublequote else d.escapechar) + d.quotechar)
        return d.quotechar + text + d.quotechar

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        d = self.dialect
        return self._write(d.delimiter.join([self._field(v, len(row) == 1) for v in row]) + d.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def reader(csvfile, dialect="excel", **fmtparams):
    return _Reader(csvfile, dialect, fmtparams)


def writer(csvfile, dialect="excel", **fmtparams):
    return _Writer(csvfile, dialect, fmtparams)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = fieldnames if fieldnames is None else list(fieldnames)
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
            self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        names = self.fieldnames
        found = dict(zip(names, row))
        if len(row) > len(names):
            found[self.restkey] = row[len(names) :]
        for name in names[len(row) :]:
            found[name] = self.restval
        return found


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.fieldnames = fieldnames
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def _row(self, found):
        if self.extrasaction == "raise":
            wrong = [name for name in found if name not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(name) for name in wrong]))
        return [found.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))
