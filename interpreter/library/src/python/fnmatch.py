# fnmatch: file names by patterns with *, ? and [...].
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


def filter(names, pat):
    match = re.compile(translate(pat)).match
    return [name for name in names if match(name)]


def translate(pat):
    parts = []
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == "*":
            if not parts or parts[-1] != ".*":
                parts.append(".*")
        elif c == "?":
            parts.append(".")
        elif c == "[":
            # A bracket right behind the opening one is one of the characters.
            end = pat.find("]", i + (2 if pat[i : i + 1] == "!" else 1))
            if end < 0:
                parts.append("\\[")
                continue
            inside = pat[i:end].replace("\\", "\\\\")
            i = end + 1
            if inside[0] == "!":
                inside = "^" + inside[1:]
            elif inside[0] in "^[":
                inside = "\\" + inside
            parts.append("[%s]" % inside)
        else:
            parts.append(re.escape(c))
    return "(?s:%s)\\Z" % "".join(parts)
