import _ring.attr_b

a = 1
