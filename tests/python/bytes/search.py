# find, rfind, index, rindex, count, startswith, endswith of bytes and bytearray.
for T in (bytes, bytearray):
    s = T(b"hello hello \xff\x00 hello")
    for sub in (b"hello", b"l", b"", b"\xff", 0, 255, 108, b"zz", bytearray(b"lo")):
        print(T.__name__, sub, s.find(sub), s.rfind(sub), s.count(sub))
    for args in [(b"l", 3), (b"l", 4), (b"l", -3), (b"l", 0, 3), (108, 3), (108, 0, 3), (b"", 5), (b"", 99), (b"h", None, 3), (b"h", 1, None), (b"hello", -5)]:
        print(T.__name__, args, s.find(*args), s.rfind(*args), s.count(*args))
    print(s.index(b"o"), s.rindex(b"o"), s.index(111, 5), s.rindex(104), s.startswith(b"he"), s.startswith((b"x", b"h")), s.startswith(b"h", 1), s.endswith(b"lo"), s.endswith((b"x",)), s.endswith(b"l", 0, -1), s.startswith(b""), s.startswith(()), s.startswith(bytearray(b"h")))
    for name, fn in [("index", lambda: s.index(b"zz")), ("rindex", lambda: s.rindex(1)), ("str", lambda: s.find("h")), ("256", lambda: s.find(256)), ("-1", lambda: s.count(-1)), ("float", lambda: s.find(1.5)), ("none", lambda: s.count(None)), ("startswith str", lambda: s.startswith("h")), ("endswith int", lambda: s.endswith(5)), ("startswith list", lambda: s.startswith([b"h"])), ("no args", lambda: s.find())]:
        try:
            print(name, fn())
        except Exception as e:
            print("error", name, type(e).__name__, e if name in ("index", "256", "-1", "startswith str") else "")
