# SystemExit with a text: the text goes to standard error and the status is 1.
import sys

print("before")
try:
    sys.exit("good bye")
finally:
    print("finally")
