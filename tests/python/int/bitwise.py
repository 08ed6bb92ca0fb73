# & | ^ ~ with the signs of an infinite two's complement.
values = [0, 1, -1, 5, -5, 0xff, -0x100, 2**29, -2**30, 2**31 - 1, -2**31, 2**46, -2**47, 2**63, -2**63, 2**64 - 1,
          -2**64, 2**100 + 12345, -2**100 - 12345]
for a in values:
    print("not", a, ~a, ~~a == a)
for a in values:
    print("and", a, [a & b for b in values])
for a in values:
    print("or", a, [a | b for b in values])
for a in values:
    print("xor", a, [a ^ b for b in values])
ok = all((a & b) == ~(~a | ~b) for a in values for b in values)
ok2 = all((a ^ b) == (a | b) - (a & b) for a in values for b in values)
print("identities", ok, ok2)
x = 0b1100
x &= 0b0110
print("&=", x)
x |= 1
print("|=", x)
x ^= -1
print("^=", x)
for op in ("&", "|", "^"):
    for right in ("1.0", "'a'", "None"):
        try:
            eval("3 " + op + " " + right)
        except TypeError as e:
            print("error", e)
try:
    ~1.5
except TypeError as e:
    print("error", e)
