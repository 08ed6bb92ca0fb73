# An uncaught exception group is drawn as a tree.
def make(n):
    try:
        raise ValueError(f"number {n}")
    except ValueError as e:
        return e


raise ExceptionGroup("outer", [make(1), TypeError("no traceback"), ExceptionGroup("inner", [make(2), KeyError("k")])])
