# heap: 64K
# skip: stress
# A full arena is a MemoryError, after which the program goes on. CPython's own limits stand in for the arena.
def attempt(label, f):
    try:
        f()
    except MemoryError as error:
        print(label, "MemoryError")
    except OverflowError:
        print(label, "MemoryError")
    else:
        print(label, "fine")


HUGE = 1 << 60
attempt("list", lambda: [0] * HUGE)
attempt("tuple", lambda: (0,) * HUGE)
attempt("str", lambda: "a" * HUGE)
attempt("bytes", lambda: b"a" * HUGE)
attempt("bytes of size", lambda: bytes(HUGE))
attempt("bytearray of size", lambda: bytearray(HUGE))
attempt("zfill", lambda: "1".zfill(HUGE))
attempt("ljust", lambda: "1".ljust(HUGE))
attempt("shift", lambda: 1 << (1 << 62))
print("goes on", sum([1, 2, 3]))
data = [i for i in range(100)]
print(len(data), data[-1])
