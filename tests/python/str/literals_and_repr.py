# Escapes, raw and triple-quoted strings, and how repr shows them.
print(repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\\"), repr("\n\r\t"), repr("\x00\x01\x1f\x7f"), repr("\a\b\f\v"))
print("escapes", "\x41\101\u0042\U00000043\N{LATIN SMALL LETTER D}", "\7" == chr(7), "\08" == "\0" + "8", "\477" == chr(0o477) if False else "", len("\
"))
print("raw", r"\n", r'\'', len(r"\\"), R"a\b", repr(r"\x"))
print("triple", """one
"two" 'three'
four""", '''a'b"c''', repr("""x\
y"""))
print("joined", "a" "b" 'c' """d""", "a" r"\n" "\n".strip())
print("latin", repr("é"), repr("\x80\x9f"), repr("\xa0\xad\xff"), "é")
print("bmp", repr("日本"), repr("\u200b\u2028\u2029"), repr("\ufeff\ue000\uffff"), "\u20ac")
print("beyond", repr("😀"), repr("\U0001f600\U0010ffff\U000e0001"), len("😀"), "😀a"[1])
print("surrogate", repr("\ud800"), ascii("\udfff"), len("\ud83d\ude00"))
print("ascii", ascii("aé日😀\n'"), ascii('"\'' ), ascii("\x7f\x80\u0100\U00010000"))
print("str of repr", str("a\nb") == "a\nb", repr(repr("a'")), repr(repr(repr("a"))))
print("prefixes", u"u", U"U", f"{1}f", rf"\{1}", Rf"{2}\n", type(b"").__name__)
for bad in [r'"\x4"', r'"\xg0"', r'"\u123"', r'"\U0011ffff"', r'"\U123"', r'"\N{NO SUCH NAME}"', r'"\N"', '"abc', "'a\nb'", '"""abc', 'ub"a"']:
    try:
        print("accepted", bad, repr(eval(bad)))
    except SyntaxError as e:
        print("error", ascii(bad), type(e).__name__)
