# int(text) and int(text, base): every accepted form.
for text in ["0", "1", "-1", "+1", "007", "  42  ", "\t42\n", "1_000", "1_2_3", "-0", "12345678901234567890123", "\u0664\u0662", "\uff11\uff12",
             "\u00a05\u2003"]:
    print(ascii(text), int(text))
for text, base in [("ff", 16), ("FF", 16), ("0xff", 16), ("0XfF", 16), ("-0xff", 16), ("101", 2), ("0b101", 2), ("0B1", 2),
                   ("777", 8), ("0o777", 8), ("0O7", 8), ("z", 36), ("Zz", 36), ("12", 3), ("0xff", 0), ("0b11", 0),
                   ("0o17", 0), ("10", 0), ("0", 0), ("000", 0), ("-0b11", 0), ("0x_f", 0), ("f_f", 16), (" 11 ", 2), ("b1", 16), ("0b1", 16),
                   ("1" * 70, 2), ("deadbeefdeadbeefdeadbeef", 16), ("7" * 40, 8), ("z" * 20, 36), ("2" * 50, 3)]:
    print(ascii(text), base, int(text, base))
print("bytes", int(b"12"), int(bytearray(b"-0f"), 16), int(b" 7 "))
print("base keyword", int("11", base=2))

for text in ["", " ", "-", "+", "--1", "+-1", "1 2", "1.0", "1e5", "abc", "0x10", "_1", "1_", "1__2", "1_ 2", "- 1", "\u00bd", "\u00b2", "1\x00", "'", "\"", "x" * 30]:
    try:
        print("accepted", ascii(text), int(text))
    except ValueError as e:
        print("error", ascii(str(e)))
for text, base in [("2", 2), ("8", 8), ("g", 16), ("", 16), ("0x", 16), ("0b", 2), ("010", 0), ("0x", 0), ("0_", 0), ("_1", 0), ("z", 35), ("0b12", 2), ("0o8", 0)]:
    try:
        print("accepted", text, base, int(text, base))
    except ValueError as e:
        print("error", e)
for name, fn in [
    ("base 1", lambda: int("1", 1)), ("base 37", lambda: int("1", 37)), ("base -1", lambda: int("1", -1)),
    ("base for int", lambda: int(5, 10)), ("base for float", lambda: int(5.5, 10)), ("base alone", lambda: int(base=10)),
    ("None", lambda: int(None)), ("list", lambda: int([])), ("base str", lambda: int("1", "2")), ("bytes", lambda: int(b"x1")),
    ("complex", lambda: int(1j)), ("base float", lambda: int("1", 2.0)),
]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
