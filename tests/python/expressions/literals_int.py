# Integer literals in every base, with underscores.
print("decimal", 0, 00, 0_0, 7, 1_000_000)
print("hex", 0x0, 0xFF, 0Xabc, 0x_f, 0xdead_beef)
print("octal", 0o0, 0o17, 0O777, 0o_7)
print("binary", 0b0, 0b101, 0B11, 0b1111_0000)
print("large", 123456789012345678901234567890)
print("large hex", 0xFFFFFFFFFFFFFFFFFFFFFFFF)
print("large binary", 0b1 << 100)
print("edges", 2147483647, 2147483648, -2147483648, -2147483649)
print("edges 31 bit", 1073741823, 1073741824, -1073741824, -1073741825)
print("edges 48 bit", 140737488355327, 140737488355328, -140737488355328, -140737488355329)
print("edges 64 bit", 9223372036854775807, 9223372036854775808, -9223372036854775808)
print("attribute", 0x10.bit_length(), (10).bit_length())
print("keyword after", [1 if 1 else 2][0])
for text in ["0777", "1__0", "1_", "0x", "0xg", "0b2", "0o8", "1a", "_1", "0_7", "0b", "1__", "0x_"]:
    try:
        print(repr(text), eval(text))
    except SyntaxError as error:
        print(repr(text), "SyntaxError", error.msg)
    except NameError as error:
        print(repr(text), "NameError", error)
