# inspect: what functions, classes and modules are made of.
import sys
from types import CodeType, FrameType, FunctionType, GeneratorType, MethodType, ModuleType, TracebackType

__all__ = [
    "signature", "Signature", "Parameter", "getmembers", "getdoc", "cleandoc", "getmodule", "getfile", "currentframe",
    "stack", "isfunction", "ismethod", "isclass", "ismodule", "isbuiltin", "isroutine", "isgenerator",
    "isgeneratorfunction", "iscoroutine", "iscoroutinefunction", "isawaitable", "isasyncgenfunction", "isabstract",
    "getfullargspec", "getmro", "isdatadescriptor", "unwrap",
]


class _empty:
    pass


_BUILTIN, _BUILTIN_METHOD = type(len), type([].append)


def ismodule(object):
    return isinstance(object, ModuleType)


def isclass(object):
    return isinstance(object, type)


def isfunction(object):
    return isinstance(object, FunctionType)


def ismethod(object):
    return isinstance(object, MethodType)


def isbuiltin(object):
    return isinstance(object, (_BUILTIN, _BUILTIN_METHOD))


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or type(object) in (type(list.append), type(int.__add__))


def isgenerator(object):
    return isinstance(object, GeneratorType)


def istraceback(object):
    return isinstance(object, TracebackType)


def isframe(object):
    return isinstance(object, FrameType)


def iscode(object):
    return isinstance(object, CodeType)


def _flags(object):
    object = getattr(object, "__func__", object)
    return object.__code__.co_flags if isfunction(object) else 0


def isgeneratorfunction(object):
    return _flags(object) & 0x20 != 0


def iscoroutinefunction(object):
    return _flags(object) & 0x80 != 0


def isasyncgenfunction(object):
    return _flags(object) & 0x200 != 0


def iscoroutine(object):
    return type(object).__name__ == "coroutine"


def isasyncgen(object):
    return type(object).__name__ == "async_generator"


def isawaitable(object):
    return iscoroutine(object) or hasattr(type(object), "__await__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__set__") or hasattr(type(object), "__delete__")


def isabstract(object):
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    members = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            members.append((name, value))
    members.sort(key=lambda member: member[0])
    return members


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margin = min([len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()], default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


def getmodule(object, _filename=None):
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def getfile(object):
    if ismodule(object) and getattr(object, "__file__", None):
        return object.__file__
    object = getattr(object, "__func__", object)
    if isfunction(object):
        return object.__code__.co_filename
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        raise TypeError("%r is a built-in class" % object)
    raise TypeError(
        "module, class, method, function, traceback, frame, or code object was expected, got %s" % type(object).__name__
    )


def _lines_of(object):
    # The lines of the file and where the object begins in them.
    try:
        with open(getfile(object)) as f:
            lines = f.read().splitlines(True)
    except OSError:
        raise OSError("could not get source code") from None
    if ismodule(object):
        return lines, 0
    if isclass(object):
        for i, line in enumerate(lines):
            words = line.split()
            if words[:1] == ["class"] and words[1].rstrip(":").partition("(")[0] == object.__name__:
                return lines, i
        raise OSError("could not find class definition")
    return lines, getattr(object, "__func__", object).__code__.co_firstlineno - 1


def getsourcelines(object):
    lines, start = _lines_of(object)
    if ismodule(object):
        return lines, 0
    # Decorators, then the head, then whatever is further in.
    margin = len(lines[start]) - len(lines[start].lstrip())
    end = start
    while end < len(lines) and lines[end].lstrip().startswith("@"):
        end += 1
    end += 1
    last = end
    while end < len(lines):
        line = lines[end]
        if line.strip():
            if len(line) - len(line.lstrip()) <= margin and not line.lstrip().startswith(")"):
                break
            last = end + 1
        end += 1
    return lines[start:last], start + 1


def getsource(object):
    return "".join(getsourcelines(object)[0])


def currentframe():
    return sys._getframe(1)


def stack(context=1):
    from collections import namedtuple

    info = namedtuple("FrameInfo", "frame filename lineno function code_context index")
    frame, found = sys._getframe(1), []
    while frame is not None:
        code = frame.f_code
        found.append(info(frame, code.co_filename, frame.f_lineno, code.co_name, None, None))
        frame = frame.f_back
    return found


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
    return func


class _Kind(int):
    def __new__(cls, number, name, words):
        self = int.__new__(cls, number)
        self.name, self.description = name, words
        return self

    def __str__(self):
        return self.name

    def __repr__(self):
        return "<_ParameterKind.%s: %d>" % (self.name, int(self))


class Parameter:
    POSITIONAL_ONLY = _Kind(0, "POSITIONAL_ONLY", "positional-only")
    POSITIONAL_OR_KEYWORD = _Kind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
    VAR_POSITIONAL = _Kind(2, "VAR_POSITIONAL", "variadic positional")
    KEYWORD_ONLY = _Kind(3, "KEYWORD_ONLY", "keyword-only")
    VAR_KEYWORD = _Kind(4, "VAR_KEYWORD", "variadic keyword")
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation

    def replace(self, **new):
        return Parameter(**{**self.__dict__, **new})

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += ": " + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (" = " if self.annotation is not _empty else "=") + repr(self.default)
        return {2: "*", 4: "**"}.get(self.kind, "") + text

    def __repr__(self):
        return '<Parameter "%s">' % self

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, Parameter) else NotImplemented

    def __hash__(self):
        return hash((self.name, int(self.kind)))


def formatannotation(annotation, base_module=None):
    if isinstance(annotation, type):
        module = annotation.__module__
        return annotation.__qualname__ if module in ("builtins", base_module) else module + "." + annotation.__qualname__
    return repr(annotation)


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature, self.arguments = signature, arguments

    @property
    def args(self):
        values = []
        for name, p in self.signature.parameters.items():
            if p.kind >= Parameter.KEYWORD_ONLY or name not in self.arguments:
                break
            if p.kind == Parameter.VAR_POSITIONAL:
                values.extend(self.arguments[name])
            else:
                values.append(self.arguments[name])
        return tuple(values)

    @property
    def kwargs(self):
        named, count = {}, 0
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                if p.kind == Parameter.VAR_KEYWORD:
                    named.update(self.arguments[name])
                elif p.kind == Parameter.KEYWORD_ONLY:
                    named[name] = self.arguments[name]
        return named

    def apply_defaults(self):
        filled = {}
        for name, p in self.signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif p.default is not _empty:
                filled[name] = p.default
            elif p.kind == Parameter.VAR_POSITIONAL:
                filled[name] = ()
            elif p.kind == Parameter.VAR_KEYWORD:
                filled[name] = {}
        self.arguments = filled

    def __repr__(self):
        return "<BoundArguments (%s)>" % ", ".join("%s=%r" % item for item in self.arguments.items())


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {p.name: p for p in parameters or ()}
        self.return_annotation = return_annotation

    def replace(self, *, parameters=None, return_annotation=None):
        if parameters is None:
            parameters = self.parameters.values()
        if return_annotation is None:
            return_annotation = self.return_annotation
        return Signature(parameters, return_annotation=return_annotation)

    def __str__(self):
        words, kind = [], None
        for p in self.parameters.values():
            if kind == Parameter.POSITIONAL_ONLY and p.kind != kind:
                words.append("/")
            if p.kind == Parameter.KEYWORD_ONLY and kind not in (Parameter.KEYWORD_ONLY, Parameter.VAR_POSITIONAL):
                words.append("*")
            words.append(str(p))
            kind = p.kind
        if kind == Parameter.POSITIONAL_ONLY:
            words.append("/")
        text = "(%s)" % ", ".join(words)
        if self.return_annotation is not _empty:
            text += " -> " + formatannotation(self.return_annotation)
        return text

    def __repr__(self):
        return "<Signature %s>" % self

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self.parameters == other.parameters and self.return_annotation == other.return_annotation

    def _bind(self, args, named, partial):
        found, args, named = {}, list(args), dict(named)
        for name, p in self.parameters.items():
            if p.kind == Parameter.VAR_POSITIONAL:
                if args:
                    found[name] = tuple(args)
                args = []
            elif p.kind == Parameter.VAR_KEYWORD:
                if named:
                    found[name] = named
                named = {}
            elif args and p.kind != Parameter.KEYWORD_ONLY:
                if name in named and p.kind != Parameter.POSITIONAL_ONLY:
                    raise TypeError("multiple values for argument %r" % name)
                found[name] = args.pop(0)
            elif name in named and p.kind != Parameter.POSITIONAL_ONLY:
                found[name] = named.pop(name)
            elif p.default is _empty and not partial:
                raise TypeError("missing a required argument: %r" % name)
        if args:
            raise TypeError("too many positional arguments")
        if named:
            raise TypeError("got an unexpected keyword argument %r" % next(iter(named)))
        return BoundArguments(self, found)

    def bind(self, /, *args, **named):
        return self._bind(args, named, False)

    def bind_partial(self, /, *args, **named):
        return self._bind(args, named, True)

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj)


def signature(obj, *, follow_wrapped=True, **options):
    if not callable(obj):
        raise TypeError("%r is not a callable object" % (obj,))
    if follow_wrapped:
        obj = unwrap(obj)
    if ismethod(obj):
        return _without_first(signature(obj.__func__))
    if isinstance(obj, type):
        for name in ("__new__", "__init__"):
            function = getattr(obj, name, None)
            if isfunction(function):
                return _without_first(signature(function))
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return Signature()
        raise ValueError("no signature found for builtin type %r" % obj)
    if not isfunction(obj):
        call = getattr(type(obj), "__call__", None)
        if isfunction(call):
            return _without_first(signature(call))
        if hasattr(obj, "func") and hasattr(obj, "keywords"):
            return _of_partial(obj)
        raise ValueError("no signature found for builtin %r" % (obj,))
    code = obj.__code__
    names = code.co_varnames
    positional, only = code.co_argcount, code.co_kwonlyargcount
    defaults = obj.__defaults__ or ()
    named = obj.__kwdefaults__ or {}
    notes = obj.__annotations__
    parameters = []
    for i in range(positional):
        kind = Parameter.POSITIONAL_ONLY if i < code.co_posonlyargcount else Parameter.POSITIONAL_OR_KEYWORD
        at = i - (positional - len(defaults))
        default = defaults[at] if at >= 0 else _empty
        parameters.append(Parameter(names[i], kind, default=default, annotation=notes.get(names[i], _empty)))
    at = positional + only
    if code.co_flags & 4:
        note = notes.get(names[at], _empty)
        parameters.append(Parameter(names[at], Parameter.VAR_POSITIONAL, annotation=note))
        at += 1
    for name in names[positional : positional + only]:
        default, note = named.get(name, _empty), notes.get(name, _empty)
        parameters.append(Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=note))
    if code.co_flags & 8:
        note = notes.get(names[at], _empty)
        parameters.append(Parameter(names[at], Parameter.VAR_KEYWORD, annotation=note))
    return Signature(parameters, return_annotation=notes.get("return", _empty))


def _without_first(found):
    parameters = list(found.parameters.values())
    if parameters and parameters[0].kind < Parameter.VAR_POSITIONAL:
        del parameters[0]
    return found.replace(parameters=parameters)


def _of_partial(obj):
    found = signature(obj.func)
    parameters = []
    given = len(obj.args)
    for p in found.parameters.values():
        if p.kind <= Parameter.POSITIONAL_OR_KEYWORD and given:
            given -= 1
            continue
        if p.name in obj.keywords:
            p = p.replace(default=obj.keywords[p.name], kind=Parameter.KEYWORD_ONLY)
        elif parameters and parameters[-1].kind == Parameter.KEYWORD_ONLY and p.kind == Parameter.POSITIONAL_OR_KEYWORD:
            p = p.replace(kind=Parameter.KEYWORD_ONLY)
        parameters.append(p)
    return found.replace(parameters=parameters)


def getfullargspec(func):
    from collections import namedtuple

    spec = namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")
    args, only, rest, named = [], [], None, None
    for p in signature(func).parameters.values():
        if p.kind <= Parameter.POSITIONAL_OR_KEYWORD:
            args.append(p.name)
        elif p.kind == Parameter.VAR_POSITIONAL:
            rest = p.name
        elif p.kind == Parameter.KEYWORD_ONLY:
            only.append(p.name)
        else:
            named = p.name
    plain = getattr(func, "__func__", func)
    return spec(args, rest, named, plain.__defaults__, only, plain.__kwdefaults__, plain.__annotations__)
