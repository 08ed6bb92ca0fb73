# Changing the size under an iterator is an error; changing values is not.
def attempt(name, make, change):
    d = {i: i for i in range(4)}
    seen = 0
    try:
        for x in make(d):
            seen += 1
            change(d)
            if seen > 20:
                break
        print(name, "finished", seen, d)
    except RuntimeError as e:
        print(name, "error", e, seen)
attempt("add", iter, lambda d: d.setdefault("new", 1))
attempt("del", iter, lambda d: d.pop(3, None))
attempt("clear", iter, lambda d: d.clear())
attempt("values", iter, lambda d: d.update({0: "x"}))
attempt("keys add", dict.keys, lambda d: d.setdefault("new", 1))
attempt("values del", dict.values, lambda d: d.pop(0, None))
attempt("items add", dict.items, lambda d: d.__setitem__(object, 1))
attempt("items set", dict.items, lambda d: d.__setitem__(1, "y"))
attempt("reversed", reversed, lambda d: d.setdefault("new", 1))
attempt("copy", lambda d: list(d), lambda d: d.clear())
d = {1: 1, 2: 2}
it = iter(d)
print(next(it))
d[3] = 3
try:
    next(it)
except RuntimeError as e:
    print("error", e)
try:
    print(next(it))
except (RuntimeError, StopIteration) as e:
    print("stays stopped", type(e).__name__)
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print("set", e)
s = {1, 2, 3}
try:
    for x in s:
        s.discard(x)
except RuntimeError as e:
    print("set", e)
try:
    print({k: d.pop(k) for k in d})
except RuntimeError as e:
    print("comprehension", e)
