# center, ljust, rjust, zfill, expandtabs.
for w in (0, 1, 2, 3, 4, 5, 6, 7, 8, -5):
    print(w, [s.center(w) + "|" for s in ("", "a", "ab", "abc")], [s.ljust(w) + "|" for s in ("", "a", "abc")], [s.rjust(w) + "|" for s in ("", "a", "abc")])
print("fill", "ab".center(7, "*"), "ab".center(8, "*"), "abc".center(8, "-"), "ab".ljust(5, "é"), "ab".rjust(5, "😀"), "😀".center(4, "日"))
for s in ("", "1", "-1", "+1", "42", "--1", "abc", "-", "+", "-abc", "1.5", "é", " 1", "0x1f"):
    print(repr(s), [s.zfill(w) for w in (0, 1, 2, 3, 5, 6)])
for s in ("a\tb", "\t", "ab\tc", "abcdefgh\ti", "abcdefg\ti", "a\tb\tc", "a\nb\tc", "a\rb\tc", "a\r\n\tb", "é\tb", "\t\tx", "no tabs", ""):
    print(repr(s), [s.expandtabs(n) for n in (8, 4, 1, 0, -1)], repr(s.expandtabs()))
print("keyword", "a\tb".expandtabs(tabsize=3))
for name, fn in [("long fill", lambda: "a".center(5, "ab")), ("empty fill", lambda: "a".ljust(5, "")), ("int fill", lambda: "a".rjust(5, 1)), ("no width", lambda: "a".center()), ("str width", lambda: "a".zfill("3")),
                 ("float width", lambda: "a".center(3.0)), ("tabs str", lambda: "a".expandtabs("4")), ("bytes fill", lambda: "a".center(3, b" "))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if "long" in name or "empty" in name else "")
