# Too deep recursion is a RecursionError that can be caught, again and again.
# skip: stress
def down(n):
    return down(n + 1)


for attempt in range(3):
    try:
        down(0)
    except RecursionError as error:
        print("function", attempt, type(error).__name__, isinstance(error, RuntimeError))


def mutual_a():
    mutual_b()


def mutual_b():
    mutual_a()


def with_finally(log):
    try:
        with_finally(log)
    finally:
        log[0] += 1


class Attr:
    def __getattr__(self, name):
        return getattr(self, name + "x")


class Eq:
    def __eq__(self, other):
        return self == other


class Repr:
    def __repr__(self):
        return repr(self)


class Call:
    pass


Call.__call__ = Call()


class Add:
    def __add__(self, other):
        return self + other


class Len:
    def __len__(self):
        return len(self)


class Bool:
    def __bool__(self):
        return not self


class Index:
    def __getitem__(self, i):
        return self[i]


class Prop:
    @property
    def p(self):
        return self.p


class Init:
    def __init__(self):
        Init()


class Hash:
    def __hash__(self):
        return hash(self)


class Iter:
    def __iter__(self):
        return iter(self)


def gen():
    yield from gen()


def key(x):
    return sorted([1, 2], key=key)


log = [0]
for label, f in [
    ("mutual", mutual_a),
    ("finally", lambda: with_finally(log)),
    ("__getattr__", lambda: Attr().a),
    ("__eq__", lambda: Eq() == 1),
    ("__repr__", lambda: repr(Repr())),
    ("__add__", lambda: Add() + 1),
    ("__len__", lambda: len(Len())),
    ("__bool__", lambda: bool(Bool())),
    ("__getitem__", lambda: Index()[0]),
    ("property", lambda: Prop().p),
    ("__init__", lambda: Init()),
    ("__hash__", lambda: hash(Hash())),
    ("__iter__", lambda: iter(Iter())),
    ("yield from", lambda: list(gen())),
    ("sort key", lambda: key(1)),
    ("lambda", lambda: (lambda f: f(f))(lambda f: f(f))),
    ("map", lambda: list(map(down, [1]))),
    ("exec", lambda: exec("def f(): f()\nf()")),
]:
    try:
        f()
    except RecursionError as error:
        print(label, "RecursionError")
    else:
        print(label, "no error")
print("finally ran", log[0] > 10)
print("still works", sum(range(10)))
