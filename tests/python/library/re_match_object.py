# The match object.
import re
m = re.search("(?P<a>\\w)(\\d)?(?P<b>-)(x)?", "..q7-!")
print(m.group(), m.group(0), m.group(1), m.group("a"), m.group(1, 2), m.group("a", "b"), m.group(4), m[0], m["b"], m[2], m[4])
print(m.groups(), m.groups("none"), m.groupdict(), m.groupdict("d"), re.match("a", "a").groups(), re.match("(x)?(?P<n>y)?", "").groupdict())
print(m.start(), m.end(), m.span(), m.start(2), m.end("b"), m.span("a"), m.start(4), m.end(4), m.span(4))
print(m.string, m.pos, m.endpos, m.lastindex, m.lastgroup, m.re.pattern, re.compile("a").search("xxa", 1, 3).pos, re.compile("a").search("xxa", 1, 3).endpos)
print(re.match("(a)(b)", "ab").lastindex, re.match("((a)(b))", "ab").lastindex, re.match("(a)|b", "b").lastindex, re.match("(?P<x>a)(?P<y>b)?", "a").lastgroup, re.match("(?:a)", "a").lastgroup)
print(repr(re.match("ab", "abc")), bool(m), repr(re.search("é", "xé")), re.match("x*", "a").group() == "", bool(re.match("", "")))
print(re.search("😀(.)", "é😀日").span(), re.search("😀(.)", "é😀日").start(1), re.search(b"b", b"abc").span())
for name, fn in [("index", lambda: m.group(9)), ("neg", lambda: m.group(-1)), ("name", lambda: m.group("zz")), ("item", lambda: m[9]), ("item name", lambda: m["zz"]), ("start", lambda: m.start(9)), ("span name", lambda: m.span("zz")), ("float", lambda: m.group(1.0)), ("write", lambda: setattr(m, "pos", 1)), ("none", lambda: re.match("x", "y").group())]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("index", "item", "none") else "")
words = re.compile(r"(?P<word>[a-z]+)|(?P<num>\d+)|(?P<op>[-+*/()])|(?P<space>\s+)")
print([(t.lastgroup, t.group()) for t in words.finditer("12 + foo*(3-x)")])
if (k := re.match(r"(\w+)\s*=\s*(.*)", "key = some value")) is not None:
    print(k.groups(), k[1].upper())
