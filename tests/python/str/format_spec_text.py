# The format mini-language for strings and for objects of one's own.
for v in ("", "a", "abc", "é日😀", "abcdefgh"):
    for s in ("", "s", "5", "<5", ">5", "^5", "^6", "*<5s", "->5", "=^8", ".2", ".0", "5.2", ">5.2s", "^6.1", "😀^6", "05", "<05", "{^7", "}^7", "0>4", ".10", " <4", "10.4s"):
        print("[" + format(v, s) + "]", end=" ")
    print()
for s in ["d", "x", "f", "=5", "+", " ", "-5", "#", ",", "_", "5d", "+s", "#s", ",s", ".2d", ".", "5.", "y", "ss", "=", "*=5", "99999999999999999999"]:
    try:
        print("accepted", repr(s), format("a", s))
    except ValueError as e:
        print("error", repr(s), e)
class Own:
    def __format__(self, spec):
        return "own:" + spec
class Inherit:
    def __str__(self):
        return "inherit"
class Bad:
    def __format__(self, spec):
        return 5
class Sub(str):
    pass
class SubInt(int):
    def __str__(self):
        return "shown"
print(format(Own()), format(Own(), "x"), f"{Own():a b}", "{:>{}}".format(Own(), 3), format(Inherit()), f"{Inherit()}", format(Sub("a"), ">4"), f"{SubInt(5)} {SubInt(5):d} {SubInt(5):3}")
for name, fn in [("object spec", lambda: format(Inherit(), "5")), ("list spec", lambda: format([1], "5")), ("None spec", lambda: format(None, "<5")), ("dict spec", lambda: f"{ {}:5}"), ("bytes spec", lambda: format(b"a", "5")), ("bad result", lambda: format(Bad())), ("spec int", lambda: format(1, 5)),
                 ("tuple spec", lambda: "{:5}".format((1,))), ("type spec", lambda: format(int, "5")), ("no args", lambda: format())]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
print("no spec", format([1, 2]), format(None), format((1,)), format({}), format(b"a"), format(int), format(...))
