# What a code object says of its lines.
def f(x, y):
    a = x + y

    b = [
        x,
        y,
    ]
    return a * b


code = f.__code__
stretches = list(code.co_lines())
print(code.co_firstlineno, stretches[0][0], stretches[-1][1] == len(code.co_code))
end = 0
for start, stop, line in stretches:
    if start != end:
        print("gap")
    end = stop
print({3, 5, 9} <= {line for start, stop, line in stretches})
