# List, tuple, set and dict displays with stars and trailing commas.
print("list", [], [1], [1,], [1, 2,], [[], [[]]])
print("tuple", (), (1,), (1, 2), (1, 2,), ((),), ((1,),))
t = 1,
print("bare tuple", t, (t,))
print("paren is no tuple", (1), ("a"))
print("set", sorted({1, 2, 2, 1}), sorted({1,}), type({1}).__name__)
print("dict", {}, {1: 2}, {1: 2,}, {"a": {"b": {}}})
print("duplicate keys", {1: "a", 2: "b", 1: "c"}, {1: "int", True: "bool", 1.0: "float"})
a, d = [1, 2], {"x": 1}
print("star list", [*a], [*a, *a], [0, *a, 3], [*"ab", *range(2)], [*[]])
print("star tuple", (*a,), (*a, 3), (*(), *()))
s = *a, *"z"
print("star bare", s)
print("star set", sorted({*a, *[2, 3]}))
print("star dict", {**d}, {**d, "x": 2}, {"x": 0, **d, "y": 3}, {**{}, **{}})
print("star of dict keys", [*{"p": 1, "q": 2}])
print("generator starred", [*(i * i for i in range(4))])
for label, make in [
    ("list *int", lambda: [*1]),
    ("tuple *None", lambda: (*None,)),
    ("set *int", lambda: {*3}),
    ("set of lists", lambda: {[]}),
    ("dict list key", lambda: {[]: 1}),
    ("dict dict key", lambda: {{}: 1}),
    ("set of sets", lambda: {{1}}),
    ("dict **list", lambda: {**[1]}),
    ("dict **int", lambda: {**1}),
    ("dict **None", lambda: {"a": 1, **None}),
]:
    try:
        print(label, make())
    except TypeError as error:
        print(label, "TypeError:", error)


class Mapping:
    def keys(self):
        return ["k1", "k2"]

    def __getitem__(self, key):
        return key.upper()


print("dict ** of a keys() object", {**Mapping()})
print("nested", [{"a": [1, (2, {3})]}, ({},)])
print(
    "comments between",
    [  # one
        1,  # two

        2
        # three
    ],
)
