# skip: stuffed
# The figures need the 53 bits of a double.
# Every power of ten a double can hold, and its neighbours in text.
for e in range(-323, 309, 9):
    v = float("1e%d" % e)
    print(v, v * 3, v * 7 if e < 308 else "", float("9.999999999999999e%d" % e) < v * 10 if e < 308 else "")
print("whole", [10.0 ** e for e in range(0, 23)])
print("parts", [10.0 ** -e for e in range(0, 24)])
