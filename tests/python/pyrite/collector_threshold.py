# gc.threshold: collections come early, and never in the way.
import gc

for limit in (0, 1, 8, 100, 10000, -1):
    gc.threshold(limit)
    kept = [[i, [str(i)]] for i in range(50)]
    print(limit, len(kept), kept[-1], bytes(2000).count(0))
print(gc.threshold())
