# % formatting of numbers: codes, flags, widths, precisions.
for v in (0, 1, -1, 42, -42, 123456, 2**40, -2**70):
    for f in ("%d", "%i", "%u", "%5d", "%-5d|", "%05d", "%+d", "% d", "%+5d", "% 05d", "%-+6d|", "%.3d", "%8.3d", "%08.3d", "%x", "%X", "%o", "%#x", "%#X", "%#o", "%08x", "%#010x", "%-#8x|", "%+x", "% o", "%.5x", "%#.5x"):
        print(f % v, end=" ")
    print()
print("length letters", "%ld %hd %Lx" % (1, 2, 255))
print("stars", "%*d" % (5, 42), "%-*d|" % (5, 42), "%*d|" % (-5, 42), "%.*d" % (4, 42), "%*.*d" % (8, 4, 42), "%0*d" % (6, 42))
print("float to int", "%d" % 3.99, "%d" % -3.99, "%i" % 1e6, "%d" % True)
print("char", "%c%c%c" % (65, "B", 0x1f600), "%5c|" % "a", "%-5c|" % 98, "%c" % "é")
class I:
    def __index__(self):
        return 255
class N:
    def __int__(self):
        return 77
print("protocols", "%x %d %o" % (I(), I(), I()), "%d" % N())
for name, fn in [("%d str", lambda: "%d" % "1"), ("%d None", lambda: "%d" % None), ("%x float", lambda: "%x" % 1.5), ("%x N", lambda: "%x" % N()), ("%o str", lambda: "%o" % "1"), ("%c long", lambda: "%c" % "ab"), ("%c empty", lambda: "%c" % ""),
                 ("%c range", lambda: "%c" % 0x110000), ("%c neg", lambda: "%c" % -1), ("%c float", lambda: "%c" % 1.5), ("%d nan", lambda: "%d" % float("nan")), ("%d inf", lambda: "%d" % float("inf")), ("star", lambda: "%*d" % ("a", 1)), ("%d complex", lambda: "%d" % 1j), ("%d list", lambda: "%d" % [1])]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
