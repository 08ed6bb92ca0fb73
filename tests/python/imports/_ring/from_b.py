from _ring.from_a import a

b = 2
