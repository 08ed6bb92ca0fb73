# stdin: Ada
# stdin: 42
# stdin: \t spaces kept \s
# stdin: é日
# input() reads a line, writes the prompt first.
name = input("name? ")
print("[" + name + "]")
n = int(input())
print(n + 1)
print(repr(input("")))
print(ascii(input(5)))
try:
    input("more? ")
except EOFError as e:
    print("EOFError", isinstance(e, Exception))
try:
    input(1, 2)
except TypeError:
    print("one prompt only")
