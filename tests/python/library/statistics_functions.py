# skip: stuffed
# The floats in it are of double precision.
# statistics: what school mathematics asks of data.
import statistics as s
from fractions import Fraction as F

for data in ([1, 2, 3, 4], [1, 2, 3], [2.5, 3.25, 5.5, 11.25, 11.75], [0.1] * 10, [F(1, 3), F(2, 3), F(5, 6)], [1, 2.5], [True, False], [1e16, 1, -1e16], [10**30, 1, 2]):
    print([f(data) for f in (s.mean, s.median, s.median_low, s.median_high, s.pvariance, s.variance, s.pstdev, s.stdev)])
    print(s.fmean(data), s.quantiles(data), s.quantiles(data, n=10, method="inclusive")[:3])
print(s.mode([1, 1, 2, 3]), s.mode("abracadabra"), s.multimode("aabbc"), s.multimode([]), s.mode(["x", "y"]))
print(s.geometric_mean([54, 24, 36]), s.harmonic_mean([40, 60]), s.harmonic_mean([40, 60], weights=[5, 30]), s.harmonic_mean([10, 0]), s.harmonic_mean([2.5]))
print(s.median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5]), s.median_grouped([52, 52, 53, 54], interval=2))
print(s.fmean([3, 4, 5], weights=[1, 2, 1]), s.variance([1, 2, 4], 2), s.pvariance([1, 2, 4], mu=2))
x, y = [1, 2, 3, 4, 5], [1, 2, 3, 5, 4]
print(round(s.covariance(x, y), 9), round(s.correlation(x, y), 9), s.linear_regression([1, 2, 3], [2, 4, 6]), s.linear_regression(x, y).slope)
for bad in (lambda: s.mean([]), lambda: s.median([]), lambda: s.mode([]), lambda: s.stdev([1]), lambda: s.variance([]), lambda: s.pstdev([]), lambda: s.quantiles([1]), lambda: s.mean("ab"), lambda: s.correlation([1], [1, 2]), lambda: s.linear_regression([1, 1], [1, 2]), lambda: s.geometric_mean([0]), lambda: s.harmonic_mean([-1, 2]), lambda: s.fmean([])):
    try:
        print(bad())
    except (s.StatisticsError, TypeError) as e:
        print(type(e).__name__, e)
print(s.mean([1, float("inf")]), s.mean([float("nan"), 1]))
d = s.NormalDist(100, 15)
print(d, d.mean, d.variance, round(d.pdf(110), 12), round(d.cdf(110), 12), round(d.inv_cdf(0.975), 9), d.zscore(130), d + 5, d * 2, d == s.NormalDist(100.0, 15))
print([round(q, 6) for q in d.quantiles(4)], s.NormalDist.from_samples([1, 2, 3, 4]), d + s.NormalDist(1, 8))
