# bisect.
import bisect
a = [1, 3, 3, 3, 5]
for x in (0, 1, 2, 3, 4, 5, 6):
    print(x, bisect.bisect(a, x), bisect.bisect_left(a, x), bisect.bisect_right(a, x), bisect.bisect_left(a, x, 2), bisect.bisect_right(a, x, 0, 3))
bisect.insort(a, 3.0)
bisect.insort_left(a, 3)
bisect.insort_right(a, 0)
print(a, bisect.bisect([], 1), bisect.bisect_left(["aa", "b", "ccc"], 2, key=len) if False else bisect.bisect_left([(1, "x"), (5, "y")], 4, key=lambda p: p[0]))
bisect.insort(a, 9)
print(a, a == sorted(a), bisect.bisect("abd", "c"), bisect.bisect_left(range(0, 100, 10), 35))
def grade(score):
    return "FEDCBA"[bisect.bisect([40, 50, 60, 70, 80], score)]
print([grade(s) for s in (33, 99, 77, 70, 40, 89, 90, 100)])
for name, fn in [("neg lo", lambda: bisect.bisect([1], 1, -1)), ("mixed", lambda: bisect.bisect(["a"], 1)), ("int", lambda: bisect.bisect(5, 1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
