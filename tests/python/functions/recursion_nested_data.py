# repr, ==, <, hash, copies and parsing of deeply nested data end in RecursionError, or work.
# skip: stress
def nest(kind, n):
    value = kind()
    for _ in range(n):
        value = kind([value]) if kind is not dict else {0: value}
    return value


N = 100000


def outcome(label, f):
    try:
        f()
    except RecursionError:
        print(label, "RecursionError")
    else:
        print(label, "fine")


lists, lists2 = nest(list, N), nest(list, N)
tuples, tuples2 = nest(tuple, N), nest(tuple, N)
dicts, dicts2 = nest(dict, N), nest(dict, N)
outcome("repr list", lambda: repr(lists))
outcome("repr tuple", lambda: repr(tuples))
outcome("repr dict", lambda: repr(dicts))
outcome("str list", lambda: str(lists))
outcome("eq list", lambda: lists == lists2)
outcome("lt list", lambda: lists < lists2)
outcome("eq tuple", lambda: tuples == tuples2)
outcome("eq dict", lambda: dicts == dicts2)
outcome("in", lambda: lists in [lists2])
outcome("shallow copy", lambda: lists[:])
outcome("len", lambda: len(lists))
cyclic = []
cyclic.append(cyclic)
other = []
other.append(other)
print("cyclic repr", cyclic)
outcome("cyclic eq", lambda: cyclic == other)
outcome("cyclic eq self", lambda: cyclic == cyclic)
d = {}
d["d"] = d
print("cyclic dict", d)
d["l"] = [d]
print("cyclic dict list", d)
t = ([],)
t[0].append(t)
print("cyclic tuple", t)
outcome("isinstance", lambda: isinstance(1, nest(tuple, 50)))
