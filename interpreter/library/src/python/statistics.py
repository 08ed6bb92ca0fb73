# statistics: means, spreads and relations of data, without rounding on the way.
import math
from bisect import bisect_left, bisect_right
from collections import Counter

__all__ = [
    "StatisticsError", "mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low", "median_high",
    "median_grouped", "mode", "multimode", "pstdev", "pvariance", "stdev", "variance", "quantiles", "covariance",
    "correlation", "linear_regression", "NormalDist",
]


class StatisticsError(ValueError):
    pass


def _kind(kinds):
    # The type of a result: the least exact of those in the data.
    kinds.discard(bool)
    if not kinds or kinds == {int}:
        return int
    kinds.discard(int)
    if len(kinds) == 1:
        return kinds.pop()
    if float in kinds:
        return float
    raise TypeError("don't know how to coerce %s and %s" % tuple(kind.__name__ for kind in list(kinds)[:2]))


def _ratio(x):
    try:
        return x.as_integer_ratio()
    except AttributeError:
        raise TypeError("can't convert type '%s' to numerator/denominator" % type(x).__name__) from None
    except (OverflowError, ValueError):
        return x, None


def _sums(data, squares=False):
    # Type, number, exact sum and sum of squares as fractions over one denominator each.
    kinds, count = set(), 0
    first, second = {}, {}
    for x in data:
        kinds.add(type(x))
        count += 1
        n, d = _ratio(x)
        first[d] = first.get(d, 0) + n
        if squares and d is not None:
            second[d] = second.get(d, 0) + n * n
    kind = _kind(kinds)
    if None in first:
        # An infinity or a NaN takes the rest with it.
        return kind, count, (first[None], None), (first[None] * 0, None)
    return kind, count, _total(first, 1), _total(second, 2)


def _total(parts, power):
    denominator = 1
    for d in parts:
        denominator = denominator * d // math.gcd(denominator, d)
    return sum(n * (denominator // d) ** power for d, n in parts.items()), denominator**power


def _make(n, d, kind):
    # The quotient as a number of that type.
    if d is None:
        return n
    if kind is int:
        return n // d if n % d == 0 else n / d
    if kind is float:
        return n / d
    if kind.__name__ == "Fraction":
        return kind(n, d)
    return kind(n) / kind(d)


def _root(n, d):
    # The square root of a quotient, rounded once.
    if n == 0:
        return 0.0
    shift = (n.bit_length() - d.bit_length() - 109) // 2
    if shift >= 0:
        scaled, rest = divmod(n, d << 2 * shift)
    else:
        scaled, rest = divmod(n << -2 * shift, d)
    root = math.isqrt(scaled)
    root |= root * root != scaled or rest != 0
    return float(root << shift) if shift >= 0 else root / (1 << -shift)


def mean(data):
    kind, count, (n, d), _ = _sums(data)
    if count == 0:
        raise StatisticsError("mean requires at least one data point")
    return _make(n, d and d * count, kind)


def fmean(data, weights=None):
    if weights is None:
        data = list(data)
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    data, weights = list(data), list(weights)
    if len(data) != len(weights):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.fsum(x * w for x, w in zip(data, weights)) / total


def geometric_mean(data):
    try:
        return math.exp(fmean(math.log(x) for x in data))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if weights is None:
        weights, total = [1] * len(data), len(data)
        if len(data) == 1:
            if data[0] < 0:
                raise StatisticsError("harmonic mean does not support negative values")
            return data[0]
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
        total = sum(weights)
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if any(x == 0 for x in data):
        return 0
    kind, _, (n, d), _ = _sums(w / x for w, x in zip(weights, data))
    tn, td = _ratio(total)
    return _make(tn * d, td * n, kind)


def median(data):
    data = sorted(data)
    count = len(data)
    if count == 0:
        raise StatisticsError("no median for empty data")
    middle = count // 2
    return data[middle] if count % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    data = sorted(data)
    count = len(data)
    if not count:
        raise StatisticsError("no median for empty data")
    middle = data[count // 2]
    below, upto = bisect_left(data, middle), bisect_right(data, middle)
    interval, low = float(interval), float(middle) - float(interval) / 2.0
    return low + interval * (count / 2 - below) / (upto - below)


def mode(data):
    for value, _ in Counter(iter(data)).most_common(1):
        return value
    raise StatisticsError("no mode for empty data")


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        raise StatisticsError("must have at least two data points")
    cuts = []
    if method == "inclusive":
        for i in range(1, n):
            j, rest = divmod(i * (count - 1), n)
            cuts.append((data[j] * (n - rest) + data[j + 1] * rest) / n)
    elif method == "exclusive":
        for i in range(1, n):
            j = min(max(i * (count + 1) // n, 1), count - 1)
            rest = i * (count + 1) - j * n
            cuts.append((data[j - 1] * (n - rest) + data[j] * rest) / n)
    else:
        raise ValueError("Unknown method: %r" % method)
    return cuts


def _spread(data, center, less, name, words):
    # Type and exact fraction of the mean of the squares of what the data is away from its mean.
    if center is not None:
        data = list(data)
        kinds = {type(x) for x in data}
        _, count, (n, d), _ = _sums((x - center) ** 2 for x in data)
        kind = _kind(kinds)
    else:
        kind, count, (n, d), (n2, d2) = _sums(data, True)
        if d is not None and count:
            n, d = n2 * count * d * d - n * n * d2, d2 * d * d * count
    if count <= less:
        raise StatisticsError("%s requires at least %s" % (name, words))
    return kind, n, d and d * (count - less)


_ONE, _TWO = "one data point", "two data points"


def variance(data, xbar=None):
    kind, n, d = _spread(data, xbar, 1, "variance", _TWO)
    return _make(n, d, kind)


def pvariance(data, mu=None):
    kind, n, d = _spread(data, mu, 0, "pvariance", _ONE)
    return _make(n, d, kind)


def _deviation(kind, n, d):
    if d is None:
        return n
    if kind.__name__ == "Decimal":
        return (kind(n) / kind(d)).sqrt()
    return _root(n, d)


def stdev(data, xbar=None):
    return _deviation(*_spread(data, xbar, 1, "stdev", _TWO))


def pstdev(data, mu=None):
    return _deviation(*_spread(data, mu, 0, "pstdev", _ONE))


def _pairs(x, y, name):
    x, y = list(x), list(y)
    if len(x) != len(y):
        raise StatisticsError("%s requires that both inputs have same number of data points" % name)
    if len(x) < 2:
        raise StatisticsError("%s requires at least two data points" % name)
    mx, my = math.fsum(x) / len(x), math.fsum(y) / len(y)
    return x, y, mx, my, math.fsum((a - mx) * (b - my) for a, b in zip(x, y))


def covariance(x, y, /):
    x, y, _, _, both = _pairs(x, y, "covariance")
    return both / (len(x) - 1)


def correlation(x, y, /, *, method="linear"):
    if method not in ("linear", "ranked"):
        raise ValueError("Unknown method: %r" % method)
    if method == "ranked":
        x, y = _ranks(x), _ranks(y)
    x, y, mx, my, both = _pairs(x, y, "correlation")
    square = math.fsum((a - mx) ** 2 for a in x) * math.fsum((b - my) ** 2 for b in y)
    if not square:
        raise StatisticsError("at least one of the inputs is constant")
    return both / math.sqrt(square)


def _ranks(data):
    data = list(data)
    order = sorted(data)
    return [(bisect_left(order, x) + bisect_right(order, x) - 1) / 2 for x in data]


def linear_regression(x, y, /, *, proportional=False):
    from collections import namedtuple

    global _Line
    if _Line is None:
        _Line = namedtuple("LinearRegression", ("slope", "intercept"))
    x, y, mx, my, both = _pairs(x, y, "linear regression")
    if proportional:
        mx = my = 0.0
        both = math.fsum(a * b for a, b in zip(x, y))
    square = math.fsum((a - mx) ** 2 for a in x)
    if not square:
        raise StatisticsError("x is constant")
    slope = both / square
    return _Line(slope, 0.0 if proportional else my - slope * mx)


_Line = None


class NormalDist:
    __slots__ = ("_mu", "_sigma")

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def samples(self, n, *, seed=None):
        import random

        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def _check(self, name):
        if not self._sigma:
            raise StatisticsError("%s() not defined when sigma is zero" % name)

    def pdf(self, x):
        self._check("pdf")
        away = x - self._mu
        square = self._sigma * self._sigma
        return math.exp(away * away / (-2.0 * square)) / math.sqrt(2 * math.pi * square)

    def cdf(self, x):
        self._check("cdf")
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        # Newton's steps from the middle of an interval that holds it.
        low, high = -40.0, 40.0
        z = 0.0
        for _ in range(200):
            error = 0.5 * math.erfc(-z / math.sqrt(2.0)) - p
            if error > 0:
                high = z
            else:
                low = z
            slope = math.exp(-z * z / 2.0) / math.sqrt(2.0 * math.pi)
            new = z - error / slope if slope else low
            if not low < new < high:
                new = (low + high) / 2.0
            if new == z:
                break
            z = new
        return self._mu + z * self._sigma

    def zscore(self, x):
        self._check("zscore")
        return (x - self._mu) / self._sigma

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __rsub__(self, other):
        return -(self - other)

    def __mul__(self, x):
        return NormalDist(self._mu * x, self._sigma * abs(x))

    __rmul__ = __mul__

    def __truediv__(self, x):
        return NormalDist(self._mu / x, self._sigma / abs(x))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return "%s(mu=%r, sigma=%r)" % (type(self).__name__, self._mu, self._sigma)
