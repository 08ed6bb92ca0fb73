# gc: the collector and the figures it gives.
import gc
print(gc.collect() is None or isinstance(gc.collect(), int))
free, used = gc.mem_free(), gc.mem_alloc()
print(type(free).__name__, free > 0, type(used).__name__, used > 0)
keep = [[i] for i in range(500)]
print("grew", gc.mem_alloc() > used)
gc.collect()
full = gc.mem_alloc()
keep = None
gc.collect()
print("shrank", gc.mem_alloc() < full)
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
old = gc.threshold()
print(type(old).__name__)
gc.threshold(4096)
print(gc.threshold())
gc.threshold(-1)
print(gc.threshold())
loop = []
loop.append(loop)
loop = None
print("cycles", gc.collect() is None or True)
try:
    gc.threshold("a")
except TypeError:
    print("TypeError")
