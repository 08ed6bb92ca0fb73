# operator.
import operator as o
print(o.add(1, 2), o.sub(5, 3), o.mul("a", 3), o.truediv(1, 2), o.floordiv(7, 2), o.mod(7, 3), o.pow(2, 5), o.neg(5), o.pos(-5), o.abs(-3), o.and_(6, 3), o.or_(6, 3), o.xor(6, 3), o.invert(5), o.inv(0), o.lshift(1, 3), o.rshift(8, 2), o.matmul.__name__)
print(o.lt(1, 2), o.le(2, 2), o.eq(1, 1), o.ne(1, 1), o.ge(1, 2), o.gt(2, 1), o.not_([]), o.truth("a"), o.is_(None, None), o.is_not(1, None), o.concat([1], [2]), o.contains("abc", "b"), o.countOf("banana", "a"), o.indexOf([5, 6], 6), o.index(True))
l = [1, 2, 3]
o.setitem(l, 0, "x")
o.delitem(l, 1)
print(l, o.getitem(l, 1), o.getitem("abc", slice(1, None)), o.iadd([1], [2]), o.ior({1}, {2}) == {1, 2}, o.imul(2, 3), o.length_hint([1, 2]), o.length_hint(iter([1])))
class A:
    x = 1
    class b:
        y = 2
    def m(self, *a, **k):
        return a, k
print(o.attrgetter("x")(A), o.attrgetter("x", "b.y")(A), o.itemgetter(1)("abc"), o.itemgetter(0, -1)([1, 2, 3]), o.itemgetter("k")({"k": 5}), o.itemgetter(slice(0, 2))("abc"), o.methodcaller("upper")("a"), o.methodcaller("m", 1, k=2)(A()))
print(sorted([("b", 1), ("a", 2)], key=o.itemgetter(1)), list(map(o.mul, [1, 2], [3, 4])), o.__add__(1, 2), o.call(len, "abc") if hasattr(o, "call") else 3)
for name, fn in [("add", lambda: o.add(1, "a")), ("attr", lambda: o.attrgetter("nope")(A)), ("item", lambda: o.itemgetter(5)("a")), ("method", lambda: o.methodcaller("nope")("a")), ("index", lambda: o.index(1.5)), ("indexOf", lambda: o.indexOf([], 1)), ("few", lambda: o.add(1)), ("attrgetter int", lambda: o.attrgetter(5))]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__)
