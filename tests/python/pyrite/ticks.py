# Ticks wrap around; differences are right over half of their range.
import time

last = time.ticks_add(0, -1)
print(last + 1 == 1 << (last.bit_length()), time.ticks_add(last, 1), time.ticks_diff(0, last), time.ticks_diff(last, 0))
half = (last + 1) // 2
for start in (0, 5, last):
    for delta in (-half - 1, -half, 1 - half, -1, 0, half - 1, half):
        try:
            print(time.ticks_diff(time.ticks_add(start, delta), start) == delta)
        except OverflowError as e:
            print(repr(e))
print(time.ticks_diff(time.ticks_ms(), time.ticks_ms()) <= 0, type(time.ticks_us()), type(time.ticks_cpu()))
