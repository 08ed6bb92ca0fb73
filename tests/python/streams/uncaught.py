# An exception nobody catches: the traceback goes to standard error and the status is 1.
def divide(a, b):
    return a / b


print("before")
try:
    divide(1, 0)
except ZeroDivisionError as error:
    raise ValueError("no quotient") from error
