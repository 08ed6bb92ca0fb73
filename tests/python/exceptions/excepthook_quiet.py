# A program's own sys.excepthook is all that tells of an uncaught exception; the status is still 1.
import sys

sys.excepthook = lambda kind, value, traceback: print("hook:", kind.__name__, value)
1 / 0
