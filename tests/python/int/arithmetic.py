# Sums, differences, products of small and large integers.
values = [0, 1, -1, 2, -2, 7, -7, 255, -256, 2**29, -2**29, 2**30 - 1, 2**30, -2**30, -2**30 - 1,
          2**31, -2**31, 2**46 - 1, 2**47, -2**47, -2**47 - 1, 2**63, -2**63, 10**20, -10**20, 3**80]
for a in values:
    print("neg", a, -a, +a, abs(a))
for a in values:
    print("add", a, [a + b for b in values])
for a in values:
    print("sub", a, [a - b for b in values])
for a in values:
    print("mul", a, [a * b for b in values])

# Augmented forms go through the same doors.
x = 2**30 - 1
x += 1
print("+=", x)
x -= 1
print("-=", x)
x *= 2**40
print("*=", x)
x //= 2**41
print("//=", x)
x %= 1000
print("%=", x)
x **= 5
print("**=", x)
print("true type", type(2**100 - 2**100 + 1) is int, type(True + True))
