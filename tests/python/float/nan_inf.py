# Not a number, and the two infinities.
inf = float("inf")
nan = float("nan")
print(inf, -inf, nan, repr(inf), str(nan), [inf, -inf, nan])
print("add", inf + 1, inf + inf, inf - inf, -inf + 1, nan + 1)
print("mul", inf * 2, inf * -2, inf * 0, inf * inf, inf * -inf, nan * 0)
print("div", inf / 2, 1 / inf, -1 / inf, inf / inf, 0.0 / inf, nan / 1)
print("floor", 1 // inf, -1 // inf, 1 % inf, -1 % inf, 1 % -inf, inf // 1, inf % 1, divmod(5.0, inf), divmod(-5.0, inf))
print("pow", inf ** 0, nan ** 0, 1 ** inf, 1 ** nan, 2 ** inf, 2 ** -inf, 0.5 ** inf, 0.5 ** -inf, inf ** -1, (-inf) ** 3, (-inf) ** 2, (-1) ** inf, nan ** 1)
print("compare", inf > 10**100, -inf < -10**100, inf == inf, inf != inf, -inf == -inf, inf < inf, inf >= inf)
print("nan", nan == nan, nan != nan, nan < nan, nan > 1, nan < 1, nan <= nan, nan >= nan, 1 < nan, not nan)
print("identity in containers", nan in [nan], [nan] == [nan], (nan,) == (nan,), [nan].count(nan), [nan].index(nan), float("nan") in [float("nan")])
print("min max", min(inf, 1), max(-inf, 1), min(1, inf, -inf), max([1, inf]))
print("hash", hash(inf) == hash(float("inf")), {inf: 1}[float("inf")])
print("is_integer", inf.is_integer(), nan.is_integer())
print("bool", bool(nan), bool(inf))
print("round", round(inf, 2), round(nan, 2), abs(-inf), abs(nan))
print("format", "%f %e %g %5.1f" % (inf, inf, nan, nan), "%+f" % inf, "% f" % nan, "%F %G" % (inf, nan), "%05f" % inf)
print("format()", format(inf, ".2f"), format(nan, "8.3f"), format(inf, "+"), format(inf, "E"), format(nan, "F"), format(-inf, "08.1f"), format(inf, "%"), format(inf, ","))
for name, fn in [("int inf", lambda: int(inf)), ("int nan", lambda: int(nan)), ("round inf", lambda: round(inf)), ("round nan", lambda: round(nan)),
                 ("ratio inf", lambda: inf.as_integer_ratio()), ("ratio nan", lambda: nan.as_integer_ratio()), ("inf mod 0", lambda: inf % 0.0)]:
    try:
        print(name, fn())
    except Exception as e:
        print("error", name, type(e).__name__, e)
