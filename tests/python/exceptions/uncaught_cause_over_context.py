# An unrelated cause hides the context.
try:
    {}[1]
except KeyError:
    raise TypeError("during handling") from OSError(2, "No such thing", "a.txt")
