# Files that nobody closed: what was written is in them once they are gone, and they cost no place among the open files.
import gc


def write(name):
    f = open(name, "w")
    f.write("kept " * 3)


write("a.txt")
gc.collect()
print(open("a.txt").read())

for i in range(3000):
    f = open("a.txt")
    f.read(1)
print(f.read())


class Holder:
    def __init__(self):
        self.file = open("b.txt", "wb")
        self.file.write(b"held")


h = Holder()
del h
gc.collect()
print(open("b.txt", "rb").read())
f = open("b.txt")
f.close()
del f
gc.collect()
left = open("c.txt", "w")
left.write("left open at the end")
