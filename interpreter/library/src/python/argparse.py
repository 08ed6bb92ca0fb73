# argparse: options and arguments of a command line, with help and errors made from what the program says of them.
import os
import sys

from _argparse import (
    SUPPRESS, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER, ArgumentError, ArgumentTypeError, Namespace,
    HelpFormatter, RawDescriptionHelpFormatter, RawTextHelpFormatter, ArgumentDefaultsHelpFormatter, FileType, Action,
    BooleanOptionalAction, _ACTIONS, _Subparsers,
)
from _argparse_help import Help

__all__ = [
    "ArgumentParser", "ArgumentError", "ArgumentTypeError", "Action", "FileType", "HelpFormatter",
    "RawDescriptionHelpFormatter", "RawTextHelpFormatter", "ArgumentDefaultsHelpFormatter", "Namespace", "ONE_OR_MORE",
    "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS", "ZERO_OR_MORE", "BooleanOptionalAction",
]


class _Group:
    def __init__(self, parser, title=None, description=None):
        self._parser, self.title, self.description = parser, title, description
        self._group_actions = []

    def add_argument(self, *names, **options):
        action = self._parser._make(names, options)
        return self._add_action(action)

    def _add_action(self, action):
        self._parser._register(action)
        self._group_actions.append(action)
        return action

    def add_argument_group(self, title=None, description=None):
        return self._parser.add_argument_group(title, description)

    def add_mutually_exclusive_group(self, *, required=False):
        return self._parser._exclusive(self, required)


class _Exclusive(_Group):
    def __init__(self, parser, within, required):
        super().__init__(parser)
        self._within, self.required = within, required

    def _add_action(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._within._add_action(action)
        self._group_actions.append(action)
        return action


class ArgumentParser(Help):
    def __init__(
        self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
        prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True,
        allow_abbrev=True, exit_on_error=True,
    ):
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage, self.description, self.epilog = usage, description, epilog
        self.formatter_class, self.prefix_chars = formatter_class, prefix_chars
        self.argument_default, self.conflict_handler = argument_default, conflict_handler
        self.add_help, self.allow_abbrev, self.exit_on_error = add_help, allow_abbrev, exit_on_error
        self._actions, self._options, self._defaults = [], {}, {}
        self._exclusive_groups = []
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self._groups = [self._positionals, self._optionals]
        self._subparsers = None
        if add_help:
            letter = prefix_chars[0] if "-" not in prefix_chars else "-"
            self.add_argument(
                letter + "h", letter * 2 + "help", action="help", default=SUPPRESS, help="show this help message and exit"
            )
        for parent in parents:
            for group in parent._groups:
                own = {parent._positionals: self._positionals, parent._optionals: self._optionals}.get(group)
                own = own or self.add_argument_group(group.title, group.description)
                for action in group._group_actions:
                    own._add_action(action)
            self._defaults.update(parent._defaults)

    def __repr__(self):
        return "ArgumentParser(prog=%r, usage=%r, description=%r, formatter_class=%r, conflict_handler=%r, add_help=%r)" % (
            self.prog, self.usage, self.description, self.formatter_class, self.conflict_handler, self.add_help
        )

    # What is defined.

    def _make(self, names, options):
        options = dict(options)
        chosen = options.pop("action", None)
        kind = _ACTIONS.get(chosen) if isinstance(chosen, str) or chosen is None else chosen
        if kind is None:
            raise ValueError('unknown action "%s"' % (chosen,))
        optional = bool(names) and names[0][:1] in self.prefix_chars and names[0] != ""
        dest = options.pop("dest", None)
        if optional:
            for name in names:
                if name[0] not in self.prefix_chars:
                    raise ValueError(
                        "invalid option string %r: must start with a character %r" % (name, self.prefix_chars)
                    )
            if dest is None:
                long = [name for name in names if len(name) > 1 and name[1] in self.prefix_chars]
                dest = (long or names)[0].lstrip(self.prefix_chars).replace("-", "_")
                if not dest:
                    raise ValueError("dest= is required for options like %r" % names[0])
        else:
            if dest is not None and names:
                raise ValueError("dest supplied twice for positional argument")
            if "required" in options:
                raise TypeError("'required' is an invalid argument for positionals")
            if len(names) > 1:
                raise ValueError("invalid option string %r: must start with a character %r" % (names[0], self.prefix_chars))
            dest = names[0] if names else dest
            if dest is None:
                raise TypeError("missing a name for the argument")
        type_ = options.get("type")
        if type_ is not None and not callable(type_):
            raise ValueError("%r is not callable" % (type_,))
        if "default" not in options:
            if dest in self._defaults:
                options["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                options["default"] = self.argument_default
        action = kind(list(names) if optional else [], dest, **options)
        if not optional:
            needed = action.nargs not in (OPTIONAL, REMAINDER, SUPPRESS)
            if action.nargs == ZERO_OR_MORE:
                needed = "default" not in options
            action.required = needed
        return action

    def _register(self, action):
        for name in action.option_strings:
            if name in self._options and self.conflict_handler != "resolve":
                raise ArgumentError(action, "conflicting option string: %s" % name)
        for name in action.option_strings:
            self._options[name] = action
        self._actions.append(action)

    def add_argument(self, *names, **options):
        action = self._make(names, options)
        return (self._optionals if action.option_strings else self._positionals)._add_action(action)

    def add_argument_group(self, title=None, description=None):
        group = _Group(self, title, description)
        self._groups.append(group)
        return group

    def _exclusive(self, within, required):
        group = _Exclusive(self, within, required)
        self._exclusive_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = self._exclusive(None, required)
        group._within = _ByKind(self)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, **options):
        if self._subparsers is not None:
            raise ArgumentError(None, "cannot have multiple subparser arguments")
        group = self._positionals
        if title is not None or description is not None:
            group = self.add_argument_group("subcommands" if title is None else title, description)
        if prog is None:
            words = [a._words() for a in self._actions if not a.option_strings]
            prog = " ".join([self.prog] + words)
        self._subparsers = _Subparsers(prog, parser_class or type(self), **options)
        return group._add_action(self._subparsers)

    def set_defaults(self, **values):
        self._defaults.update(values)
        for action in self._actions:
            if action.dest in values:
                action.default = values[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # Reading.

    def parse_args(self, args=None, namespace=None):
        namespace, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.error("unrecognized arguments: %s" % " ".join(unknown))
        return namespace

    def parse_known_args(self, args=None, namespace=None):
        args = list(sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if not self.exit_on_error:
            return self._parse(args, namespace)
        try:
            return self._parse(args, namespace)
        except ArgumentError as e:
            self.error(str(e))

    def _find(self, word):
        # (action, option, value behind "=" or behind a letter) for an option; None for an argument.
        if not word or word[0] not in self.prefix_chars or len(word) == 1:
            return None
        if word in self._options:
            return self._options[word], word, None
        name, equals, value = word.partition("=")
        if equals and name in self._options:
            return self._options[name], name, value
        if word[1] in self.prefix_chars:
            if self.allow_abbrev:
                fits = [option for option in self._options if option.startswith(name)]
                if len(fits) > 1:
                    matches = ", ".join(fits)
                    raise ArgumentError(None, "ambiguous option: %s could match %s" % (word, matches))
                if fits:
                    return self._options[fits[0]], fits[0], value if equals else None
        elif word[:2] in self._options:
            return self._options[word[:2]], word[:2], word[2:]
        if _is_number(word) and not any(_is_number(option) for option in self._options):
            return None
        return None if " " in word else (None, word, None)

    def _parse(self, args, namespace):
        seen, given, unknown = set(), {}, []
        positionals = [a for a in self._actions if not a.option_strings]
        waiting = []

        def take(action, words, option=None):
            seen.add(action)
            values = self._values(action, words)
            if values is not action.default or option is not None:
                given[action] = option
                for group in self._exclusive_groups:
                    if action in group._group_actions:
                        for other in group._group_actions:
                            if other is not action and other in given:
                                raise ArgumentError(action, "not allowed with argument %s" % other._name())
            if values is not SUPPRESS:
                action(self, namespace, values, option)

        def arguments(last):
            # Hands what waits to positional arguments, as many as can be served.
            counts = _share([a.nargs for a in positionals], len(waiting), last)
            for count in counts:
                action = positionals.pop(0)
                words, waiting[:count] = waiting[:count], []
                take(action, words)

        i = 0
        only_arguments = False
        while i < len(args):
            word = args[i]
            i += 1
            if only_arguments:
                waiting.append(word)
                continue
            if word == "--":
                only_arguments = True
                continue
            found = self._find(word)
            if found is None:
                waiting.append(word)
                ready = positionals and positionals[0].nargs in (PARSER, REMAINDER)
                if ready and len(positionals) == 1 or len(waiting) >= 1 and positionals and _takes_rest(positionals, waiting):
                    waiting.extend(args[i:])
                    i = len(args)
                continue
            if waiting:
                arguments(False)
                if not positionals:
                    unknown.extend(waiting)
                    waiting.clear()
            action, option, value = found
            if action is None:
                unknown.append(word)
                continue
            while not action.takes and value:
                # Letters behind a flag are more flags.
                letter = option[0] + value[0]
                if option[1:2] in self.prefix_chars or letter not in self._options:
                    raise ArgumentError(action, "ignored explicit argument %r" % value)
                take(action, [], option)
                action, option, value = self._options[letter], letter, value[1:] or None
            if value is not None and action.takes:
                if value.startswith("=") and option[1:2] not in self.prefix_chars:
                    value = value[1:]
                if isinstance(action.nargs, int) and action.nargs != 1:
                    raise ArgumentError(action, _expected(action.nargs))
                take(action, [value], option)
                continue
            if not action.takes:
                take(action, [], option)
                continue
            words = []
            least, most = _range(action.nargs)
            while i < len(args) and (most is None or len(words) < most):
                if action.nargs != REMAINDER and (args[i] == "--" or self._find(args[i]) is not None):
                    break
                words.append(args[i])
                i += 1
            if len(words) < least:
                raise ArgumentError(action, _expected(action.nargs))
            take(action, words, option)
        arguments(True)
        unknown.extend(waiting)
        missing = []
        for action in self._actions:
            if action not in seen:
                if action.required:
                    missing.append(action._name() if not isinstance(action, _Subparsers) or action.dest is not SUPPRESS else action._meta())
                elif isinstance(action.default, str) and getattr(namespace, action.dest, None) is action.default:
                    setattr(namespace, action.dest, self._value(action, action.default))
        if missing:
            raise ArgumentError(None, "the following arguments are required: %s" % ", ".join(missing))
        for group in self._exclusive_groups:
            if group.required and not any(action in given for action in group._group_actions):
                names = [a._name() for a in group._group_actions if a.help is not SUPPRESS]
                raise ArgumentError(None, "one of the arguments %s is required" % " ".join(names))
        unknown.extend(namespace.__dict__.pop("_unrecognized_args", []))
        return namespace, unknown

    def _values(self, action, words):
        n = action.nargs
        if n == 0:
            return []
        if not words and n == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._value(action, value)
                self._check(action, value)
            return value
        if not words and n == ZERO_OR_MORE and not action.option_strings:
            return action.default if action.default is not None else []
        if n == PARSER:
            values = [self._value(action, word) for word in words]
            self._check(action, values[0])
            return values
        values = [self._value(action, word) for word in words]
        if n != REMAINDER:
            for value in values:
                self._check(action, value)
        return values[0] if n in (None, OPTIONAL) else values

    def _value(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as e:
            raise ArgumentError(action, str(e)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, "invalid %s value: %r" % (name, text)) from None

    def _check(self, action, value):
        if action.choices is not None and value not in action.choices:
            names = ", ".join([repr(c) for c in action.choices])
            raise ArgumentError(action, "invalid choice: %r (choose from %s)" % (value, names))

    def print_usage(self, file=None):
        (sys.stdout if file is None else file).write(self.format_usage())

    def print_help(self, file=None):
        (sys.stdout if file is None else file).write(self.format_help())

    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, "%s: error: %s\n" % (self.prog, message))


class _ByKind:
    # Where a member of an exclusive group is shown.
    def __init__(self, parser):
        self._parser = parser

    def _add_action(self, action):
        (self._parser._optionals if action.option_strings else self._parser._positionals)._add_action(action)


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return text[0] in "-+" and text[1:2] in "0123456789."


def _range(nargs):
    # How many words an action takes at least and at most.
    if nargs is None:
        return 1, 1
    if isinstance(nargs, int):
        return nargs, nargs
    return {OPTIONAL: (0, 1), ZERO_OR_MORE: (0, None), ONE_OR_MORE: (1, None), REMAINDER: (0, None), PARSER: (1, None)}[nargs]


def _expected(nargs):
    if nargs is None:
        return "expected one argument"
    if nargs == OPTIONAL:
        return "expected at most one argument"
    if nargs == ONE_OR_MORE:
        return "expected at least one argument"
    return "expected %s argument%s" % (nargs, "" if nargs == 1 else "s")


def _takes_rest(positionals, waiting):
    # Whether what waits reaches an argument that takes whatever follows.
    needed = 0
    for action in positionals:
        if action.nargs in (PARSER, REMAINDER):
            return len(waiting) > needed
        _, most = _range(action.nargs)
        if most is None:
            return False
        needed += most
    return False


def _share(nargs, count, last):
    # How many words each of the actions gets; as many actions as `count` words satisfy. Those that can do without any
    # wait for later words, unless these are the last.
    ranges = [_range(n) for n in nargs]
    served = 0
    needed = 0
    for least, _ in ranges:
        if needed + least > count:
            break
        needed += least
        served += 1
    shares = []
    left = count
    for i in range(served):
        later = sum(least for least, _ in ranges[i + 1 : served])
        least, most = ranges[i]
        share = left - later if most is None else min(most, left - later)
        shares.append(share)
        left -= share
    if not last:
        while shares and shares[-1] == 0:
            shares.pop()
    return shares
