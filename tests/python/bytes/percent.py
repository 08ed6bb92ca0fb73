# % formatting of bytes.
print(b"%d %5d %-5d| %05d %x %#x %o %+d" % (1, 2, 3, 4, 255, 255, 8, 5), b"%s %b" % (b"a", bytearray(b"b")), b"%5s|%-5s|%.1s" % (b"a", b"b", b"cd"), b"%c%c" % (65, b"B"), b"%r %a" % ("é", "é"), b"%%" % (), b"%.2f %g %e" % (1.5, 2.5, 0.5))
print(b"%(a)s %(b)d" % {b"a": b"x", b"b": 5}, b"%*d" % (5, 1), bytearray(b"%d") % 5, type(bytearray(b"%d") % 5).__name__, b"%s" % memoryview(b"mv"), b"%i" % True, b"plain" % ())
class B:
    def __bytes__(self):
        return b"own"
print(b"%s|%b" % (B(), B()))
x = b"%d"
x %= 3
print(x)
for name, fn in [("str", lambda: b"%s" % "a"), ("int for s", lambda: b"%s" % 1), ("d str", lambda: b"%d" % "a"), ("c", lambda: b"%c" % 256), ("c long", lambda: b"%c" % b"ab"), ("few", lambda: b"%d %d" % 1), ("many", lambda: b"%d" % (1, 2)), ("unknown", lambda: b"%y" % 1), ("incomplete", lambda: b"%" % 1), ("key", lambda: b"%(a)s" % {"a": b"x"}), ("mapping", lambda: b"%(a)s" % 1)]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
