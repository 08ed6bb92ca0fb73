# % formatting of text, mappings, and every way to get it wrong.
class Thing:
    def __str__(self):
        return "str!"
    def __repr__(self):
        return "rép!"
t = Thing()
print("%s %r %a" % (t, t, t), "%10s|%-10s|%.2s|%10.2s|%-6.3r|" % (t, t, t, t, t), "%5.1a|" % t)
print("%s" % "x", "%s" % ("x",), "%s" % [1, 2], "%s" % {1: 2}, "%s" % None, "%s %s" % ("a", ("b",)), "%s" % ((1, 2),), "%r" % "a'b", "%a" % "é😀")
print("%% %s %%" % 1, "100%%" % (), "%5%|" % () if False else "", "no codes" % (), "plain" % {}, "plain" % [])
print("%(a)s %(b)d %(a)r" % {"a": "x", "b": 3, "c": 4}, "%(a b)s" % {"a b": 1}, "%()s" % {"": "empty"}, "%(x(y))s" % {"x(y)": 1}, "%(a)5.1f|%(a)-6d|%(a)x" % {"a": 10})
print("%s" % {"a": 1}, "%(a)s%%" % {"a": 1})
class M(dict):
    def __missing__(self, key):
        return "<" + key + ">"
print("%(one)s %(two)s" % M(one=1))
print("wide", "%5s|%-5s|" % ("é", "😀"), "é%s日" % "ö", "%.1s" % "😀x")
s = "%d"
s %= 5
print("augmented", s)
for name, fn in [("few", lambda: "%s %s" % "a"), ("few tuple", lambda: "%s %s" % ("a",)), ("none given", lambda: "%s" % ()), ("many", lambda: "%s" % (1, 2)), ("no code", lambda: "abc" % 1), ("no code tuple", lambda: "abc" % (1,)), ("incomplete", lambda: "%" % 1), ("incomplete 2", lambda: "abc%" % 1),
                 ("incomplete width", lambda: "%5" % 1), ("unknown", lambda: "%y" % 1), ("unknown later", lambda: "a%sb%!" % 1), ("mapping needed", lambda: "%(a)s" % 1), ("mapping tuple", lambda: "%(a)s" % (1,)), ("missing key", lambda: "%(b)s" % {"a": 1}),
                 ("open key", lambda: "%(a" % {"a": 1}), ("star few", lambda: "%*d" % (1,)), ("big width", lambda: "%99999999999999999999d" % 1), ("huge precision", lambda: "%.99999999999999999999f" % 1), ("none", lambda: "%" % ()), ("unicode code", lambda: "%é" % 1)]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, ascii(str(e)))
