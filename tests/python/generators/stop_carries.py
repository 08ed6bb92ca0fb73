# What a StopIteration carries comes through what hands an iterator's end on.
class Ends:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration(42)


class Items:
    def __getitem__(self, i):
        raise StopIteration(42)


import itertools

for name, it in [("itself", Ends()), ("items", iter(Items())), ("enumerate", enumerate(Ends())), ("map", map(str, Ends())), ("map of two", map(max, [1], Ends())), ("zip", zip(Ends())),
                 ("zip second", zip([1], Ends())), ("zip first", zip([], Ends())), ("filter", filter(None, Ends())), ("nested", map(str, enumerate(Ends()))), ("list", iter([])),
                 ("after", map(lambda x: list(Ends()), [])), ("chain", itertools.chain(Ends(), []))]:
    try:
        next(it)
    except StopIteration as e:
        print(name, e.args)
    print(name, next(it, "default"))
