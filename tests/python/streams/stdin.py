# stdin: first line
# stdin: 42
# stdin: last\x09one
# What input() and sys.stdin give when standard input is not a terminal.
import sys

print(input())
print(int(input("number? ")) + 1)
print(repr(sys.stdin.readline()))
print(repr(sys.stdin.read()))
try:
    input()
except EOFError as error:
    print("EOFError", error)
