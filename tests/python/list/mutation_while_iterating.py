# Lists that change under their iterator.
a = [1, 2, 3]
for x in a:
    if len(a) < 8:
        a.append(x * 10)
print("growing", a)
a = list(range(10))
for x in a:
    a.remove(x)
print("shrinking", a)
a = [1, 2, 3]
it = iter(a)
print(next(it), next(it), next(it), next(it, "end"))
a.append(4)
print("exhausted stays so", next(it, "end"))
it = iter(a)
next(it)
a.clear()
print("cleared", list(it))
a = [1, 2, 3, 4]
r = reversed(a)
print(next(r))
a.append(5)
print("reversed", list(r))
r = reversed([1, 2, 3])
print(r.__length_hint__(), next(r), r.__length_hint__(), list(r), list(r), iter([1, 2]).__length_hint__())
a = [1, 2, 3]
for i, x in enumerate(a):
    a[i] = x * x
print("in place", a)
class Evil:
    def __eq__(self, other):
        a.clear()
        return False
a = [Evil(), Evil(), Evil()]
print("clears in ==", 5 in a, a)
a = [Evil(), 1, 2]
try:
    a.remove(7)
except ValueError as e:
    print("remove", e, a)
a = [Evil(), 1]
print("count", a.count(3), a)
a = [9, 0, 7]
a[a.pop()] = a.pop() - 2
print("the value is evaluated first", a)
a = [1, 2, 3]
i = 0
i, a[i] = 1, "x"
print("targets left to right", i, a)
