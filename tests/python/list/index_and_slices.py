# Reading: indices and slices of all kinds.
a = list(range(10))
print([a[i] for i in range(-10, 10)] == list(range(10)) * 2, a[True], a[-1])
for start in (None, 0, 3, 9, 10, 15, -1, -4, -10, -15):
    print(start, [a[start:stop] for stop in (None, 0, 2, 8, 12, -1, -9, -20)])
for step in (1, 2, 3, 9, 10, 20, -1, -2, -3, -10, -20):
    print("step", step, a[::step], a[2::step], a[:7:step], a[8:1:step], a[1:8:step], a[-3:-8:step], a[20:-20:step], a[-20:20:step])
print("huge", a[-10**30:10**30], a[::10**30], a[::-10**30], a[10**30:], a[:2**64])
print("new object", a[:] == a, a[:] is a, a[:0], a[5:5])
class I:
    def __index__(self):
        return 2
print("__index__", a[I()], a[I():], a[:I()], a[::I()])
for name, fn in [("10", lambda: a[10]), ("-11", lambda: a[-11]), ("huge", lambda: a[10**30]), ("str", lambda: a["0"]), ("float", lambda: a[1.0]), ("None", lambda: a[None]), ("tuple", lambda: a[1, 2]), ("list", lambda: a[[1]]), ("zero step", lambda: a[::0]), ("str in slice", lambda: a["1":]), ("float in slice", lambda: a[:2.0]), ("empty", lambda: [][0]), ("ellipsis", lambda: a[...])]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
