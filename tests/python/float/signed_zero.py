# Minus zero keeps its sign, equals zero.
z = -0.0
print(z, -z, 0.0, z == 0.0, z is None, 0 == z, hash(z) == hash(0.0))
print("add", z + z, z + 0.0, z - 0.0, 0.0 - 0.0, 0.0 - z, z + 0, 0 * -1.0, 0.0 * -1)
print("mul", z * 5, z * -5, z * z, -1 * 0.0, 0 / -5.0, z / 5, 0.0 // -2.0, -0.0 % 5, 0.0 % -5, -0.0 // 3)
print("round", round(-0.4), round(-0.4, 0), round(z, 1), abs(z), int(z), +z)
print("text", str(z), repr(z), "%f" % z, "%g" % z, "%d" % z, format(z, "+.1f"), format(z, " g"), float("-0"), float("-0.0"), float("-1e-5000"))
print("list", [0.0, -0.0], (-0.0,), {-0.0: 1}, complex(-0.0, -0.0))
print("sorted stays", sorted([0.0, -0.0]), sorted([-0.0, 0.0]), min(0.0, -0.0), min(-0.0, 0.0), max(0.0, -0.0))
import math
print("copysign", math.copysign(3.0, z), math.copysign(-3.0, 0.0), math.copysign(0.0, -1), math.atan2(0.0, -0.0) > 3, math.atan2(0.0, 0.0))
