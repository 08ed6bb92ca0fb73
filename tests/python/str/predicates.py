# The is... methods, on samples.
samples = ["", "a", "A", "1", " ", "\n", "ab1", "AB", "ab", "Ab Cd", "aB", "A1", "a b", "_", "_a1", "1a", "é", "É", "日", "²", "½", "٣", "Ⅷ", "ⅷ", "\u3007", "\x00", "\x7f", "\xa0", "\xad", "\u200b", "\ufeff", "😀", "ª", "ǅ",
           "ß", "ẞ", "class", "naïve", "a-b", "\u2028", "١٢", "1.5", "-1", "+", "๑", "〇", "①", "\ud800", "Ǆ", "İ", "ı", "\u0345", "a\u0301", "\u0301", "·", "a·", "℘", "℮", "゛", "ﬁ", "𝟘", "𐐀", "𐐨", "Hello World", "Hello world", "HELLO WORLD", "A B", "1A", "A1b", "𝒜"]
methods = ["isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle", "isidentifier", "isprintable", "isascii"]
for s in samples:
    print(ascii(s), " ".join(m[2:] for m in methods if getattr(s, m)()))
for m in methods:
    try:
        getattr("a", m)(1)
    except TypeError:
        print("error", m)
