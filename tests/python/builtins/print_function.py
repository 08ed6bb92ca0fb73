# print with sep, end, file, flush.
import io
print()
print(1, "a", None, [2], 2.5)
print("a", "b", sep="")
print("a", "b", sep=", ", end=".\n")
print("a", "b", sep=None, end=None)
print(end="")
print("no newline", end="|")
print(sep="x", end="!\n")
print("x", flush=True)
print("tab", "separated", sep="\t")
print("é", "日", "😀", sep="·")
print(*"abc", sep="-")
print(*[], sep="-")
out = io.StringIO()
print("into", "file", file=out)
print("more", end="", file=out, sep="?")
print(repr(out.getvalue()))
class Writer:
    def __init__(self):
        self.parts = []
    def write(self, s):
        self.parts.append(s)
    def flush(self):
        self.parts.append("flush")
w = Writer()
print("a", 1, file=w, flush=True)
print(w.parts[0], w.parts[-1], "".join(w.parts[:-1]) == "a 1\n")
print("none", file=None)
class Shown:
    def __str__(self):
        return "str"
    def __repr__(self):
        return "repr"
print(Shown(), [Shown()])
class Fails:
    def __str__(self):
        raise ValueError("no str")
for name, fn in [("sep int", lambda: print(1, 2, sep=1)), ("end int", lambda: print(1, end=1)), ("keyword", lambda: print(1, foo=2)), ("file", lambda: print(1, file=5)), ("fails", lambda: print(Fails()))]:
    try:
        fn()
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("sep int", "end int", "fails") else "")
print(print("returns"))
