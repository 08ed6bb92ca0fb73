# __iter__, __next__, __getitem__ iteration, iter(callable, sentinel), next(default).
class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration("value")
        self.n -= 1
        return self.n


print("for", [x for x in Count(3)])
c = Count(2)
print("next", next(c), next(c), next(c, "default"))
try:
    next(c)
except StopIteration as error:
    print("stop", error.value, error.args)


class Squares:
    def __getitem__(self, i):
        if i >= 4:
            raise IndexError
        return i * i


print("getitem", list(Squares()), max(Squares()), sum(Squares()), 9 in Squares())
s = iter(Squares())
print("getitem iterator", next(s), next(s), list(s))


class Stops:
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration
        return i


print("getitem StopIteration", list(Stops()))


class Errors:
    def __getitem__(self, i):
        raise KeyError("not IndexError")


try:
    list(Errors())
except KeyError as error:
    print("other error passes", error)
values = iter([1, 2, 0, 3])
print("sentinel", list(iter(lambda: next(values), 0)), list(values))
it = iter([1, 2])
print("iter of iterator", iter(it) is it)
l = [1]
it = iter(l)
print(next(it), next(it, None))
l.append(2)
print("exhausted list iterator stays", list(it))


class NoIter:
    __iter__ = None

    def __getitem__(self, i):
        return i


class BadIter:
    def __iter__(self):
        return [1]


for label, f in [
    ("iter None", lambda: iter(NoIter())),
    ("iter list", lambda: iter(BadIter())),
    ("for list", lambda: [x for x in BadIter()]),
    ("iter int", lambda: iter(3)),
    ("next list", lambda: next([])),
    ("next int default", lambda: next(3, 4)),
    ("iter not callable", lambda: iter(1, 2)),
    ("iter no args", lambda: iter()),
    ("next no args", lambda: next()),
]:
    try:
        print(label, f())
    except TypeError as error:
        print(label, error)


class Flaky:
    def __iter__(self):
        return self

    def __init__(self):
        self.n = 0

    def __next__(self):
        self.n += 1
        if self.n == 2:
            raise ValueError("flaky")
        return self.n


f = Flaky()
try:
    for x in f:
        print("flaky", x)
except ValueError as error:
    print("raised", error)
print("goes on", next(f))
