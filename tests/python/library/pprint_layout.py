# pprint: nested data over many lines.
import pprint
from dataclasses import dataclass, field

data = {"name": "something long enough", "list": list(range(30)), "nested": {"a": {"b": {"c": [1, 2, {"d": "e" * 50}]}}}, 3: (1,), "set": {1, 2, 3}, "text": "word " * 30}
pprint.pprint(data)
pprint.pprint(data, width=40)
pprint.pprint(data, compact=True, width=60, sort_dicts=False)
pprint.pprint(data, depth=2, indent=4)
pprint.pprint([1, 2, 3])
pprint.pprint({"b": 1, "a": 2})
pprint.pp({"b": 1, "a": 2})
print(pprint.pformat([["x" * 30] * 3] * 2), pprint.pformat(()), pprint.pformat({}), pprint.pformat(set()), pprint.pformat((1,)))
pprint.pprint("a long text " * 12)
pprint.pprint("lines\nof\ntext that goes on and on and on, over the edge of the page, and further still", width=30)
pprint.pprint({1: "x", "a": 2, None: 3, (1, 2): 4})
pprint.pprint(frozenset(range(50)))
pprint.pprint({"k" * i: "v" * i for i in range(1, 40, 5)}, width=30)
loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable([1]), pprint.saferepr({"b": 1, "a": [1]}), "Recursion on list with id" in pprint.pformat(loop))
pprint.pprint(123456789, underscore_numbers=True)


@dataclass
class D:
    a: int
    b: list = field(default_factory=list)
    c: str = "x" * 60


pprint.pprint(D(1))
pprint.pprint([D(1, [2] * 30)])
