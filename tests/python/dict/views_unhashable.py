# Views of items in common with others: values need no hash unless they are in the result.
d = {"a": 1, "b": [2], "c": 3}
print(d.items() & {("a", 1), ("b", 2)}, d.items() & [("c", 3), 5, (1, 2, 3)], sorted(d.keys() & d), d.keys() & "abx" == {"a", "b"}, [("a", 1)] & d.items())
try:
    print(d.items() & d.items())
except TypeError as e:
    print(e)
try:
    print(d.items() - {1})
except TypeError as e:
    print(e)
print({"x": 1}.items() & {"x": 1, "y": []}.items(), {"x": 1, "y": []}.items() & {"x": 1}.items(), d.items().isdisjoint([("b", 2)]))
e = {"a": 1}
print(sorted(d.keys() | e), sorted(e | d.keys()), sorted(d.keys() - e), len(e.keys() ^ d), e - d.keys())
for what in (lambda: e & {"a"}, lambda: {"a"} & e, lambda: d.keys() + e, lambda: 5 & e.keys()):
    try:
        print(what())
    except TypeError as error:
        print(error)
