# Float literals and float(text).
print(1.0, 1., .5, 0.5e0, 5e-1, 1_0.0_5, 1e2, 1E2, 1e+2, 00.5, 0e0, 1_0e1_0 == 1e11, 08.5, 1.e1)
for text in ["1", "1.5", "-1.5", "+1.5", " 1.5 ", "\n2.5\t", "1e3", "1E3", "1e+3", "1e-3", ".5", "5.", "-.5e1", "1_000.5", "1_0e0_1", "0", "-0",
             "inf", "-inf", "+inf", "Infinity", "-INFINITY", "iNf", "nan", "NaN", "-nan", "1e400", "-1e400", "1e-400", "-1e-400", "0e9999999",
             "0." + "0" * 30 + "1", "1" + "0" * 30, "\u0661.\u0665", "\uff15\u2003", "0x10" if False else "16"]:
    print(ascii(text), float(text))
print("bytes", float(b"1.5"), float(bytearray(b" 2.5 ")))
for text in ["", " ", ".", "-", "+", "e5", "1e", "1e+", "1.5.5", "1..5", "--1", "+-1", "1 5", "abc", "0x10", "1_", "_1", "1__0", "1._5", "1_.5", "1e_5", "infi",
             "in", "nano", "1.5f", "1,5", "1j", "None", "inf inity", "1\x005"]:
    try:
        print("accepted", ascii(text), float(text))
    except ValueError as e:
        print("error", ascii(str(e)))
for name, fn in [("None", lambda: float(None)), ("list", lambda: float([])), ("two", lambda: float(1, 2)), ("complex", lambda: float(1j)),
                 ("bytes", lambda: float(b"x"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
