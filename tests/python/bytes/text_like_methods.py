# The methods that bytes and bytearray share with str.
# skip: stress
for T in (bytes, bytearray):
    def t(x):
        return T(x)
    print(t(b"Hello World\xe9").upper(), t(b"Hello\xc9").lower(), t(b"hello world's a1b").title(), t(b"hELLO").capitalize(), t(b"aBc\xe9").swapcase())
    print(t(b"  a b ").strip(), t(b"  a ").lstrip(), t(b" a  ").rstrip(), t(b"xxaxx").strip(b"x"), t(b"abcba").lstrip(b"ab"), t(b"abcba").rstrip(b"ab"), t(b"\t\n\x0b\x0c\r a\x1c").strip(), t(b"a").strip(None), t(b"abc").strip(b""))
    print(t(b"ab").center(5), t(b"ab").center(6, b"*"), t(b"ab").ljust(4, b"."), t(b"ab").rjust(4), t(b"-5").zfill(4), t(b"a\tb").expandtabs(4), t(b"a\tb").expandtabs(), t(b"5").zfill(3), t(b"ab").center(5, bytearray(b"-")))
    print(t(b" a b  c ").split(), t(b"a,b,,c").split(b","), t(b"a,b,,c").split(b",", 1), t(b"a,b,,c").rsplit(b",", 1), t(b" a b c").rsplit(None, 1), t(b"a\nb\r\nc\rd\n").splitlines(), t(b"a\nb\r\n").splitlines(True), t(b"").split(), t(b"").split(b","), t(b"a\x0bb\x1cc").splitlines(), t(b"a<>b").split(sep=b"<>", maxsplit=5))
    print(t(b"a-b-c").partition(b"-"), t(b"a-b-c").rpartition(b"-"), t(b"abc").partition(b"-"), t(b"abc").rpartition(b"-"))
    print(t(b"banana").replace(b"a", b"o"), t(b"banana").replace(b"an", b"", 1), t(b"ab").replace(b"", b"-"), t(b"aaa").replace(b"aa", b"b"), t(b"ab").replace(b"b", bytearray(b"\x00")))
    print(t(b"prefix-a").removeprefix(b"prefix-"), t(b"a.py").removesuffix(b".py"), t(b"a").removeprefix(b"b"), t(b"a").removesuffix(b""))
    print(t(b",").join([b"a", b"b"]), t(b"").join([]), t(b"-").join((b"x", bytearray(b"y"), memoryview(b"z"))), t(b"--").join(iter([b"1", b"2", b"3"])), type(t(b"").join([b"a"])).__name__)
    table = T.maketrans(b"abc", b"xyz")
    print(t(b"aabbcc d").translate(table), t(b"abcd").translate(None, b"bd"), t(b"abcd").translate(table, b"a"), t(b"abc").translate(None, delete=b"c"), len(table), table[97], type(table).__name__)
    for s in (b"", b"a", b"A", b"1", b" ", b"aB1", b"Ab Cd", b"\xe9", b"a b", b"\t\n", b"ABC", b"abc1", b"A1"):
        s = t(s)
        print(s, [m[2:] for m in ("isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower", "istitle", "isascii") if getattr(s, m)()])
    for name, fn in [("split str", lambda: t(b"a").split("a")), ("split empty", lambda: t(b"a").split(b"")), ("partition empty", lambda: t(b"a").partition(b"")), ("strip str", lambda: t(b"a").strip("a")), ("join str", lambda: t(b",").join(["a"])), ("join int", lambda: t(b",").join([1])), ("join bytes", lambda: t(b",").join(b"ab")),
                     ("fill", lambda: t(b"a").center(3, b"ab")), ("fill str", lambda: t(b"a").center(3, "a")), ("replace str", lambda: t(b"a").replace("a", "b")), ("table", lambda: t(b"a").translate(b"abc")), ("maketrans", lambda: T.maketrans(b"a", b"bc")), ("prefix str", lambda: t(b"a").removeprefix("a")), ("encode", lambda: t(b"a").encode())]:
        try:
            print(name, fn())
        except Exception as e:
            print("error", name, type(e).__name__, e if name in ("split empty", "partition empty", "table", "maketrans") else "")
