# skip: stuffed
# The figures need the 53 bits of a double.
# // and % and divmod with every pairing of signs.
values = [5.5, -5.5, 3.0, -3.0, 0.1, -0.1, 1e20, -1e20, 7.25, 0.0]
for a in values:
    for b in (2.0, -2.0, 0.3, -0.3, 1.0, 1e10, -1e-10):
        print(a, b, a // b, a % b, divmod(a, b) == (a // b, a % b))
print("int mixed", 7 // 2.0, -7 // 2.0, 7 % -2.0, divmod(7, -2.5), divmod(-7.5, 2), 10**20 // 3.0, 10**20 % 7.0)
print("tiny negative", -1e-20 % 1.0, -1e-300 % 5, 1.0 % 0.1, 0.3 // 0.1, 0.7 // 0.1, 1.0 // 0.1)
print("small", divmod(1.0, 10.0), divmod(-1.0, 10.0), divmod(1.0, -10.0), divmod(-1.0, -10.0))
