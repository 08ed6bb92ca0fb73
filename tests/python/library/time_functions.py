# time: types and orders only.
import time
a = time.time()
print(type(a).__name__ in ("float", "int"), a > 0, type(time.localtime(0)).__name__ != "", len(time.gmtime(0)) >= 8)
m = time.monotonic()
time.sleep(0.01)
print(time.monotonic() > m, time.sleep(0), time.perf_counter() <= time.perf_counter(), type(time.time_ns()).__name__, time.time() >= a)
t = time.gmtime(86400 * 365)
print(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour)
print(tuple(time.gmtime(951782400))[:8], tuple(time.gmtime(1))[:6])
l = time.localtime(1000000)
print(int(time.mktime(l)))
for name, fn in [("neg", lambda: time.sleep(-1)), ("str", lambda: time.sleep("a")), ("none", lambda: time.sleep())]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
