# String literals: prefixes, escapes, joining, triple quotes.
print("quotes", 'a"b', "a'b", 'a\'b', "a\"b")
print("escapes", repr("\a\b\f\n\r\t\v\\\0"))
print("octal", repr("\1\12\101\1234"), repr("\x41\x7f\xff"))
print("unicode", "\u00e9", "\U0001F40D")
print("raw", r"\n\t\\", R'\'', len(r"\""))
print("raw joined", r"\n" "\n".strip() + "|")
print("bytes", b"abc\x00\xff\n", b'\'', B"\"", b"\101")
print("raw bytes", rb"\n", bR"\x41", Rb'\'', br"\\")
print("u prefix", u"abc" == "abc", U"x")
print("bytes keep unicode escapes", b"\\u0041", rb"\u0041")
print("joined", "a" 'b' """c""" r"\d")
print("joined over lines", ("one "
                           "two "
                           'three'))
print("""triple
with 'quotes' and "more" ""and two
end""")
print('''it's \
continued''')
print("""escaped \"""quote""")
print(repr("""tab	inside
"""))
print("line \
continued")
print("empty", repr(""), repr(''''''), repr(""""""), b"")
print("one char each", [c for c in "a\tb\\c"])
print("surrogate", repr("\ud800"), len("\ud800"))
print("length", len("é"), len("🐍"), len("e\u0301"), len(b"\xc3\xa9"))
for text in ["'abc", '"abc', "'''abc", "b'é'", "'\\x4'", "'\\u12'", "'\\U00110000'",
             "b'\\x4'", "'a' b'b'", "bu'x'", "f'a' b'b'"]:
    try:
        print(ascii(text), eval(text))
    except SyntaxError as error:
        print(ascii(text), "SyntaxError", error.msg)
