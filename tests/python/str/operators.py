# + * in == < and friends.
print("add", "a" + "b", "" + "", "é" + "日" + "😀", "abc" + "")
print("mul", "ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "" * 1000, "é😀" * 2, "x" * True, len("ab" * 5000))
print("in", "b" in "abc", "" in "abc", "" in "", "bc" in "abc", "cb" in "abc", "abcd" in "abc", "é" in "café", "z" not in "abc", "😀" in "a😀", "\ud83d" in "😀")
words = ["", "a", "A", "aa", "b", "ab", "é", "z", "日", "\uffff", "😀", "a\x00"]
for w in words:
    print(ascii(w), [int(w < x) for x in words], [int(w <= x) for x in words], [int(w == x) for x in words])
print("sorted", ascii(sorted(words)), ascii(max(words)), ascii(min(words)))
print("equality", "a" == "a", "a" != "b", "a" == 97, "a" == b"a", "a" == None, "1" != 1)
s = "a"
s += "b"
s *= 3
print("augmented", s)
print("hash", hash("abc") == hash("ab" + "c"), hash("") == hash(""), len({"a", "a" * 1, "".join(["a"])}))
print("iterate", list("aé日😀"), [c for c in ""], tuple("ab"), dict(zip("ab", "cd")), list(reversed("aé😀")), sorted("hello"), "-".join(reversed("abc")))
print("bool", bool(""), bool(" "), bool("\0"))
for name, fn in [("add int", lambda: "a" + 1), ("radd", lambda: 1 + "a"), ("add bytes", lambda: "a" + b"b"), ("add None", lambda: "a" + None), ("mul str", lambda: "a" * "b"),
                 ("mul float", lambda: "a" * 2.0), ("sub", lambda: "a" - "b"), ("less", lambda: "a" < 1), ("less bytes", lambda: "a" < b"b"), ("in int", lambda: 1 in "a"),
                 ("in None", lambda: None in "a"), ("neg", lambda: -"a"), ("add list", lambda: "a" + []), ("call", lambda: s())]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
