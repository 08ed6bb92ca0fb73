# What reaches __getitem__, __setitem__, __delitem__.
class Show:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


s = Show()
print("index", s[1], s[-1], s["a"], s[None])
print("tuple", s[1, 2], s[1,], s[()], s[(1, 2)])
print("slice", s[:], s[1:], s[:2], s[1:2], s[::3], s[1:2:3], s[::])
print("slice of anything", s["a":None:2.5])
print("mixed", s[1:2, 3], s[:, :], s[..., 1])
print("star", s[*[1, 2]], s[0, *"ab"], s[*()])
print("named", s[(y := 5)], y)
print("lambda", s[lambda: 1]())
s[1] = 2
s[1:2] = 3
s[1, 2:3] = 4
s[*[7, 8]] = 5
del s[0]
del s[1:]
del s[1, ::2]
del s["x"], s["y"]
s[0] += (1,) if False else 10
print("subscript of call", s[0].bit_length(), "abc"[::-1][0], [[1, 2], [3]][0][1])
one, none, text, data = 1, None, "abc", b"abc"
items, pair, ints, gen = [1], (1, 2), {1}, (i for i in [])
for label, make in [
    ("int", lambda: one[0]),
    ("None", lambda: none[0]),
    ("function", lambda: len[0]),
    ("class", lambda: Show[0]),
    ("list by str", lambda: items["a"]),
    ("list by float", lambda: items[1.0]),
    ("list by None", lambda: items[None]),
    ("tuple by tuple", lambda: pair[0, 1]),
    ("str by str", lambda: text["a"]),
    ("bytes by list", lambda: data[[]]),
    ("range by str", lambda: range(3)["a"]),
    ("slice with str", lambda: [1]["a":]),
    ("slice with float", lambda: "abc"[:1.0]),
    ("slice step zero", lambda: [1, 2][::0]),
    ("list out", lambda: [1][1]),
    ("list out below", lambda: [1][-2]),
    ("tuple out", lambda: ()[0]),
    ("str out", lambda: ""[0]),
    ("bytes out", lambda: b""[0]),
    ("bytearray out", lambda: bytearray()[0]),
    ("range out", lambda: range(2)[2]),
    ("dict missing", lambda: {}["k"]),
    ("dict missing tuple", lambda: {}[1, 2]),
    ("dict unhashable", lambda: {}[[]]),
    ("huge index", lambda: [1][10 ** 30]),
    ("huge slice", lambda: [1][-10 ** 30:10 ** 30]),
    ("set", lambda: ints[0]),
    ("generator", lambda: gen[0]),
]:
    try:
        print(label, make())
    except Exception as error:
        print(label, type(error).__name__, error)
