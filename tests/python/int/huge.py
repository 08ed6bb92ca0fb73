# Numbers of thousands of digits, checked by remainders and by identities.
import sys
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)

def checks(n):
    return [n % m for m in (2, 3, 7, 9, 11, 97, 10**9 + 7, 2**61 - 1)]

a = 3 ** 10480          # 5001 digits
b = 7 ** 5917           # 5001 digits
print("digits", len(str(a)), len(str(b)))
print("a", checks(a), a.bit_length(), a.bit_count())
print("b", checks(b), b.bit_length(), b.bit_count())
p = a * b
print("product", checks(p), p.bit_length(), p == b * a, p // a == b, p % b)
q, r = divmod(p * 12345 + 6789, b)
print("divmod", q == a * 12345, r)
q, r = divmod(a, b // 10**100)
print("long division", q * (b // 10**100) + r == a, r < b // 10**100, checks(q), checks(r))
q, r = divmod(-a, b // 10**77)
print("negative", q * (b // 10**77) + r == -a, 0 <= r < b // 10**77)
s = str(a)
print("text", s[:30], s[-30:], sum(map(int, s)), sum(map(int, s)) % 9 == a % 9)
print("round trip", int(s) == a, int(str(-b)) == -b, int(hex(p), 16) == p)
print("square", a * a == a ** 2, checks(a * a), (a + b) * (a - b) == a * a - b * b)
print("pow of ten", len(str(10**5000)), str(10**5000).count("0"), 10**5000 // 10**4998)
print("pow mod", pow(a, b % 1009, 10**40 + 121))
text = "1234567890" * 500
print("parse", checks(int(text)), str(int(text)) == text)
print("nines", str(10**5000 - 1) == "9" * 5000, (10**3000 - 1) * (10**3000 - 1) == 10**6000 - 2 * 10**3000 + 1)
print("unbalanced", checks(a * 3), checks(a * (2**64 + 13)), (a * (2**64 + 13)) // (2**64 + 13) == a)
