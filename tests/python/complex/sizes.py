# skip: stuffed
# Floats have 22 bits of mantissa there, and a smaller range.
# abs() where squares would overflow or vanish, where one part hardly counts, and in between.
for z in (1e-300 + 1e-300j, 1e300 + 1e300j, 5 + 1e-20j, 1e-20 + 5j, 0.1 + 0.7j, -1.5 - 2.25j, 1 + 1e-8j, 1e140 + 1e139j, 1e-140 - 3e-140j,
          5e-324 + 5e-324j, 1e16 + 1j, 123.456 - 654.321j, 2.5 + 2.5j, 1 / 3 + 2 / 3j):
    print(abs(z), abs(-z) == abs(z), abs(z.conjugate()) == abs(z), abs(complex(z.imag, z.real)) == abs(z))
try:
    print(abs(1.5e308 + 1.5e308j))
except OverflowError as e:
    print(e)
