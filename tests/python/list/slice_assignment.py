# Assigning to slices and deleting them.
def fresh():
    return list(range(8))
cases = [(slice(2, 4), "ab"), (slice(2, 4), []), (slice(2, 4), "abcd"), (slice(2, 2), "xy"), (slice(5, 2), "xy"), (slice(None), "z"), (slice(None), []), (slice(8, None), "end"), (slice(100, 200), "far"), (slice(-2, None), [7]), (slice(None, -6), ()), (slice(-100, 2), "q"), (slice(0, 0), range(3)), (slice(1, 3), {"k": 0}),
         (slice(None, None, 2), "abcd"), (slice(None, None, -1), "abcdefgh"), (slice(6, 1, -2), "xyz"), (slice(1, 7, 3), "AB"), (slice(5, 1, 1), "ins"), (slice(None, None, 100), "a"), (slice(9, 9, 2), ""), (slice(None, None, 1), "abc")]
for s, v in cases:
    a = fresh()
    a[s] = v
    print(s, v, a)
for s, v in [(slice(None, None, 2), "abc"), (slice(None, None, -1), ""), (slice(0, 4, 2), "abc"), (slice(2, 4), 5), (slice(None, None, 2), 5), (slice(2, 4), None), (slice(0, 4, 0), "a")]:
    a = fresh()
    try:
        a[s] = v
        print("accepted", s, v, a)
    except Exception as e:
        print("error", s, v, type(e).__name__, e, a)
for s in [slice(2, 4), slice(None), slice(5, 2), slice(None, None, 2), slice(1, None, 2), slice(None, None, -1), slice(6, 1, -2), slice(-3, None), slice(100, None), slice(None, None, 3), slice(1, 7, 5), slice(None, None, 100), slice(7, None, -3)]:
    a = fresh()
    del a[s]
    print("del", s, a)
a = fresh()
a[2:5] = a
print("self", a)
a = fresh()
a[::2] = a[1::2]
print("self step", a)
a = fresh()
a[::-1] = a
print("self reversed", a)
a = fresh()
a[1:3], a[0] = "xy", "z"
del a[0], a[-1]
a[0] += "!"
a[1:2] += ["more"]
print("mixed", a)
for name, code in [("set range", "a[99] = 1"), ("set neg", "a[-99] = 1"), ("del range", "del a[99]"), ("set str", "a['x'] = 1"), ("del str", "del a['x']"), ("set float", "a[1.5] = 1"), ("del none", "del a[None]"), ("set empty", "[][0] = 1"), ("del empty", "del [][0]")]:
    try:
        exec(code, {"a": a})
    except Exception as e:
        print("error", name, type(e).__name__, e)
