# find, rfind, index, rindex, count, startswith, endswith with bounds.
s = "hello hello é日😀 hello"
for sub in ("hello", "l", "lo", "", "é", "😀", "😀 ", "xyz", "hello hello é日😀 hello!", "o h"):
    print(repr(sub), s.find(sub), s.rfind(sub), s.count(sub), s.startswith(sub), s.endswith(sub))
for args in [("l", 3), ("l", 4), ("l", -3), ("l", 0, 3), ("l", 2, 3), ("l", 3, 2), ("l", -100, 100), ("hello", 1), ("hello", 0, 5), ("hello", 0, 4), ("", 3), ("", 3, 2), ("", 22),
             ("", 23), ("", 24), ("", 100), ("😀", 14), ("😀", 15), ("😀", 0, 14), ("😀", 0, 15), ("l", None, None), ("l", None, -5), ("h", 10**30), ("h", -10**30, 10**30)]:
    print(args, s.find(*args), s.rfind(*args), s.count(*args), s.startswith(*args), s.endswith(*args))
print("index", s.index("o"), s.rindex("o"), s.index("o", 5), s.rindex("o", 0, 8), s.index(""), s.rindex(""))
print("tuples", "abc".startswith(("x", "a")), "abc".startswith(()), "abc".endswith(("b", "bc")), "abc".endswith(("c",), 0, 2), "abc".startswith(("b", "c"), 1))
print("overlap", "aaaa".count("aa"), "aaaaa".count("aa"), "aaaa".count(""), "".count(""), "".count("", 1), "".find(""), "".find("", 1), "abab".count("ab", 1))
print("naive traps", "aaaaab".find("aab"), "abababac".find("ababac"), "mississippi".find("issip"), "mississippi".rfind("issi"), ("a" * 500 + "b").find("a" * 20 + "b"))
for name, fn in [("index", lambda: s.index("zzz")), ("rindex", lambda: s.rindex("zzz")), ("index bounds", lambda: s.index("h", 100)), ("int", lambda: s.find(1)), ("count None", lambda: s.count(None)),
                 ("no args", lambda: s.find()), ("start str", lambda: s.find("a", "b")), ("start float", lambda: s.find("a", 1.0)), ("startswith list", lambda: s.startswith(["h"])),
                 ("startswith int", lambda: s.startswith(1)), ("tuple int", lambda: s.endswith((1,))), ("bytes", lambda: s.find(b"h"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name in ("index", "rindex", "index bounds", "startswith list", "startswith int") else "")
