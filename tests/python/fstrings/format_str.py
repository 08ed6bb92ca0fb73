# String format specs through f-strings.
for spec in ["", "s", "5", "<5", ">5", "^5", "^6", "*^7", ".2", ".0", "5.2", ">5.1s", "-<5", "x>5", " ^5", "}>5", "\u00e9<5", "<", ">", ".10", "0", "1", "<<5", ">>5", "^^5", "=<5", "05"]:
    row = []
    for v in ("", "ab", "abcdef", "\u00e9\u20ac"):
        try:
            row.append(format(v, spec))
        except ValueError as error:
            row.append(f"ValueError {error}")
    print(repr(spec), row)
for v in (None, [1], (1,), {"a": 1}, len, int, ..., NotImplemented, range(2), b"x"):
    row = []
    for spec in ("", "s", "20"):
        try:
            row.append(format(v, spec))
        except TypeError as error:
            row.append(f"TypeError {error}")
    print(row)
