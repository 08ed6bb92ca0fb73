# Characters by their Unicode name.
print("letters", "\N{LATIN SMALL LETTER A}", "\N{GREEK SMALL LETTER PI}", "\N{latin capital letter z}")
print("signs", "\N{EURO SIGN}", "\N{DEGREE SIGN}", "\N{BULLET}", "\N{SNOWMAN}")
print("raw keeps it", r"\N{EURO SIGN}", b"\\N{EURO SIGN}")
print("f-string", f"\N{EURO SIGN}{5}", f"{'a'}\N{BULLET}")
for text in ["'\\N{no such name}'", "'\\N'", "'\\N{'", "'\\N{}'"]:
    try:
        print(text, eval(text))
    except SyntaxError as error:
        print(text, "SyntaxError", error.msg)
