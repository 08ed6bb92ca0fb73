# What nobody catches goes to sys.excepthook; when that fails, both are told.
import sys


def hook(kind, value, traceback):
    print("hook:", kind.__name__, value, traceback is not None)
    raise ValueError("in the hook")


sys.excepthook = hook
{}["missing"]
