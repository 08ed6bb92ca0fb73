# Order and equality among ints, bools and floats.
values = [0, 1, -1, 2**30, -2**30, 2**31, 2**64, -2**64, 2**64 + 1, 10**30]
for a in values:
    print("<", a, [int(a < b) for b in values], ">=", [int(a >= b) for b in values])
    print("==", a, [int(a == b) for b in values], "!=", [int(a != b) for b in values])
print("sorted", sorted([2**70, -2**70, 3, -1, 2**70 - 1, 0, 2**31, True, False + 7]))
print("min max", min(values), max(values))
print("bool", True == 1, False == 0, True < 2, True + 2**70)
print("float", 1 == 1.0, 2**70 == 2.0**70, 2**70 + 1 == 2.0**70, 2**70 < 2.0**71, 3 < 3.5, 3 > 2.5)
print("inf", 10**400 < float("inf"), -10**400 > float("-inf"), 10**400 == float("inf"), 1 == float("nan"))
print("none", 1 == None, 1 != None, 1 == "1", 1 != "1", 0 == [])
print("chain", 1 < 2 < 3, 1 < 3 < 2, 1 == 1 != 2)
for right in ("'1'", "None", "[]", "1j"):
    for op in ("<", "<=", ">", ">="):
        try:
            eval("5 " + op + right)
        except TypeError as e:
            print("error", e)
print("hash equal", hash(2**70) == hash(2.0**70), hash(1) == hash(True) == hash(1.0), {1: "a"}[True], {2**70: "b"}[2.0**70])
