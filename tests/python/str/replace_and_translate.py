# replace, translate, maketrans, join.
s = "banana"
for args in [("a", "o"), ("a", ""), ("a", "oo"), ("a", "o", 0), ("a", "o", 1), ("a", "o", 2), ("a", "o", -1), ("a", "o", 99), ("an", "AN"), ("ana", "-"), ("x", "y"), ("", "-"), ("", "-", 0), ("", "-", 3), ("", "-", 7), ("", "-", 8),
             ("", ""), ("banana", ""), ("banana", "x"), ("bananas", "x"), ("na", "é"), ("a", "😀")]:
    print(args, s.replace(*args))
print("empty", repr("".replace("", "x")), repr("".replace("", "x", 1)), repr("".replace("", "x", 0)), repr("".replace("a", "b")))
print("wide", "é日😀é".replace("é", "e"), "é日😀".replace("😀", ""), "é日".replace("", "."), "aaaa".replace("aa", "b"), "aaaaa".replace("aa", "a"))
t = str.maketrans("abc", "xyz")
print("maketrans", t, str.maketrans("ab", "cd", "ef"), str.maketrans({"a": 1, 98: "b", "c": None, "é": "ee"}), str.maketrans("", "", "xyz"), str.maketrans({}), "".maketrans("a", "b"))
print("translate", "aabbcc".translate(t), "hello".translate({ord("l"): None}), "hello".translate({104: "H", 101: 69, 108: "<L>"}), "abc".translate({}), "é😀".translate({ord("é"): "e", 0x1f600: 0x1f601}))
class Table:
    def __getitem__(self, c):
        if c == 98:
            raise LookupError
        if c == 99:
            return None
        return chr(c).upper()
print("own table", "abcd".translate(Table()), "abc".translate("x" * 98), "abc".translate(["-"] * 98))
print("join", ",".join([]), ",".join(["a"]), ",".join(["a", "b"]), "".join("abc"), "-".join("aé😀"), ", ".join(str(i) for i in range(5)), ",".join({"k": 1}), "é".join(("a", "b", "c")), "x".join(["", ""]))
for name, fn in [("join int", lambda: ",".join([1])), ("join later", lambda: ",".join(["a", "b", 2])), ("join bytes", lambda: ",".join([b"a"])), ("join not iterable", lambda: ",".join(5)), ("join none", lambda: ",".join(None)),
                 ("maketrans length", lambda: str.maketrans("a", "bc")), ("maketrans key", lambda: str.maketrans({"ab": 1})), ("maketrans one", lambda: str.maketrans("a")), ("maketrans key type", lambda: str.maketrans({1.5: "a"})),
                 ("translate value", lambda: "a".translate({97: 1.5})), ("translate range", lambda: "a".translate({97: 0x110000})), ("translate none", lambda: "a".translate(None)),
                 ("replace int", lambda: "a".replace(1, "b")), ("replace one", lambda: "a".replace("a")), ("replace none", lambda: "a".replace("a", None)), ("count str", lambda: "a".replace("a", "b", "1"))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e if name.startswith(("join", "maketrans")) else "")
