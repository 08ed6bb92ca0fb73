# super in all its forms.
class A:
    tag = "A"
    def __init__(self, log=None):
        self.log = (log or []) + ["A"]
    def hi(self):
        return "A.hi"
    @classmethod
    def make(cls):
        return "A.make for " + cls.__name__
    @staticmethod
    def st():
        return "A.st"
    @property
    def p(self):
        return "A.p"
class B(A):
    tag = "B"
    def __init__(self, *args):
        super().__init__(*args)
        self.log.append("B")
    def hi(self):
        return "B.hi " + super().hi()
    @classmethod
    def make(cls):
        return "B " + super().make()
    @staticmethod
    def st():
        return "B " + super(B, B).st()
    @property
    def p(self):
        return "B " + super().p
class C(A):
    def __init__(self, *args):
        super(C, self).__init__(*args)
        self.log.append("C")
    def hi(self):
        return "C.hi " + super().hi()
class D(B, C):
    def __init__(self):
        super().__init__(["D"])
    def hi(self):
        return "D.hi " + super().hi()
    def tags(self):
        return self.tag, super().tag, super(B, self).tag, super(C, self).tag
    def closure(self):
        def inner():
            return super(D, self).hi()
        return inner(), [super(D, self).tag for _ in range(1)], (lambda: __class__.__name__)()
d = D()
print(d.log, d.hi(), d.tags(), d.closure(), D.make(), d.make(), D.st(), d.p)
s = super(B, d)
print(s.hi(), s.tag, s.__thisclass__.__name__, s.__self__ is d, s.__self_class__.__name__, repr(s), repr(super(B)))
bound = super(B).__get__(d)
print(bound.hi(), super(B, D).hi(d), super(B, D).make())
class E(dict):
    def __getitem__(self, k):
        return "got " + super().__getitem__(k)
    def __setattr__(self, k, v):
        super().__setattr__(k, v * 2)
    def __eq__(self, o):
        return super().__eq__(o)
    def __len__(self):
        return super().__len__() + 100
e = E(a="x")
e.attr = 4
print(e["a"], e.attr, len(e), e == {"a": "x"})
def outside():
    return super().x
class NoArgs:
    def m():
        return super().x
class Deleted:
    def m(self):
        del self
        return super().x
for name, fn in [("outside", outside), ("no args", NoArgs.m), ("missing", lambda: super(B, d).nothing), ("not instance", lambda: super(B, 5)), ("not type", lambda: super(5, d)), ("set", lambda: setattr(super(B, d), "tag", 1)), ("top", lambda: super(A, d).hi()), ("wrong order", lambda: super(D, A())), ("deleted", lambda: Deleted().m()), ("index", lambda: super(E, e)["a"])]:
    try:
        print(name, fn())
    except Exception as ex:
        print("error", name, type(ex).__name__, ex if name in ("missing", "top", "no args", "outside") else "")
