# Which protocol feeds an unpacking, and how far it is asked.
class Source:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __iter__(self):
        print("   iter")
        return self

    def __next__(self):
        self.i += 1
        if self.i > self.n:
            print("   stop")
            raise StopIteration
        print("   next", self.i)
        return self.i


a, b = Source(2)
print("exact", a, b)
try:
    a, b = Source(5)
except ValueError as error:
    print("one more is asked", error)
*a, b = Source(3)
print("star", a, b)


class Old:
    def __getitem__(self, i):
        if i == 3:
            raise IndexError("end")
        return i * 10


a, b, c = Old()
print("getitem", a, b, c)


class Broken:
    def __iter__(self):
        yield 1
        raise KeyError("inside")


try:
    a, b, c = Broken()
except KeyError as error:
    print("error passes", error, a, b, c)


class NotIter:
    def __iter__(self):
        return 5


try:
    a, b = NotIter()
except TypeError as error:
    print("iter gives int", error)


class NoNext:
    def __iter__(self):
        return object()


try:
    list(NoNext())
except TypeError as error:
    print("iter gives object", error)


class TupleSub(tuple):
    def __iter__(self):
        return iter("ab")


a, b = TupleSub([1, 2, 3])
print("tuple subclass uses its __iter__", a, b)
print("calls too", (lambda *p: p)(*TupleSub([1])))
