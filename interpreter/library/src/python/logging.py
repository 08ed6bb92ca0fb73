# logging: messages by importance, through a tree of loggers to handlers.
import io
import sys
import time

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True
_start = time.time()
_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
_levels = {name: level for level, name in _names.items()}
_levels["WARN"], _levels["FATAL"] = 30, 50


def getLevelName(level):
    if level in _names:
        return _names[level]
    return _levels.get(level, "Level %s" % level)


def getLevelNamesMapping():
    return _levels.copy()


def addLevelName(level, name):
    _names[level] = name
    _levels[name] = level


def _caller(level):
    # The frame that called a function of this module, or one so many levels further out.
    frame = sys._getframe(1)
    while frame is not None and frame.f_globals is globals():
        frame = frame.f_back
    while level > 1 and frame is not None and frame.f_back is not None:
        frame = frame.f_back
        level -= 1
    return frame


def _check_level(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError("Level not an integer or a valid string: %r" % (level,))
    if level not in _levels:
        raise ValueError("Unknown level: %r" % level)
    return _levels[level]


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None):
        self.name = name
        self.msg = msg
        # One mapping as the only argument is what the message's names are looked up in.
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename = pathname.replace("\\", "/").rpartition("/")[2]
        self.module = self.filename.rpartition(".")[0] or self.filename
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = time.time()
        self.msecs = int(self.created % 1 * 1000)
        self.relativeCreated = (self.created - _start) * 1000
        self.thread = self.process = 0
        self.threadName = "MainThread"
        self.processName = "MainProcess"

    def __repr__(self):
        return '<LogRecord: %s, %s, %s, %s, "%s">' % (self.name, self.levelno, self.pathname, self.lineno, self.msg)

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


def makeLogRecord(attributes):
    record = LogRecord(None, NOTSET, "", 0, "", (), None)
    record.__dict__.update(attributes)
    return record


class Formatter:
    converter = time.localtime
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in _USUAL:
            raise ValueError("Style must be one of: %s" % ",".join(_USUAL))
        self._fmt = fmt or _USUAL[style]
        self._style = style
        self._defaults = defaults
        self.datefmt = datefmt

    def usesTime(self):
        return "asctime" in self._fmt

    def formatTime(self, record, datefmt=None):
        moment = type(self).converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        text = time.strftime(self.default_time_format, moment)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, info):
        file = io.StringIO()
        sys.print_exception(info[1], file)
        return file.getvalue().rstrip("\n")

    def formatMessage(self, record):
        values = record.__dict__
        if self._defaults:
            values = {**self._defaults, **values}
        if self._style == "%":
            return self._fmt % values
        if self._style == "{":
            return self._fmt.format(**values)
        from string import Template

        return Template(self._fmt).substitute(**values)

    def formatStack(self, text):
        return text

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, record.stack_info):
            if more:
                text = text.rstrip("\n") + "\n" + more
        return text


_USUAL = {"%": "%(message)s", "{": "{message}", "$": "${message}"}


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for f in self.filters:
            if not (f.filter(record) if hasattr(f, "filter") else f(record)):
                return False
        return True


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level = _check_level(level)
        self.formatter = None
        self.name = None

    def get_name(self):
        return self.name

    def set_name(self, name):
        self.name = name

    def setLevel(self, level):
        self.level = _check_level(level)

    def setFormatter(self, formatter):
        self.formatter = formatter

    def format(self, record):
        return (self.formatter or _formatter).format(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        wanted = self.filter(record)
        if wanted:
            self.emit(record)
        return wanted

    def handleError(self, record):
        if raiseExceptions and sys.stderr:
            sys.stderr.write("--- Logging error ---\n")
            sys.print_exception(sys.exc_info()[1], sys.stderr)
            frame = _caller(1)
            if frame is not None:
                import traceback

                sys.stderr.write("Call stack:\n")
                traceback.print_stack(frame)
            sys.stderr.write("Message: %r\nArguments: %s\n" % (record.msg, record.args))

    def acquire(self):
        pass

    def release(self):
        pass

    def flush(self):
        pass

    def close(self):
        pass

    def __repr__(self):
        return "<%s (%s)>" % (type(self).__name__, getLevelName(self.level))


class StreamHandler(Handler):
    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        if self.stream and hasattr(self.stream, "flush"):
            self.stream.flush()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        if stream is self.stream:
            return None
        self.flush()
        before, self.stream = self.stream, stream
        return before

    def __repr__(self):
        name = getattr(self.stream, "name", "")
        return "<%s %s(%s)>" % (type(self).__name__, str(name) + " " if name else "", getLevelName(self.level))


class FileHandler(StreamHandler):
    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        Handler.__init__(self)
        self.baseFilename = filename
        self.mode = mode
        self.encoding = encoding
        self.errors = errors
        self.stream = None if delay else self._open()

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def emit(self, record):
        if self.stream is None:
            self.stream = self._open()
        super().emit(record)

    def close(self):
        if self.stream is not None:
            self.stream.close()
            self.stream = None


class NullHandler(Handler):
    def handle(self, record):
        pass

    def emit(self, record):
        pass


class _Last(StreamHandler):
    # Standard error as it is when something is logged.
    def __init__(self):
        Handler.__init__(self, WARNING)

    stream = property(lambda self: sys.stderr)


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name = name
        self.level = _check_level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _check_level(level)

    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and level > _disabled[0] and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else self.name + "." + suffix)

    def addHandler(self, handler):
        if handler not in self.handlers:
            self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def hasHandlers(self):
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = LogRecord(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        for key, value in (extra or {}).items():
            if key in ("message", "asctime") or key in record.__dict__:
                raise KeyError("Attempt to overwrite %r in LogRecord" % key)
            record.__dict__[key] = value
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        place = _caller(stacklevel)
        stack = None
        if stack_info:
            import traceback

            stack = "Stack (most recent call last):\n" + "".join(traceback.format_stack(place)).rstrip("\n")
        if place is None:
            where = "(unknown file)", 0, "(unknown function)"
        else:
            where = place.f_code.co_filename, place.f_lineno, place.f_code.co_name
        self.handle(self.makeRecord(self.name, level, *where[:2], msg, args, exc_info, where[2], extra, stack))

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def callHandlers(self, record):
        found = False
        logger = self
        while logger:
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and lastResort and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def log(self, level, msg, *args, **options):
        if not isinstance(level, int):
            raise TypeError("level must be an integer")
        if self.isEnabledFor(level):
            self._log(level, msg, args, **options)

    def debug(self, msg, *args, **options):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **options)

    def info(self, msg, *args, **options):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **options)

    def warning(self, msg, *args, **options):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **options)

    warn = warning

    def error(self, msg, *args, **options):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **options)

    def exception(self, msg, *args, exc_info=True, **options):
        self.error(msg, *args, exc_info=exc_info, **options)

    def critical(self, msg, *args, **options):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **options)

    fatal = critical

    def __repr__(self):
        return "<%s %s (%s)>" % (type(self).__name__, self.name, getLevelName(self.getEffectiveLevel()))


class RootLogger(Logger):
    pass


class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra

    def process(self, msg, options):
        options["extra"] = self.extra
        return msg, options

    def log(self, level, msg, *args, **options):
        if self.logger.isEnabledFor(level):
            msg, options = self.process(msg, options)
            self.logger.log(level, msg, *args, **options)

    def debug(self, msg, *args, **options):
        self.log(DEBUG, msg, *args, **options)

    def info(self, msg, *args, **options):
        self.log(INFO, msg, *args, **options)

    def warning(self, msg, *args, **options):
        self.log(WARNING, msg, *args, **options)

    def error(self, msg, *args, **options):
        self.log(ERROR, msg, *args, **options)

    def exception(self, msg, *args, exc_info=True, **options):
        self.log(ERROR, msg, *args, exc_info=exc_info, **options)

    def critical(self, msg, *args, **options):
        self.log(CRITICAL, msg, *args, **options)

    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        self.logger.setLevel(level)


_formatter = Formatter()
lastResort = _Last()
root = RootLogger("root", WARNING)
_loggers = {}
_disabled = [0]


def _parent(name):
    while "." in name:
        name = name.rpartition(".")[0]
        if name in _loggers:
            return _loggers[name]
    return root


def getLogger(name=None):
    if not name or name == "root":
        return root
    if not isinstance(name, str):
        raise TypeError("A logger name must be a string")
    if name not in _loggers:
        logger = _loggers[name] = Logger(name)
        logger.parent = _parent(name)
        # Loggers further down had to do with a parent further up.
        for other in _loggers.values():
            if other.name.startswith(name + "."):
                other.parent = _parent(other.name)
    return _loggers[name]


def basicConfig(**options):
    force = options.pop("force", False)
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    handlers = options.pop("handlers", None)
    stream, filename = options.pop("stream", None), options.pop("filename", None)
    if stream is not None and filename is not None:
        raise ValueError("'stream' and 'filename' should not be specified together")
    mode, encoding, errors = options.pop("filemode", "a"), options.pop("encoding", None), options.pop("errors", None)
    if handlers is None:
        if filename is not None:
            handlers = [FileHandler(filename, mode, encoding, errors=errors)]
        else:
            handlers = [StreamHandler(stream)]
    style = options.pop("style", "%")
    usual = {"%": BASIC_FORMAT, "{": "{levelname}:{name}:{message}", "$": "${levelname}:${name}:${message}"}
    formatter = Formatter(options.pop("format", usual.get(style)), options.pop("datefmt", None), style)
    level = options.pop("level", None)
    if options:
        raise ValueError("Unrecognised argument(s): " + ", ".join(options))
    for handler in handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)


def _configured():
    if not root.handlers:
        basicConfig()
    return root


def debug(msg, *args, **options):
    _configured().debug(msg, *args, **options)


def info(msg, *args, **options):
    _configured().info(msg, *args, **options)


def warning(msg, *args, **options):
    _configured().warning(msg, *args, **options)


warn = warning


def error(msg, *args, **options):
    _configured().error(msg, *args, **options)


def exception(msg, *args, exc_info=True, **options):
    _configured().error(msg, *args, exc_info=exc_info, **options)


def critical(msg, *args, **options):
    _configured().critical(msg, *args, **options)


fatal = critical


def log(level, msg, *args, **options):
    _configured().log(level, msg, *args, **options)


def disable(level=CRITICAL):
    _disabled[0] = _check_level(level)


def shutdown():
    for logger in [root, *_loggers.values()]:
        for handler in logger.handlers:
            handler.flush()
            handler.close()
