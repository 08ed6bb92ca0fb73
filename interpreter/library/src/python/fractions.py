# fractions: rational numbers, exact at any size.
import math
import re

__all__ = ["Fraction"]

_FORM = re.compile(r"\s*([-+]?)(?=\d|\.\d)(\d*|\d+(?:_\d+)*)(?:(?:/(\d+(?:_\d+)*))?|(?:\.(\d*(?:_\d+)*))?(?:[eE]([-+]?\d+))?)\s*\Z")


class Fraction:
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, str):
                self._numerator, self._denominator = _parse(numerator)
                return self
            if isinstance(numerator, Fraction):
                self._numerator, self._denominator = numerator._numerator, numerator._denominator
                return self
            if hasattr(numerator, "as_integer_ratio"):
                self._numerator, self._denominator = numerator.as_integer_ratio()
                return self
            raise TypeError("argument should be a string or a Rational instance")
        if not isinstance(numerator, (int, Fraction)) or not isinstance(denominator, (int, Fraction)):
            raise TypeError("both arguments should be Rational instances")
        n = numerator.numerator * denominator.denominator
        d = denominator.numerator * numerator.denominator
        if d == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % n)
        common = math.gcd(n, d)
        if d < 0:
            common = -common
        self._numerator, self._denominator = n // common, d // common
        return self

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        return cls(*dec.as_integer_ratio())

    numerator = property(lambda self: self._numerator)
    denominator = property(lambda self: self._denominator)
    real = property(lambda self: +self)
    imag = property(lambda self: 0)

    def as_integer_ratio(self):
        return self._numerator, self._denominator

    def is_integer(self):
        return self._denominator == 1

    def conjugate(self):
        return +self

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, until the denominator is too large.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            whole = n // d
            q2 = q0 + whole * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + whole * p1, q2
            n, d = d, n - whole * d
        k = (max_denominator - q0) // q1
        between = Fraction(p0 + k * p1, q0 + k * q1)
        last = Fraction(p1, q1)
        return last if abs(last - self) <= abs(between - self) else between

    def __repr__(self):
        return "%s(%s, %s)" % (type(self).__name__, self._numerator, self._denominator)

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else "%s/%s" % (self._numerator, self._denominator)

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        try:
            f = self._numerator / self._denominator
            if f.as_integer_ratio() == (self._numerator, self._denominator):
                return hash(f)
        except OverflowError:
            pass
        return hash((self._numerator, self._denominator))

    def __add__(a, b):
        return _operate(a, b, lambda an, ad, bn, bd: (an * bd + bn * ad, ad * bd), lambda a, b: a + b)

    def __radd__(b, a):
        return b + a

    def __sub__(a, b):
        return _operate(a, b, lambda an, ad, bn, bd: (an * bd - bn * ad, ad * bd), lambda a, b: a - b)

    def __rsub__(b, a):
        return -b + a

    def __mul__(a, b):
        return _operate(a, b, lambda an, ad, bn, bd: (an * bn, ad * bd), lambda a, b: a * b)

    def __rmul__(b, a):
        return b * a

    def __truediv__(a, b):
        return _operate(a, b, lambda an, ad, bn, bd: (an * bd, ad * bn), lambda a, b: a / b)

    def __rtruediv__(b, a):
        return Fraction(a) / b if isinstance(a, int) else a / _inexact(b, a)

    def __floordiv__(a, b):
        if isinstance(b, (int, Fraction)):
            return (a.numerator * b.denominator) // (a.denominator * b.numerator)
        return _inexact(a, b) // b

    def __rfloordiv__(b, a):
        return Fraction(a) // b if isinstance(a, int) else a // _inexact(b, a)

    def __mod__(a, b):
        if isinstance(b, (int, Fraction)):
            return a - b * (a // b)
        return _inexact(a, b) % b

    def __rmod__(b, a):
        return Fraction(a) % b if isinstance(a, int) else a % _inexact(b, a)

    def __divmod__(a, b):
        return a // b, a % b

    def __rdivmod__(b, a):
        return a // b, a % b

    def __pow__(a, b):
        if isinstance(b, (int, Fraction)) and b.denominator == 1:
            power = b.numerator
            n, d = a._numerator, a._denominator
            return Fraction(n**power, d**power) if power >= 0 else Fraction(d**-power, n**-power)
        return float(a) ** (float(b) if isinstance(b, Fraction) else b)

    def __rpow__(b, a):
        if b._denominator == 1 and b._numerator >= 0:
            return a**b._numerator
        if isinstance(a, int):
            return Fraction(a) ** b
        return a ** float(b)

    def __pos__(self):
        return Fraction(self._numerator, self._denominator)

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __bool__(self):
        return self._numerator != 0

    def __int__(self):
        return -(-self._numerator // self._denominator) if self._numerator < 0 else self._numerator // self._denominator

    __trunc__ = __int__

    def __float__(self):
        return self._numerator / self._denominator

    def __complex__(self):
        return complex(float(self))

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            twice = rest * 2
            return whole + (twice > self._denominator or twice == self._denominator and whole % 2)
        if ndigits > 0:
            return Fraction(round(self * 10**ndigits), 10**ndigits)
        return Fraction(round(self / 10**-ndigits) * 10**-ndigits)

    def __eq__(a, b):
        if isinstance(b, (int, Fraction)):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, float):
            return a == Fraction(b) if math.isfinite(b) else False
        if isinstance(b, complex):
            return b.imag == 0 and a == b.real
        return NotImplemented

    def __lt__(a, b):
        return _compare(a, b, lambda x, y: x < y)

    def __le__(a, b):
        return _compare(a, b, lambda x, y: x <= y)

    def __gt__(a, b):
        return _compare(a, b, lambda x, y: x > y)

    def __ge__(a, b):
        return _compare(a, b, lambda x, y: x >= y)

    def __reduce__(self):
        return type(self), (str(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _parse(text):
    found = _FORM.match(text)
    if found is None:
        raise ValueError("Invalid literal for Fraction: %r" % text)
    sign, whole, below, decimals, exponent = found.groups()
    n = int(whole or "0")
    d = 1
    if below:
        d = int(below)
        if d == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % (-n if sign == "-" else n))
    else:
        decimals = (decimals or "").replace("_", "")
        if decimals:
            d = 10 ** len(decimals)
            n = n * d + int(decimals)
        if exponent:
            if int(exponent) >= 0:
                n *= 10 ** int(exponent)
            else:
                d *= 10 ** -int(exponent)
    common = math.gcd(n, d)
    return (-n if sign == "-" else n) // common, d // common


def _inexact(fraction, other):
    # What a fraction is beside a float or complex number.
    return float(fraction) if isinstance(other, float) else complex(fraction)


def _operate(a, b, exact, inexact):
    if isinstance(b, (int, Fraction)):
        return Fraction(*exact(a.numerator, a.denominator, b.numerator, b.denominator))
    if isinstance(b, (float, complex)):
        return inexact(_inexact(a, b), b)
    return NotImplemented


def _compare(a, b, holds):
    if isinstance(b, (int, Fraction)):
        return holds(a.numerator * b.denominator, b.numerator * a.denominator)
    if isinstance(b, float):
        return holds(a, Fraction(b)) if math.isfinite(b) else holds(0.0, b)
    return NotImplemented
