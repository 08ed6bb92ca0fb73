total = 0
for i in range(60000):
    total += i
kept = [str(i) for i in range(2000)]
dropped = [[i] for i in range(5000)]
del dropped
more = ["%d" % i for i in range(2000)]
