# atexit: what runs when the program ends.
import atexit


@atexit.register
def first():
    print("registered first, runs last")



atexit.register(print, "with", "arguments", sep="-")
atexit.register(print, "never")
atexit.unregister(print)
atexit.register(print, "with", "arguments", sep="-")
print("the end")
raise SystemExit(3)
