# _argparse_help: usage and help of an ArgumentParser, laid out in columns.
import os

from _argparse import OPTIONAL, SUPPRESS, ZERO_OR_MORE


def _width():
    try:
        return int(os.environ["COLUMNS"])
    except (KeyError, ValueError, AttributeError):
        return 80


class Help:
    def format_usage(self):
        if self.usage is not None:
            return "usage: %s\n" % self.usage.replace("%(prog)s", self.prog)
        words, rest = self._usage_words()
        prog = "usage: " + self.prog
        line = " ".join([prog] + words + rest)
        width = _width() - 2
        if len(line) <= width:
            return line + "\n"
        indent = len(prog) + 1
        if len(prog) > 0.75 * width:
            indent = len("usage: ") + 0
        lines = []

        def fill(first, words):
            now = first
            for word in words:
                if len(now) + 1 + len(word) > width and now.strip():
                    lines.append(now)
                    now = " " * (indent - 1)
                now += " " + word
            lines.append(now)

        if len(prog) > 0.75 * width:
            lines.append(prog)
            fill(" " * (indent - 1), words + rest)
        elif words:
            fill(prog, words)
            if rest:
                fill(" " * (indent - 1), rest)
        else:
            fill(prog, rest)
        return "\n".join(lines) + "\n"

    def _usage_words(self):
        options, rest = [], []
        done = set()
        for action in self._actions:
            if action.help is SUPPRESS or action in done:
                continue
            group = None
            for g in self._exclusive_groups:
                if action in g._group_actions:
                    group = g
            if group is not None:
                parts = []
                for member in group._group_actions:
                    done.add(member)
                    if member.help is not SUPPRESS:
                        parts.append(self._usage_of(member, True))
                text = " | ".join(parts)
                if group.required:
                    text = "(%s)" % text if len(parts) > 1 else text
                else:
                    text = "[%s]" % text
                options.append(text)
            elif action.option_strings:
                options.append(self._usage_of(action))
            else:
                rest.append(action._words())
        return options, rest

    def _usage_of(self, action, bare=False):
        if not action.option_strings:
            return action._words()
        text = action.format_usage()
        if action.nargs != 0:
            text += " " + action._words()
        return text if bare or action.required else "[%s]" % text

    def format_help(self):
        form = self.formatter_class
        parts = [self.format_usage()]
        if self.description:
            parts.append(self._paragraph(self.description))
        entries = []
        for group in self._groups:
            rows = []
            for action in group._group_actions:
                if action.help is SUPPRESS:
                    continue
                rows.append((2, action))
                rows.extend((4, shown) for shown in getattr(action, "_helps", ()))
            if rows:
                entries.append((group, rows))
        width = _width() - 2
        column = 0
        for _, rows in entries:
            for indent, action in rows:
                column = max(column, len(self._invocation(action)) + indent)
        column = min(column + 2, 24)
        for group, rows in entries:
            text = group.title + ":\n"
            if group.description:
                text += self._paragraph(group.description, 2) + "\n"
            for indent, action in rows:
                text += self._entry(indent, action, column, width)
            parts.append(text)
        if self.epilog:
            parts.append(self._paragraph(self.epilog))
        return "\n".join(parts)

    def _paragraph(self, text, indent=0):
        import textwrap

        text = text.replace("%(prog)s", self.prog)
        margin = " " * indent
        if self.formatter_class.raw_description:
            return "".join(margin + line for line in text.strip("\n").splitlines(True)) + "\n"
        text = " ".join(text.split())
        return textwrap.fill(text, _width() - 2, initial_indent=margin, subsequent_indent=margin) + "\n"

    def _invocation(self, action):
        if not action.option_strings:
            meta = action._meta()
            return meta if isinstance(meta, str) else " ".join(meta)
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        return ", ".join("%s %s" % (name, action._words()) for name in action.option_strings)

    def _entry(self, indent, action, column, width):
        import textwrap

        head = " " * indent + self._invocation(action)
        if not action.help or not action.help.strip():
            return head + "\n"
        text = action.help
        form = self.formatter_class
        if form.with_defaults and "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        values = {k: v for k, v in action.__dict__.items() if v is not SUPPRESS}
        values["prog"] = self.prog
        if values.get("choices") is not None:
            values["choices"] = ", ".join([str(c) for c in values["choices"]])
        if hasattr(values.get("type"), "__name__"):
            values["type"] = values["type"].__name__
        text = text % values
        if form.raw_help:
            lines = text.splitlines()
        else:
            lines = textwrap.wrap(" ".join(text.split()), max(width - column, 11))
        if len(head) > column - 2:
            head += "\n" + " " * column
        else:
            head = head.ljust(column)
        return head + ("\n" + " " * column).join(lines) + "\n"

