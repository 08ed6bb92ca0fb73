# string: constants, templates, a formatter to derive from.
whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


def _name_end(text, start):
    end = start
    while end < len(text) and (text[end] in ascii_letters or text[end] == "_" or (end > start and text[end] in digits)):
        end += 1
    return end


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        # (literal, None), (name, as written) or (None, position of what is wrong)
        text, mark = self.template, self.delimiter
        at = 0
        while True:
            found = text.find(mark, at)
            if found < 0:
                yield text[at:], None
                return
            yield text[at:found], None
            start = found + len(mark)
            if text.startswith(mark, start):
                yield mark, None
                at = start + len(mark)
                continue
            brace = text.startswith("{", start)
            end = _name_end(text, start + brace)
            if end == start + brace or (brace and not text.startswith("}", end)):
                yield None, found
                at = start
                continue
            at = end + brace
            yield text[start + brace:end], text[found:at]

    def _filled(self, safe, mapping, items):
        if items:
            mapping = {**mapping, **items}
        out = []
        for text, written in self._pieces():
            if text is None:
                if not safe:
                    before = self.template[:written]
                    line = before.count("\n") + 1
                    column = written - (before.rfind("\n") + 1) + 1
                    raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))
                out.append(self.delimiter)
            elif written is None:
                out.append(text)
            elif safe:
                try:
                    out.append(str(mapping[text]))
                except KeyError:
                    out.append(written)
            else:
                out.append(str(mapping[text]))
        return "".join(out)

    def substitute(self, mapping={}, /, **items):
        return self._filled(False, mapping, items)

    def safe_substitute(self, mapping={}, /, **items):
        return self._filled(True, mapping, items)

    def is_valid(self):
        return all(text is not None for text, _ in self._pieces())

    def get_identifiers(self):
        names = []
        for text, written in self._pieces():
            if text is not None and written is not None and text not in names:
                names.append(text)
        return names


class Formatter:
    def format(self, format_string, /, *args, **keywords):
        return self.vformat(format_string, args, keywords)

    def vformat(self, format_string, args, keywords):
        used = set()
        result, _ = self._format(format_string, args, keywords, used, 2, 0)
        self.check_unused_args(used, args, keywords)
        return result

    def _format(self, text, args, keywords, used, depth, number):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, name, spec, conversion in self.parse(text):
            out.append(literal)
            if name is None:
                continue
            first = name.replace("[", ".").split(".")[0]
            if first == "":
                if number is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(number) + name
                number += 1
            elif first.isdigit():
                if number:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                number = False
            value, key = self.get_field(name, args, keywords)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, number = self._format(spec, args, keywords, used, depth - 1, number)
            out.append(self.format_field(value, spec))
        return "".join(out), number

    def parse(self, text):
        # (literal, field name or None, spec, conversion)
        out, at, size = "", 0, len(text)
        while at < size:
            c = text[at]
            if c in "{}" and text[at + 1:at + 2] == c:
                out += c
                at += 2
            elif c == "}":
                raise ValueError("Single '}' encountered in format string")
            elif c == "{":
                depth, end = 1, at + 1
                while end < size and depth:
                    depth += (text[end] == "{") - (text[end] == "}")
                    end += 1
                if depth:
                    raise ValueError("expected '}' before end of string" if end > at + 1 else "Single '{' encountered in format string")
                inside = text[at + 1:end - 1]
                stop = 0
                bracket = False
                while stop < len(inside) and (bracket or inside[stop] not in "!:"):
                    bracket = inside[stop] == "[" or (bracket and inside[stop] != "]")
                    stop += 1
                name, rest = inside[:stop], inside[stop:]
                conversion, spec = None, ""
                if rest.startswith("!"):
                    conversion, rest = rest[1:2], rest[2:]
                if rest.startswith(":"):
                    spec = rest[1:]
                yield out, name, spec, conversion
                out, at = "", end
            else:
                out += c
                at += 1
        if out:
            yield out, None, None, None

    def get_field(self, name, args, keywords):
        end = 0
        while end < len(name) and name[end] not in ".[":
            end += 1
        first, rest = name[:end], name[end:]
        if first.isdigit():
            first = int(first)
        value = self.get_value(first, args, keywords)
        while rest:
            if rest[0] == ".":
                end = 1
                while end < len(rest) and rest[end] not in ".[":
                    end += 1
                value = getattr(value, rest[1:end])
                rest = rest[end:]
            else:
                end = rest.index("]")
                key = rest[1:end]
                value = value[int(key) if key.isdigit() else key]
                rest = rest[end + 1:]
        return value, first

    def get_value(self, key, args, keywords):
        return args[key] if isinstance(key, int) else keywords[key]

    def check_unused_args(self, used_args, args, keywords):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier %s" % conversion)
