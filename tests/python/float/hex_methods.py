# skip: stuffed
# The figures need the 53 bits of a double.
# float.hex, float.fromhex, exact ratios.
for v in (0.0, -0.0, 1.0, -1.5, 0.1, 3.141592653589793, 1e308, 5e-324, 2.2250738585072014e-308, 1e-310, 255.0, 0.5, float("inf"), float("-inf"), float("nan")):
    h = v.hex()
    print(v, h, float.fromhex(h))
for text in ["0x1p0", "1", "0x1.8p1", "-0x1.8", "0X.8P+1", "  0x1p-2\n", "ff", "f.f", "0x1p10", "inf", "-Infinity", "nan", "+nan", "0x1p-1074", "0x1p-1075", "0x1.8p-1075",
             "0x1.fffffffffffffp1023", "0x1.00000000000008p0", "0x1.00000000000018p0", "1p5", "0x0p99999", "a.bp3"]:
    print(ascii(text), float.fromhex(text))
for text in ["", "0x", "g", "0x1p", "1p1.5", "0x1.p+", "--1", "0x1p1024", "0x1.fffffffffffff8p1023", "0x1p99999", "0x 1"]:
    try:
        print("accepted", text, float.fromhex(text))
    except (ValueError, OverflowError) as e:
        print("error", repr(text), type(e).__name__)
print("ratio", (0.1).as_integer_ratio(), (1e22).as_integer_ratio(), (-3.14).as_integer_ratio(), (5e-324).as_integer_ratio()[1].bit_length())
class Sub(float):
    pass
print("class method", type(Sub.fromhex("0x1p1")).__name__, Sub.fromhex("0x1p1"))
try:
    float.fromhex(5)
except TypeError as e:
    print("error", type(e).__name__)
