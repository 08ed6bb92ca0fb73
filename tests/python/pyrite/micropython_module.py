# The micropython module.
import micropython
from micropython import const
X = const(5)
_HIDDEN = const(1 << 4)
print(X, _HIDDEN, const("text"), const(2.5))
print(micropython.opt_level())
micropython.opt_level(2)
print(micropython.opt_level())
micropython.opt_level(0)
print(micropython.opt_level())
print(micropython.alloc_emergency_exception_buf(100), micropython.kbd_intr(-1), micropython.kbd_intr(3))
done = []
micropython.schedule(done.append, 1)
micropython.schedule(done.append, 2)
for i in range(1000):
    pass
print(done)
try:
    micropython.schedule(5)
except TypeError:
    print("schedule needs two")
print(sorted(n for n in ("mem_info", "qstr_info", "heap_lock", "heap_unlock", "stack_use") if hasattr(micropython, n))[:4])
