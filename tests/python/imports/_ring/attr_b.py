import _ring.attr_a as m

print(m.a)
