# __del__: called once when nothing refers to an object any more, at the latest in a collection.
import gc


class Named:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


a = Named("a")
a = None
gc.collect()
print("a is gone")

# Two names for one object.
b = c = Named("b")
b = None
gc.collect()
print("b lives")
del c
gc.collect()

# A circle is found by the collector.
first, second = Named("circle"), None
first.me = first
del first
gc.collect()
print("circle is gone")


# What __del__ hands out lives on; it is not called again.
class Risen:
    saved = []

    def __del__(self):
        print("risen")
        Risen.saved.append(self)


r = Risen()
r.value = [1, 2, 3]
del r
gc.collect()
print(Risen.saved[0].value)
Risen.saved.clear()
gc.collect()
print("not again")


# Inherited, and with a layout of a builtin type.
class Heir(Named):
    pass


class Items(list):
    def __del__(self):
        print("del", list(self))


h = Heir("heir")
del h
gc.collect()
i = Items([1, 2])
del i
gc.collect()


# What it raises is not heard of by the program.
class Failing:
    def __del__(self):
        raise KeyError("quiet")


import io, sys

sys.stderr = io.StringIO()
f = Failing()
del f
gc.collect()
lines = sys.stderr.getvalue().splitlines()
sys.stderr = sys.__stderr__
print(lines[0].split(" at ")[0], lines[-1])


# It may make objects, and collect.
class Busy:
    def __del__(self):
        x = [[i] for i in range(1000)]
        gc.collect()
        print("busy", len(x))


y = Busy()
del y
gc.collect()

# An instance whose __init__ raised.
class Half(Named):
    def __init__(self):
        self.name = "half"
        raise ValueError("no")


try:
    Half()
except ValueError as e:
    print(e)
gc.collect()

# A __del__ of the instance alone is not looked at.
class Plain:
    pass


p = Plain()
p.__del__ = lambda: print("never")
del p
gc.collect()


# Locals of a function that ended.
def work():
    local = Named("local")
    return 5


result = work()
gc.collect()
print(result)


# At the end of the program those that are left.
last = Named("last")
print("end")
