# Lines, semicolons, continuation, comments, blank lines, odd indentation.
x = 1; y = 2; print("semicolons", x, y);
if x: print("a"); print("b")

	
# comment at odd indent follows
        # here
if x:
  print("two spaces")
  if y:
     print("five")
  else:
      print("never")
# comment inside a block at column 0
  print("same block")

else:
	print("tab")


def f():
            # comment deeper
    return "function"

    # trailing comment


print(f())
print("paren",
      1 +
  2, (
"outdented"
)
)
total = 1 + \
    2 + \
3
print("backslash", total)
print("string with # inside", "# not a comment")  # comment
class A: x = 1; y = 2
print("class one line", A.x, A.y)
def g(): return 1
print("def one line", g())
for i in 1, 2: print("for one line", i)
while x: x -= 1; print("while one line", x)
else: print("else one line")
try: 1 / 0
except ZeroDivisionError: print("try one line")
finally: print("finally one line")
with_list = [
    1,

    # comment

    2,
]
print(with_list)
if True:
    pass
    # only comments after
