# stress: 20011
# What a RecursionError says was being done.
def told(name, f):
    try:
        f()
        print(name, "fine")
    except RecursionError as e:
        print(name, "|", e)


def plain():
    plain()


class Shows:
    def __repr__(self):
        return repr(self)


class Shown:
    def __init__(self):
        self.me = self

    def __repr__(self):
        return f"Shown({self.me!r})"


class Adds:
    def __add__(self, other):
        return self + other

    def __eq__(self, other):
        return self == other

    def __getattr__(self, name):
        return getattr(self, name + "x")

    @property
    def same(self):
        return self.same

    def __call__(self):
        return self()


class Makes:
    def __init__(self):
        Makes()


def delegates():
    yield from delegates()


def nested(make, n=100000):
    v = make(0)
    for _ in range(n):
        v = make(v)
    return v


told("plain", plain)
told("repr", lambda: repr(Shows()))
told("repr of a field", lambda: repr(Shown()))
told("add", lambda: Adds() + 1)
told("eq", lambda: Adds() == 1)
told("getattr", lambda: Adds().x)
told("property", lambda: Adds().same)
told("call", lambda: Adds()())
told("init", Makes)
told("generators", lambda: list(delegates()))
l, l2 = nested(lambda v: [v]), nested(lambda v: [v])
told("repr list", lambda: repr(l))
told("compare lists", lambda: l == l2)
told("order of lists", lambda: l < l2)
t = nested(lambda v: (v,))
told("repr tuple", lambda: repr(t))
told("str tuple", lambda: str(t))
d, d2 = nested(lambda v: {"k": v}), nested(lambda v: {"k": v})
told("repr dict", lambda: repr(d))
told("compare dicts", lambda: d == d2)
classes = nested(lambda v: (v,) if v else (str,))
told("isinstance", lambda: isinstance(1, classes))
told("issubclass", lambda: issubclass(int, classes))
import json

told("json list", lambda: json.dumps(l))
told("json dict", lambda: json.dumps(d))
told("json reading", lambda: json.loads("[" * 100000))
told("json reading dicts", lambda: json.loads('{"a":' * 100000))
