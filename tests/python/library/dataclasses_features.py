# dataclasses.
from dataclasses import *
@dataclass
class P:
    x: int
    y: int = 5
    tags: list = field(default_factory=list)
p = P(1)
print(p, p == P(1, 5, []), p != P(2), P(1, 2, [3]), P(x=4, y=3), asdict(p), astuple(p), replace(p, x=9), [f.name for f in fields(P)], is_dataclass(p), is_dataclass(5), P(1).tags is P(1).tags)
@dataclass(order=True, frozen=True)
class V:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False, repr=False)
print(V(1, 2) < V(1, 3), max(V(1), V(0, 9)), hash(V(1)) == hash(V(1, note="z")), V(1) == V(1, note="z"), {V(1): "a"}[V(1)], sorted([V(2), V(1, 1)]))
@dataclass
class Q(P):
    z: str = "zed"
    total: int = field(init=False, default=0)
    def __post_init__(self):
        self.total = self.x + self.y
print(Q(1, 2), Q(1, 2, [], "q").total)
@dataclass
class W:
    a: int
    b: InitVar[int]
    k: int = field(kw_only=True, default=1)
    c: int = field(init=False)
    count = 0
    def __post_init__(self, b):
        self.c = self.a * b
print(W(2, 3), W(2, 3, k=4).c)
@dataclass(slots=True)
class S:
    a: int
@dataclass(eq=False, repr=False)
class N:
    a: int
print(S(1), hasattr(S(1), "__dict__"), N(1) == N(1), asdict(Q(1, 2, [P(3)])), make_dataclass("M", ["a", ("b", int, 7)])(1))
match p:
    case P(x, y):
        print("matched", x, y)
for name, fn in [("few", lambda: P()), ("many", lambda: P(1, 2, 3, 4)), ("frozen", lambda: setattr(V(1), "major", 2)), ("mutable", lambda: make_dataclass("B", [("a", list, [])])), ("order", lambda: make_dataclass("B", [("a", int, 1), "b"])), ("less", lambda: P(1) < P(2)), ("slots", lambda: setattr(S(1), "b", 1)), ("hash", lambda: hash(P(1))), ("asdict", lambda: asdict(5)), ("unknown", lambda: replace(p, nope=1))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
