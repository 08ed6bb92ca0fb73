# Float and imaginary literals that are exact in few bits.
print("plain", 0.0, 1.0, 1., .5, 0.5, 10.25)
print("exponent", 1e0, 1e3, 1E3, 5e-1, 1.5e+2, 0e9)
print("underscore", 1_0.2_5, 1_0e1_0 == 10e10, 1_000.0)
print("leading zeros", 00.5, 012.5, 09.0, 01e1)
print("imaginary", 1j, 0j, 2.5j, 1J, 1e2j, 010j)
print("complex sum", 1 + 2j, 1 - 2j, -1j)
print("infinite", 1e999, -1e999, 1e999 - 1e999 != 0)
print("attribute", 1.5.is_integer(), 2.0.is_integer(), 1e1.is_integer())
for text in ["1e", "1e+", "1._5", "1_.5", "1.5_", "1.e", "1.2.3", "1ee2", "1_e2", "1e_2"]:
    try:
        print(repr(text), eval(text))
    except SyntaxError as error:
        print(repr(text), "SyntaxError", error.msg)
    except AttributeError as error:
        print(repr(text), "AttributeError", error)
