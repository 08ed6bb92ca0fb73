# skip: stuffed
# The figures need the 53 bits of a double.
# Comparing floats with ints is exact, however large the int.
big = 2**53
print("exact", big == float(big), big + 1 == float(big), float(big) < big + 1, float(big) > big - 1, big + 1 > 2.0**53, 2.0**53 >= big + 1)
for i in (2**63, 2**64, 10**22, 10**23, 10**300, 10**309, 10**400):
    for f in (2.0**63, 2.0**64, 1e22, 1e23, 1e300, float("inf")):
        print(len(str(i)), f, i < f, i <= f, i == f, i != f, i > f, i >= f, -i < -f, -i > f)
nan = float("nan")
print("nan", 10**400 < nan, 10**400 > nan, 10**400 == nan, 10**400 != nan)
print("fractions", 1 < 1.5, 2 > 1.5, 1.5 < 1, -1 > -1.5, 0 > -0.1, 10**20 < 1e20 + 65536, 0.5 > 0, -0.5 < 0, -1 < -0.5)
print("sorted", sorted([2.5, 2, 10**30, -1e30, 1e30, 10**30 + 1, 0.1, 0, -0.1]))
print("hash", [hash(float(n)) == hash(n) for n in (0, 1, -1, 2**31, 2**53, 2**62, 10**22, -10**22)])
print("dict", {10**22: "x"}[1e22], 1e22 in {10**22}, {1.0: "a", 1: "b"}, {2: "a", 2.0: "b", 2 + 0j: "c"})
