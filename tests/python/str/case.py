# upper, lower, title, capitalize, swapcase, casefold: also where the length changes.
words = ["", "hello", "HELLO", "hello world", "Hello World", "they're bill's", "x2y 3d", "ÀÉÎ õü", "straße", "ẞ", "İstanbul", "ısı", "ΑΣ", "Σ", "ΑΣ Β", "ΑΣΑ", "ὈΔΥΣΣΕΎΣ", "ﬁne", "ﬀ", "ŉ", "ǰ",
         "ǆ", "ǅ", "Ǆ", "ǆa ǅB", "привет МИР", "日本", "😀a", "ſ", "µ", "ÿ", "ŸĀ", "𐐨𐐀", "ᾳ", "ΐ", "և", "ꭰ", "Ꭰ", "1a", "a1b", "_a", "a-b", "Ⅷ ⅷ", "ⓐⒶ"]
for w in words:
    print(ascii(w), "U", ascii(w.upper()), "L", ascii(w.lower()), "T", ascii(w.title()), "C", ascii(w.capitalize()), "S", ascii(w.swapcase()), "F", ascii(w.casefold()))
print("fold equal", "straße".casefold() == "STRASSE".casefold(), "ΑΣ".casefold() == "ας".casefold())
print("lengths", len("ß".upper()), len("ﬃ".upper()), len("İ".lower()), len("ΐ".upper()))
ascii_all = "".join(map(chr, range(128)))
print("ascii", repr(ascii_all.upper()[90:]), repr(ascii_all.lower()[60:95]), ascii_all.swapcase().swapcase() == ascii_all, ascii_all.casefold() == ascii_all.lower())
latin = "".join(map(chr, range(0xa0, 0x100)))
print("latin", ascii(latin.upper()), ascii(latin.lower()), ascii(latin.title()))
try:
    "a".upper(1)
except TypeError as e:
    print("error", type(e).__name__)
