# What 3.12 does differently from 3.11.
from collections import OrderedDict

print(OrderedDict(a=1, b=2), OrderedDict(), OrderedDict({(1, 2): [3]}))
o = OrderedDict()
o["self"] = o
print(o)


class Mine(OrderedDict):
    pass


print(Mine(x=1))
print(hash(slice(1, 2)) == hash(slice(1, 2, None)), {slice(None): 1}[:], slice(3) in {slice(3), slice(4)})
try:
    {}[:]
except KeyError as e:
    print("KeyError", e)
try:
    hash(slice([], 1))
except TypeError as e:
    print(e)
