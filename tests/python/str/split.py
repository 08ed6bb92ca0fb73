# split, rsplit, splitlines, partition, rpartition.
def show(label, *args):
    print(label, *[ascii(a) for a in args])
s = "  a b  c\td\n e  "
show("white", s.split(), s.split(None), s.split(None, 1), s.split(None, 2), s.split(None, 0), s.split(None, -1), s.split(None, 100), "".split(), "   ".split(), "   ".split(None, 0))
show("white right", s.rsplit(), s.rsplit(None, 1), s.rsplit(None, 2), s.rsplit(None, 0), "".rsplit(), " a ".rsplit(None, 0))
show("unicode white", "a\u00a0b\u2003c\u3000d\x1ce\x85f\u200bg".split())
t = ",a,,b,c,"
show("comma", t.split(","), t.split(",", 0), t.split(",", 1), t.split(",", 3), t.split(",", -1), t.split(",", 99), "".split(","), ",".split(","), "abc".split(","))
show("comma right", t.rsplit(","), t.rsplit(",", 0), t.rsplit(",", 1), t.rsplit(",", 3), t.rsplit(",", -1), "".rsplit(","))
show("longer", "a<>b<><>c".split("<>"), "a<>b<><>c".rsplit("<>", 1), "aaaa".split("aa"), "aaaaa".split("aa"), "aaaaa".rsplit("aa"), "aaa".split("aaa"), "é😀é".split("😀"))
show("keywords", t.split(sep=",", maxsplit=1), s.split(maxsplit=1), t.rsplit(sep=",", maxsplit=1), s.rsplit(maxsplit=1))
lines = "one\ntwo\r\nthree\rfour\n\nfive\x0bsix\x0cseven\x1ceight\x1dnine\x1eten\x85eleven\u2028twelve\u2029end"
show("lines", lines.splitlines())
show("keep", lines.splitlines(True), "a\nb".splitlines(keepends=True))
show("edges", "".splitlines(), "\n".splitlines(), "\n\n".splitlines(), "a\n".splitlines(), "a\n".splitlines(True), "\r\n".splitlines(True), "\n\r".splitlines(True), "a".splitlines(False))
for sep in (",", ",,", "x", "a", ",a,,b,c,"):
    show("partition " + sep, t.partition(sep), t.rpartition(sep))
show("partition edge", "".partition("x"), "".rpartition("x"), "😀é".partition("é"), "a.b.c".rpartition("."))
for name, fn in [("split empty", lambda: "a".split("")), ("rsplit empty", lambda: "a".rsplit("")), ("partition empty", lambda: "a".partition("")), ("rpartition empty", lambda: "a".rpartition("")),
                 ("split int", lambda: "a".split(1)), ("split bytes", lambda: "a".split(b"a")), ("max str", lambda: "a".split(",", "1")), ("max float", lambda: "a".split(",", 1.0)),
                 ("partition none", lambda: "a".partition(None)), ("partition no arg", lambda: "a".partition()), ("three", lambda: "a".split(",", 1, 2)), ("bad keyword", lambda: "a".split(foo=1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if "empty" in name else "")
