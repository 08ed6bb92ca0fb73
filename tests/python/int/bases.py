# bin, oct, hex, literals in every base, and the way back.
for v in (0, 1, -1, 7, 8, 15, 16, 255, -255, 2**29, 2**30, -2**31, 2**32, 2**64 - 1, -2**64, 10**30):
    print(v, bin(v), oct(v), hex(v))
    assert int(bin(v), 2) == int(oct(v), 8) == int(hex(v), 16) == int(hex(v), 0) == v
print("literals", 0b101, 0B1_0, 0o17, 0O7_7, 0xff, 0XFF, 0xdead_beef, 1_000_000, 0_0, 00)
print("big literals", 0xffffffffffffffffffffffff, 0b1111111111111111111111111111111111111111111111111, 0o7777777777777777777777,
      123456789012345678901234567890)
print("format", format(255, "b"), format(255, "o"), format(255, "x"), format(255, "X"), format(255, "#b"), format(255, "#X"))
print("bool", bin(True), hex(False), oct(True))
for fn in (bin, oct, hex):
    for v in (1.0, "1", None):
        try:
            fn(v)
        except TypeError as e:
            print("error", fn.__name__, e)
for bad in ("0b2", "0o8", "0xg", "1__0", "1_", "012", "0b", "0x", "0_b1"):
    try:
        print("accepted", bad, eval(bad))
    except SyntaxError as e:
        print("error", bad, type(e).__name__)
