# strip, lstrip, rstrip, removeprefix, removesuffix.
def show(label, *args):
    print(label, *[ascii(a) for a in args])
s = " \t\n\r\x0b\x0c\x1c\x85\xa0\u2003abc \u3000\n"
show("white", s.strip(), s.lstrip(), s.rstrip(), s.strip(None), "".strip(), "   ".strip(), "abc".strip(), "\u200babc".strip())
show("chars", "xxabcxx".strip("x"), "xyabcyx".strip("xy"), "xyabcyx".lstrip("xy"), "xyabcyx".rstrip("yx"), "abc".strip("abc"), "abc".strip(""), "  a ".strip(""), "aXbXa".strip("a"))
show("wide", "éaé".strip("é"), "😀a😀".lstrip("😀"), "日aé".strip("é日"), "mississippi".strip("ipm"), "..1.50..".strip("."), "www.example.com".strip("cmowz."))
show("prefix", "TestHook".removeprefix("Test"), "BaseTest".removeprefix("Test"), "abc".removeprefix(""), "abc".removeprefix("abc"), "aab".removeprefix("a"), "ab".removeprefix("abc"), "😀a".removeprefix("😀"))
show("suffix", "MiscTests".removesuffix("Tests"), "TmpDirMixin".removesuffix("Tests"), "abc".removesuffix(""), "abc".removesuffix("abc"), "baa".removesuffix("a"), "bc".removesuffix("abc"), "a😀".removesuffix("😀"))
for name, fn in [("strip int", lambda: "a".strip(1)), ("strip bytes", lambda: "a".strip(b"a")), ("lstrip list", lambda: "a".lstrip(["a"])), ("prefix none", lambda: "a".removeprefix(None)), ("prefix tuple", lambda: "a".removeprefix(("a",))),
                 ("suffix no arg", lambda: "a".removesuffix()), ("two", lambda: "a".strip("a", "b"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
