# _argparse: what options and arguments do with the words that follow them.
import sys

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = argument._name() if argument is not None else None
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else "argument %s: %s" % (self.argument_name, self.message)


class ArgumentTypeError(Exception):
    pass


class Namespace:
    def __init__(self, **values):
        self.__dict__.update(values)

    def __repr__(self):
        return "Namespace(%s)" % ", ".join("%s=%r" % item for item in self.__dict__.items())

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class HelpFormatter:
    raw_description = raw_help = with_defaults = False


class RawDescriptionHelpFormatter(HelpFormatter):
    raw_description = True


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    raw_help = True


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    with_defaults = True


class FileType:
    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._encoding = encoding

    def __call__(self, name):
        if name == "-":
            return sys.stdin if "r" in self._mode else sys.stdout
        try:
            return open(name, self._mode, encoding=self._encoding)
        except OSError as e:
            raise ArgumentTypeError("can't open '%s': %s" % (name, e))


class Action:
    takes = True

    def __init__(
        self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False,
        help=None, metavar=None,
    ):
        self.option_strings, self.dest, self.nargs, self.const = option_strings, dest, nargs, const
        self.default, self.type, self.choices = default, type, choices
        self.required, self.help, self.metavar = required, help, metavar

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")

    def _name(self):
        if self.option_strings:
            return "/".join(self.option_strings)
        if self.metavar not in (None, SUPPRESS):
            return self.metavar
        return self.dest

    def _meta(self):
        if self.metavar is not None:
            return self.metavar
        if self.choices is not None:
            return "{%s}" % ",".join(str(c) for c in self.choices)
        return self.dest.upper() if self.option_strings else self.dest

    def _words(self):
        # The arguments as usage shows them.
        meta = self._meta()
        metas = meta if isinstance(meta, tuple) else None
        one = metas[0] if metas else meta
        n = self.nargs
        if n is None:
            return one
        if n == OPTIONAL:
            return "[%s]" % one
        if n == ZERO_OR_MORE:
            return "[%s ...]" % one if not metas or len(metas) == 1 else "[%s [%s ...]]" % metas
        if n == ONE_OR_MORE:
            return "%s [%s ...]" % (metas if metas and len(metas) == 2 else (one, one))
        if n == REMAINDER:
            return "..."
        if n == PARSER:
            return "%s ..." % one
        return " ".join(metas or [one] * n)

    def format_usage(self):
        return self.option_strings[0]


class _Store(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **more):
        if nargs == 0:
            raise ValueError(
                "nargs for store actions must be != 0; if you have nothing to store, actions such as store true or "
                "store const may be more appropriate"
            )
        super().__init__(option_strings, dest, nargs, const, **more)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _Flag(Action):
    takes = False

    def __init__(self, option_strings, dest, **more):
        super().__init__(option_strings, dest, nargs=0, **more)


class _StoreConst(_Flag):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, **more):
        super().__init__(option_strings, dest, const=True, default=default, **more)


class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, **more):
        super().__init__(option_strings, dest, const=False, default=default, **more)


def _list(namespace, dest):
    values = getattr(namespace, dest, None)
    values = [] if values is None else values[:]
    setattr(namespace, dest, values)
    return values


class _Append(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        _list(namespace, self.dest).append(values)


class _AppendConst(_Flag):
    def __call__(self, parser, namespace, values, option_string=None):
        _list(namespace, self.dest).append(self.const)


class _Extend(_Append):
    def __call__(self, parser, namespace, values, option_string=None):
        _list(namespace, self.dest).extend(values)


class _Count(_Flag):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Help(_Flag):
    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(_Flag):
    def __init__(self, option_strings, dest, version=None, help="show program's version number and exit", **more):
        more["default"] = SUPPRESS
        super().__init__(option_strings, SUPPRESS, help=help, **more)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        sys.stdout.write((self.version or "").replace("%(prog)s", parser.prog) + "\n")
        parser.exit()


class BooleanOptionalAction(_Flag):
    def __init__(self, option_strings, dest, **more):
        both = []
        for option in option_strings:
            both.append(option)
            if option.startswith("--"):
                both.append("--no-" + option[2:])
        super().__init__(both, dest, **more)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))

    def format_usage(self):
        return " | ".join(self.option_strings)


class _Subparsers(Action):
    def __init__(self, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None, title=None):
        super().__init__([], dest, PARSER, required=required, help=help, metavar=metavar)
        self.choices = {}
        self._prog, self._class = prog, parser_class
        self._helps = []

    def add_parser(self, name, *, help=None, aliases=(), **more):
        more.setdefault("prog", "%s %s" % (self._prog, name))
        parser = self._class(**more)
        if help is not None:
            shown = Action([], name, help=help, metavar=name + (" (%s)" % ", ".join(aliases) if aliases else ""))
            self._helps.append(shown)
        for word in (name, *aliases):
            self.choices[word] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        inner, unknown = self.choices[name].parse_known_args(rest)
        namespace.__dict__.update(inner.__dict__)
        if unknown:
            namespace.__dict__.setdefault("_unrecognized_args", []).extend(unknown)


_ACTIONS = {
    None: _Store, "store": _Store, "store_const": _StoreConst, "store_true": _StoreTrue, "store_false": _StoreFalse,
    "append": _Append, "append_const": _AppendConst, "extend": _Extend, "count": _Count, "help": _Help,
    "version": _Version,
}
