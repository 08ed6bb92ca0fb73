# With the heap locked, allocating is a MemoryError; small integers still work.
import micropython
def work():
    micropython.heap_lock()
    x = 0
    for i in range(10):
        x += i
    failed = False
    try:
        [1, 2, x]
    except MemoryError:
        failed = True
    micropython.heap_unlock()
    return x, failed
print(work())
print([1, 2, 3], "allocates again")
micropython.heap_lock()
micropython.heap_lock()
micropython.heap_unlock()
again = False
try:
    bytearray(100)
except MemoryError:
    again = True
micropython.heap_unlock()
print("nested", again, len(bytearray(100)))
