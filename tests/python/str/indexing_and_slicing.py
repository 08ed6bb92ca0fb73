# Indices and slices over ASCII and over wider characters.
for s in ("abcdef", "aé日😀bc"):
    n = len(s)
    print(s, n, [s[i] for i in range(-n, n)])
    for start in (None, 0, 1, 4, 6, 9, -1, -3, -6, -9):
        print(start, [s[start:stop] for stop in (None, 0, 2, 5, 6, 100, -1, -4, -100)])
    for step in (1, 2, 3, 5, 7, 100, -1, -2, -3, -7):
        print("step", step, s[::step], s[1::step], s[:4:step], s[-2::step], s[4:1:step], s[-1:-5:step], s[10::step], s[:-10:step], s[-10:10:step], s[10:-10:step])
print("slice object", "hello"[slice(1, 4)], "hello"[slice(None, None, -1)], "hello"[slice(2)])
print("huge bounds", "hello"[-10**30:10**30], "hello"[::10**30], "hello"[10**30::-10**30], "hello"[1:2**64])
print("bool index", "ab"[True], "ab"[False:True])
s = "abc"
for name, fn in [("6", lambda: s[6]), ("-4", lambda: s[-4]), ("huge", lambda: s[10**30]), ("empty", lambda: ""[0]), ("str", lambda: s["0"]), ("float", lambda: s[1.0]),
                 ("None", lambda: s[None]), ("step 0", lambda: s[::0]), ("slice str", lambda: s["a":]), ("slice float", lambda: s[:1.5]), ("tuple", lambda: s[0, 1]),
                 ("assign", lambda: exec("s[0] = 'x'", {"s": s})), ("delete", lambda: exec("del s[0]", {"s": s})), ("assign slice", lambda: exec("s[1:] = ''", {"s": s}))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
