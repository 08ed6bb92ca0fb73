# With something that has its own reflected + or *, a sequence's own comes last; % of text comes first.
class Other:
    def __init__(self, answer=None):
        self.answer = answer

    def __radd__(self, o):
        return ("radd", o) if self.answer else NotImplemented

    def __rmul__(self, o):
        return ("rmul", o) if self.answer else NotImplemented

    def __rmod__(self, o):
        return "rmod"

    def __index__(self):
        return 2

    def __str__(self):
        return "other"


for s in ([1], (1,), "s", b"s", bytearray(b"s"), range(2)):
    for o in (Other(True), Other()):
        for what in (lambda: s + o, lambda: s * o, lambda: o * s):
            try:
                print(repr(what()), end=" ")
            except TypeError as e:
                print(e, end=" ")
    print()
print("%s" % Other(True), [0] * Other())


class Items(list):
    def __radd__(self, o):
        return "items radd"

    def __rmul__(self, o):
        return "items rmul"


print([1] + Items([2]), 2 * Items([1]), Items([1]) * 2)
