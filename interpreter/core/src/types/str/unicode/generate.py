"""Writes tables.rs: what Python knows of characters (the Unicode version of the Python that runs this), packed.

    python3 generate.py > tables.rs

Kinds of characters are runs: one byte with the class (5 bits) and a length of 1 to 7, where 0 says that the length follows
as a number of 7 bits per byte, lowest first. Case is a list of ranges of capitals with the distance to their small
letters, and lists of exceptions.
"""
import unicodedata

END = 0x110000


def kind(code):
    """Bits in the order of `kind` in mod.rs."""
    c = chr(code)
    # Between a letter and a capital sigma, what does not count leaves the sigma a final one; behind a space it does not make it one.
    after_letter = ("A" + c + "Σ").lower()[-1] == "ς"
    after_space = (" " + c + "Σ").lower()[-1] == "ς"
    tests = [c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), c.isupper(), unicodedata.category(c) == "Lt",
             c.isspace(), c.isprintable(), c.isidentifier(), ("a" + c).isidentifier(), after_letter and not after_space]
    return sum(1 << i for i, t in enumerate(tests) if t)


def runs():
    """(start, length, kind) from 0x80 on."""
    out, start, last = [], 0x80, kind(0x80)
    for code in range(0x81, END + 1):
        now = None if code == END else kind(code)
        if now != last:
            out.append((start, code - start, last))
            start, last = code, now
    return out


def rows(values, width=118):
    line, lines = "    ", []
    for v in values:
        text = str(v) + ","
        if len(line) + len(text) > width:
            lines.append(line.rstrip())
            line = "    "
        line += text + " "
    lines.append(line.rstrip())
    return "\n".join(lines)


def table(doc, name, kind, values):
    values = list(values)
    print(f"\n/// {doc}\n#[rustfmt::skip]\npub static {name}: [{kind}; {len(values)}] = [\n{rows(values)}\n];")


def mapping(method):
    out = {}
    for code in range(0x80, END):
        c = chr(code)
        if not 0xD800 <= code < 0xE000 and method(c) != c:
            out[code] = method(c)
    return out


def ranges(pairs):
    """Runs of pairs at a distance of 1 or 2 with the same difference."""
    left, out = dict(pairs), []
    while left:
        first = min(left)
        best = (0, 1)
        for stride in (1, 2):
            n = 0
            while n < 256 and left.get(first + stride * n) == left[first] + stride * n:
                n += 1
            best = max(best, (n, -stride))
        n, stride = best[0], -best[1]
        out.append((first, n, stride, left[first] - first))
        for i in range(n):
            del left[first + stride * i]
    return out


def exceptions(doc, name, found):
    values = []
    for code, text in sorted(found.items()):
        codes = [ord(c) for c in text] + [0, 0]
        assert code < 0x10000 and max(codes) < 0x10000 and len(text) <= 3
        values.append(f"[{code}, {codes[0]}, {codes[1]}, {codes[2]}]")
    table(doc, name, "[u16; 4]", values)


def main():
    print("//! What is known of characters beyond ASCII, packed. Written by generate.py from the data of Unicode "
          + unicodedata.unidata_version + ".\n")
    all_runs = runs()
    classes = sorted({k for _, _, k in all_runs})
    assert len(classes) <= 32
    table("The kinds that a class has.", "CLASSES", "u16", classes)
    data, index = [], []
    for i, (start, length, k) in enumerate(all_runs):
        if i % 64 == 0:
            index.append(f"({start}, {len(data)})")
        if length < 8:
            data.append(classes.index(k) << 3 | length)
        else:
            data.append(classes.index(k) << 3)
            while length >= 128:
                data.append(length & 127 | 128)
                length >>= 7
            data.append(length)
    table("Classes of characters, run by run.", "RUNS", "u8", data)
    table("Every 64th run: its first character, and where in RUNS it is.", "INDEX", "(u32, u16)", index)

    lower, upper, title, fold = (mapping(f) for f in (str.lower, str.upper, str.title, str.casefold))
    pairs = {code: ord(text) for code, text in lower.items() if len(text) == 1}
    table("Capitals: the first one, how many more and (bit 8) whether only every second, distance to the small letter.",
          "CAPITALS", "(u32, u16, i32)",
          [f"({a}, {(n - 1) | (stride - 1) << 8}, {d})" for a, n, stride, d in ranges(pairs)])
    small = {}
    for a, b in pairs.items():
        small.setdefault(b, a)
    exceptions("Small letters whose capital does not follow from CAPITALS.", "UPPER_ALSO",
               {c: t for c, t in upper.items() if len(t) > 1 or small.get(c) != ord(t)})
    assert all(b < 0x80 or b in upper for b in small)
    odd = {c: title.get(c, chr(c)) for c in set(title) | set(upper) if title.get(c, chr(c)) != upper.get(c, chr(c))}
    exceptions("Title case, where it is not upper case.", "TITLE_ALSO",
               {c: t for c, t in odd.items() if not by_rule_title(c, t)})
    odd = {c: fold.get(c, chr(c)) for c in set(fold) | set(lower) if fold.get(c, chr(c)) != lower.get(c, chr(c))}
    exceptions("Case folded, where it is not lower case.", "FOLD_ALSO",
               {c: t for c, t in odd.items() if not by_rule_fold(c, t)})


def by_rule_title(code, text):
    """What the code knows without a table: Georgian letters and Greek ones with iota."""
    if 0x10D0 <= code <= 0x10FF:
        assert text == chr(code)
        return True
    if 0x1F80 <= code <= 0x1FAF:
        assert ord(text) == code | 8
        return True
    return False


def by_rule_fold(code, text):
    """Cherokee folds to capitals."""
    if 0x13A0 <= code <= 0x13F5:
        assert text == chr(code)
        return True
    if 0x13F8 <= code <= 0x13FD:
        assert ord(text) == code - 8
        return True
    if 0xAB70 <= code <= 0xABBF:
        assert ord(text) == code - 0x97D0
        return True
    return False


main()
