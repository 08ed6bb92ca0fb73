# _decimal_series: exponential function and logarithm in whole numbers, by series.


def scaled(v, digits, tens=0):
    # v * 10**(digits - tens) as a whole number.
    shift = v._exp + digits - tens
    n = v._n * 10**shift if shift >= 0 else v._n // 10**-shift
    return -n if v._sign else n


def exp(v, tens, digits):
    # e**v * 10**(digits - tens): the rest over the tens halved until small, the series, squared again.
    more = digits + 15
    one = 10**more
    wide = more + max(v.adjusted(), 0) + 3
    x = (scaled(v, wide) - tens * ln10(wide)) // 10 ** (wide - more)
    halvings = 12
    one <<= halvings
    total = term = one
    k = 1
    while term:
        term = term * x // (one * k)
        total += term
        k += 1
    for _ in range(halvings):
        total = total * total // one
    return total * 10**digits // one


def ln(v, digits):
    # The natural logarithm of v * 10**digits: near 1 by the series of artanh, the rest by ln 2 and ln 10.
    more = digits + 15
    one = 10**more
    tens = v.adjusted()
    x = scaled(v, more, tens)
    twos = 0
    while x > one * 4 // 3:
        x >>= 1
        twos += 1
    total = _artanh(x - one, x + one, one)
    if twos:
        total += twos * _artanh(1, 3, one)
    if tens:
        total += tens * (3 * _artanh(1, 3, one) + _artanh(1, 9, one))
    return total // 10**15


def ln10(digits):
    one = 10 ** (digits + 15)
    return (3 * _artanh(1, 3, one) + _artanh(1, 9, one)) // 10**15


def _artanh(p, q, one):
    # 2 * artanh(p/q) * one.
    y = abs(p) * one // q
    square = y * y // one
    total, k = 0, 1
    while y:
        total += y // k
        y = y * square // one
        k += 2
    return -total * 2 if p < 0 else total * 2
