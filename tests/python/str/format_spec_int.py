# The format mini-language for integers.
values = (0, 1, -1, 42, -42, 1234567, -1234567, 2**70)
specs = ["", "d", "5", "5d", "<5", ">5d", "^5d", "=5d", "05d", "<05d", ">05", "^05d", "+d", " d", "-d", "+5d", " 05d", "+05", "*<8d", "*>8d", "*^8d", "*=8d", "x", "X", "o", "b", "#x", "#X", "#o", "#b", "#010x", "#10x", "<#10x", "*=#10x", "+#x", "n",
         ",", ",d", "_", "_d", "012,", "015_d", "_x", "_b", "#_x", "_o", "#_b", "020_x", ">15,", "^+15,", "+,", "é^7", "{>4", "=+9", "0=6"]
for s in specs:
    print(repr(s), [format(v, s) for v in values])
for s in ["f", ".2f", "e", ".1e", "g", "%", ".0%", "G", "10.3f", "+.1f", ",.2f", "_.1f", "010.1f"]:
    print(repr(s), [format(v, s) for v in (0, 1, -1, 42, -7, 12345)])
print("char", format(65, "c"), format(65, "5c") + "|", format(65, "<5c") + "|", format(0x1f600, "^3c") + "|", format(233, "*^5c"))
print("bool", format(True, "d"), format(True, "5d"), format(True, ""), format(True, ">6"), format(False, "x"), format(True, "05"), format(True, ".1f"), format(True, "+"))
for v, s in [(1, ".2d"), (1, ".2"), (1, "s"), (1, "y"), (1, "5y"), (1, ",x"), (1, ",b"), (1, ",n"), (1, "_n"), (1, ",_"), (1, "_,"), (1, ",,"), (65, "+c"), (65, "#c"), (65, ",c"), (-1, "c"), (0x110000, "c"), (65, ".1c"), (1, "5.d"), (1, "."), (1, "dd"), (1, "99999999999999999999"), (1, "d5"), (1, "++d"), (1, "5 d"), (True, "s"), (1, "ab<5")]:
    try:
        print("accepted", v, repr(s), format(v, s))
    except Exception as e:
        print("error", v, repr(s), type(e).__name__, e)
