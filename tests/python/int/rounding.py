# round() of integers: to even, at negative digits.
for v in (0, 5, 15, 25, 35, -5, -15, -25, 149, 150, 151, 250, 1234567, -1234567, 10**30 + 5):
    print(v, [round(v, n) for n in (0, 1, 5, -1, -2, -3, -7)], round(v), round(v, None))
print("far", round(123, -10**5), round(10**40, -40), round(5 * 10**40, -41), round(15 * 10**40, -41))
print("types", type(round(5)), type(round(5, 2)), type(round(True)), round(True, 1))
try:
    round(5, 1.5)
except TypeError as e:
    print("error", e)
try:
    round("5")
except TypeError as e:
    print("error", e)
