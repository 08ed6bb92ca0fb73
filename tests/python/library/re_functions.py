# match, search, fullmatch, findall, finditer, split, compile, escape.
import re
print(re.match("b", "ab"), re.match("a", "ab").group(), re.search("b", "ab").span(), re.fullmatch("a", "ab"), re.fullmatch("a|ab", "ab").group(), re.fullmatch("a*?", "aaa").group())
print(re.findall("a", "banana"), re.findall("(a)(n)", "banana"), re.findall("(a)n", "banana"), re.findall("x", "abc"), re.findall("", "abc"), re.findall("a*", "baac"), re.findall("\\b", "a b"), re.findall("(a)|b", "ab"), re.findall("(?:a)(n)?", "banana"))
print([m.group() for m in re.finditer("\\w+", "a bc def")], [m.span() for m in re.finditer("a*", "aab")], list(re.finditer("x", "a")))
print(re.split(",", "a,b,,c"), re.split("[,;] *", "a, b;c"), re.split("(,)", "a,b"), re.split("(,)|(;)", "a,b;c"), re.split(",", "a,b,c", 1), re.split(",", "a,b,c", maxsplit=0), re.split("x", "abc"), re.split("", "abc"), re.split("\\b", "a b"), re.split("x*", "axbc"), re.split("(x*)", "axb"), re.split(",", ""))
p = re.compile("(\\d+)-(?P<b>\\w)")
print(p.pattern, p.groups, dict(p.groupindex), p.match("12-x").groups(), p.search("ab 3-y").group("b"), p.findall("1-a 2-b"), p.split("z1-aq"), p.sub("_", "1-a 2-b"), p.subn("_", "1-a 2-b", 1), p.fullmatch("1-a") is not None, repr(p))
print(p.match("xx12-x", 2).span(), p.match("12-x", 0, 3), p.search("1-a 2-b", 3).span(), p.findall("1-a 2-b", 1), p.fullmatch("x1-a", 1).span(), [m.start() for m in p.finditer("1-a 2-b", 0, 5)], re.compile("^a").search("ba", 1), re.compile("\\Ba").search("ba", 1).span(), re.compile("a$").search("aab", 0, 2).span())
print(re.escape("a.b*c"), re.escape("é_1 -#&~"), re.escape(b"a+b"), re.escape(""), re.escape("\n\t"), re.match(re.escape("[x](y)^$"), "[x](y)^$").group())
print(re.compile(p) is p, re.compile("a") == re.compile("a"), hash(re.compile("a")) == hash(re.compile("a")), re.match(p, "1-a").group(), re.purge())
print(re.findall(b"\\w+", b"ab \xe9c"), re.search(b"[\x80-\xff]", b"a\xff").group(), re.sub(b"a", b"b", b"aa"), re.split(b",", b"a,b"), re.match(b".", bytearray(b"x")).group(), re.findall("é|😀.", "é😀x日"), [m.span() for m in re.finditer(".", "é😀x")])
for name, fn in [("bytes pattern", lambda: re.match(b"a", "a")), ("str pattern", lambda: re.match("a", b"a")), ("int", lambda: re.match("a", 5)), ("pattern int", lambda: re.compile(5)), ("none", lambda: re.search("a", None)), ("flags with compiled", lambda: re.compile(p, re.I)), ("sub type", lambda: re.sub("a", 5, "a"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
