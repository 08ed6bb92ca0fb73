# heap: 64K
# A full arena is a MemoryError, after which the program goes on.
import gc
def fill_list():
    l = []
    while True:
        l.append([0] * 20)
def fill_dict():
    d = {}
    i = 0
    while True:
        d[i] = str(i)
        i += 1
def double_text():
    s = "x"
    while True:
        s += s
def double_int():
    n = 3
    while True:
        n *= n
def chain():
    x = None
    while True:
        x = (x, 0)
def comprehension():
    return [bytearray(100) for i in range(10000)]
def generator():
    return sum(len(x) for x in list(bytes(50) for i in range(10000)))
def nested_finally():
    kept = []
    try:
        while True:
            kept.append(bytes(100))
    finally:
        kept = None
for f in (fill_list, fill_dict, double_text, double_int, chain, comprehension, generator, nested_finally):
    try:
        f()
        print(f.__name__, "finished")
    except MemoryError as e:
        print(f.__name__, type(e).__name__)
    gc.collect()
    print(len([i for i in range(100)]), "still works")
for name, f in (("bytearray", lambda: bytearray(10**6)), ("list", lambda: [0] * 10**6), ("str", lambda: "ab" * 10**6), ("tuple", lambda: (0,) * 10**6), ("shift", lambda: 1 << 10**7), ("range", lambda: list(range(10**6))), ("join", lambda: ",".join(["abc"] * 1000) * 1000), ("format", lambda: "%1000000d" % 1), ("center", lambda: "a".center(10**6))):
    try:
        f()
        print(name, "finished")
    except MemoryError:
        print(name, "MemoryError")
print("end", sum(range(100)))
