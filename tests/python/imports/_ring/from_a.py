from _ring.from_b import b

a = 1
