# Classes derived from list.
class Stack(list):
    push = list.append
    def __init__(self, *items, limit=5):
        super().__init__(items)
        self.limit = limit
    def peek(self):
        return self[-1]
    def __getitem__(self, i):
        if i == "top":
            return super().__getitem__(-1)
        return super().__getitem__(i)
    def __repr__(self):
        return "Stack" + super().__repr__()
s = Stack(1, 2, 3)
s.push(4)
print(s, s.peek(), s["top"], s.limit, len(s), s[1:], type(s[1:]).__name__, s == [1, 2, 3, 4], isinstance(s, list), 3 in s, s + [5], type(s + [5]).__name__, type(s * 2).__name__, type(s.copy()).__name__)
s.sort(reverse=True)
print(s, s.pop(), list(s), [*s], max(s), sorted(s), bool(Stack()), str(s), f"{s}")
class Lengths(list):
    def append(self, x):
        super().append(len(x))
    def __len__(self):
        return 99
    def __contains__(self, x):
        return True
    def __iter__(self):
        return iter("iterated")
l = Lengths(["ab"])
l.append("hello")
print(len(l), "x" in l, list(l), list.__len__(l), list.__getitem__(l, 1), l == ["ab", 5])
class Eq(list):
    def __eq__(self, other):
        return "eq"
    def __lt__(self, other):
        return "lt"
    def __add__(self, other):
        return "add"
    def __radd__(self, other):
        return "radd"
    def __iadd__(self, other):
        return "iadd"
    def __mul__(self, n):
        return "mul"
e = Eq()
print(e == 1, [1] == e, e < 1, e + [], [1] + e, e * 2, hash is not None)
e += [1]
print(e)
try:
    Stack(1).nothing
except AttributeError as ex:
    print("error", ex)
