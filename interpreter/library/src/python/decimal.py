# decimal: numbers with a decimal point, as exact as is asked for (the General Decimal Arithmetic specification).
import math
import re
from _decimal_context import *
from _decimal_context import (
    _ROUNDINGS, _SIGNALS, ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext, _kept, localcontext
)
from _decimal_series import exp, ln, ln10, scaled

__all__ = [
    "Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException",
    "Clamped", "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow",
    "FloatOperation", "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined", "ROUND_DOWN",
    "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP",
    "setcontext", "getcontext", "localcontext", "MAX_PREC", "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS",
    "HAVE_CONTEXTVAR",
]

_FORM = re.compile(
    r"\s*([-+])?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([-+]?\d+))?\s*\Z"
)
_SPECIAL = re.compile(r"\s*([-+])?(inf(?:inity)?|s?nan)(\d*)\s*\Z", re.I)


class DecimalTuple(tuple):
    __slots__ = ()

    def __new__(cls, sign, digits, exponent):
        return tuple.__new__(cls, (sign, digits, exponent))

    sign = property(lambda self: self[0])
    digits = property(lambda self: self[1])
    exponent = property(lambda self: self[2])

    def __repr__(self):
        return "DecimalTuple(sign=%r, digits=%r, exponent=%r)" % tuple(self)


def _length(n):
    # Decimal digits of a number; zero has one.
    if n < 10:
        return 1
    guess = n.bit_length() * 30103 // 100000
    return guess + (n >= 10**guess)


class Decimal:
    # A finite number is (-1)**sign * n * 10**exp. For others, exp is "F" (infinity), "n" (NaN) or "N" (signalling NaN).
    __slots__ = ("_sign", "_n", "_exp")

    def __new__(cls, value="0", context=None):
        if isinstance(value, str):
            return _parse(cls, value, context)
        if isinstance(value, int):
            return _new(int(value < 0), abs(value), 0, cls)
        if isinstance(value, Decimal):
            return _new(value._sign, value._n, value._exp, cls)
        if isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exp = value
            if sign not in (0, 1):
                raise ValueError("sign must be an integer with the value 0 or 1")
            n = 0
            for digit in digits:
                if not isinstance(digit, int) or not 0 <= digit <= 9:
                    raise ValueError("coefficient must be a tuple of digits")
                n = n * 10 + digit
            if exp == "F":
                n = 0
            elif exp not in ("n", "N") and not isinstance(exp, int):
                raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
            return _new(sign, n, exp, cls)
        if isinstance(value, float):
            return cls.from_float(value)
        raise TypeError("conversion from %s to Decimal is not supported" % type(value).__name__)

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        if math.isinf(f) or math.isnan(f):
            return cls(repr(f))
        n, d = abs(f).as_integer_ratio()
        twos = d.bit_length() - 1
        return _new(int(math.copysign(1, f) < 0), n * 5**twos, -twos, cls)

    # Text.

    def __str__(self, eng=False):
        sign = "-" if self._sign else ""
        if self._exp == "F":
            return sign + "Infinity"
        if isinstance(self._exp, str):
            return sign + ("NaN" if self._exp == "n" else "sNaN") + (str(self._n) if self._n else "")
        digits = str(self._n)
        point = self._exp + len(digits)
        if self._exp <= 0 and point > -6:
            place = point
        elif not eng:
            place = 1
        elif digits == "0":
            place = (point + 1) % 3 - 1
        else:
            place = (point - 1) % 3 + 1
        if place <= 0:
            text = "0." + "0" * -place + digits
        elif place >= len(digits):
            text = digits + "0" * (place - len(digits))
        else:
            text = digits[:place] + "." + digits[place:]
        if point != place:
            text += "%s%+d" % ("E" if getcontext().capitals else "e", point - place)
        return sign + text

    def __repr__(self):
        return "Decimal('%s')" % self

    def to_eng_string(self, context=None):
        return self.__str__(True)

    def __format__(self, spec):
        from _decimal_format import formatted

        return formatted(self, spec)

    # Kinds.

    def _is_special(self):
        return isinstance(self._exp, str)

    def is_nan(self):
        return self._exp in ("n", "N")

    def is_qnan(self):
        return self._exp == "n"

    def is_snan(self):
        return self._exp == "N"

    def is_infinite(self):
        return self._exp == "F"

    def is_finite(self):
        return not isinstance(self._exp, str)

    def is_zero(self):
        return self._n == 0 and not self._is_special()

    def is_signed(self):
        return self._sign == 1

    def is_normal(self, context=None):
        return self.is_finite() and self._n != 0 and self.adjusted() >= (context or getcontext()).Emin

    def is_subnormal(self, context=None):
        return self.is_finite() and self._n != 0 and self.adjusted() < (context or getcontext()).Emin

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def adjusted(self):
        return 0 if self._is_special() else self._exp + _length(self._n) - 1

    def as_tuple(self):
        if self._exp == "F":
            return DecimalTuple(self._sign, (0,), "F")
        digits = tuple(int(c) for c in str(self._n)) if self._n or not self._is_special() else ()
        return DecimalTuple(self._sign, digits, self._exp)

    def as_integer_ratio(self):
        if self._is_special():
            if self.is_nan():
                raise ValueError("cannot convert NaN to integer ratio")
            raise OverflowError("cannot convert Infinity to integer ratio")
        n = -self._n if self._sign else self._n
        if self._exp >= 0:
            return n * 10**self._exp, 1
        d = 10**-self._exp
        common = math.gcd(n, d)
        return n // common, d // common

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def copy_abs(self):
        return _new(0, self._n, self._exp)

    def copy_negate(self):
        return _new(1 - self._sign, self._n, self._exp)

    def _times_ten(self, tens):
        return _new(self._sign, self._n, self._exp + tens)

    def copy_sign(self, other):
        return _new(_decimal(other)._sign, self._n, self._exp)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return type(self), (str(self),)

    def __bool__(self):
        return self._is_special() or self._n != 0

    def __hash__(self):
        if self._exp == "N":
            raise TypeError("Cannot hash a signaling NaN value")
        if self._is_special():
            return hash(float(self)) if self._exp == "F" else object.__hash__(self)
        n, d = self.as_integer_ratio()
        if d == 1:
            return hash(n)
        from fractions import Fraction

        return hash(Fraction(n, d))

    # Rounding.

    def _rescale(self, exp, rounding):
        if not self._n:
            return _new(self._sign, 0, exp)
        n, _ = _kept(self._n, exp - self._exp, self._sign, rounding)
        return _new(self._sign, n, exp)

    def _rounded(self, digits, rounding):
        drop = _length(self._n) - digits
        if drop <= 0 or not self._n:
            return self
        v = self._rescale(self._exp + drop, rounding)
        if _length(v._n) > digits:
            v = _new(v._sign, v._n // 10, v._exp + 1)
        return v

    def _fix(self, context):
        # As the context wants a result.
        if self._is_special():
            return self
        if not self._n:
            exp = min(max(self._exp, context.Etiny()), context.Emax)
            return self if exp == self._exp else _new(self._sign, 0, exp)
        length = _length(self._n)
        drop = length - context.prec
        tiny = context.Etiny()
        if self._exp + length - 1 < context.Emin:
            context.flags[Subnormal] = True
            drop = max(drop, tiny - self._exp)
        if drop > 0:
            n, changed = _kept(self._n, drop, self._sign, context.rounding)
            exp = self._exp + drop
            if _length(n) > context.prec:
                n //= 10
                exp += 1
            context._signal(Rounded, None)
            if changed:
                context._signal(Inexact, None)
                if exp + _length(n) - 1 < context.Emin:
                    context._signal(Underflow, None)
            self = _new(self._sign, n, exp)
        if self._n and self._exp + _length(self._n) - 1 > context.Emax:
            up = context.rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_UP) or context.rounding == (
                ROUND_FLOOR if self._sign else ROUND_CEILING
            )
            largest = _new(self._sign, 10**context.prec - 1, context.Etop())
            return context._signal(Overflow, _new(self._sign, 0, "F") if up else largest)
        return self

    def quantize(self, exp, rounding=None, context=None):
        context = context or getcontext()
        exp = _decimal(exp)
        if self._is_special() or exp._is_special():
            nan = _nan(self, exp, context)
            if nan is not None:
                return nan
            if self._exp == exp._exp:
                return self
            return context._signal(InvalidOperation, _NAN)
        v = self._rescale(exp._exp, rounding or context.rounding)
        if _length(v._n) > context.prec or v.adjusted() > context.Emax:
            return context._signal(InvalidOperation, _NAN)
        return v

    def to_integral_value(self, rounding=None, context=None):
        if self._is_special() or self._exp >= 0:
            return self
        return self._rescale(0, rounding or (context or getcontext()).rounding)

    to_integral = to_integral_exact = to_integral_value

    def normalize(self, context=None):
        context = context or getcontext()
        v = self._fix(context)
        if v._is_special():
            return v
        if not v._n:
            return _new(v._sign, 0, 0)
        n, exp = v._n, v._exp
        while n % 10 == 0 and exp < context.Emax:
            n //= 10
            exp += 1
        return _new(v._sign, n, exp)

    def __round__(self, n=None):
        if n is not None:
            return self.quantize(_new(0, 1, -n))
        return int(self._integral(ROUND_HALF_EVEN))

    def _integral(self, rounding):
        if self.is_nan():
            raise ValueError("cannot convert NaN to integer")
        if self._exp == "F":
            raise OverflowError("cannot convert Infinity to integer")
        return self.to_integral_value(rounding)

    def __floor__(self):
        return int(self._integral(ROUND_FLOOR))

    def __ceil__(self):
        return int(self._integral(ROUND_CEILING))

    def __int__(self):
        v = self._integral(ROUND_DOWN)
        n = v._n * 10**v._exp
        return -n if v._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self._exp == "N":
            raise ValueError("cannot convert signaling NaN to float")
        return float(str(self)) if not self.is_nan() else float("-nan" if self._sign else "nan")

    def __complex__(self):
        return complex(float(self))

    def same_quantum(self, other):
        other = _decimal(other)
        if self._is_special() or other._is_special():
            return self.is_nan() and other.is_nan() or self._exp == other._exp == "F"
        return self._exp == other._exp

    def number_class(self, context=None):
        if self.is_nan():
            return "sNaN" if self._exp == "N" else "NaN"
        sign = "-" if self._sign else "+"
        if self._exp == "F":
            return sign + "Infinity"
        if not self._n:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    # Comparing.

    def _cmp(self, other):
        a, b = self, other
        if a._exp == "F" or b._exp == "F":
            place = lambda v: (-1 if v._sign else 1) if v._exp == "F" else 0
            return place(a) - place(b)
        if not a._n or not b._n or a._sign != b._sign:
            x, y = (-a._n if a._sign else a._n), (-b._n if b._sign else b._n)
            return (x > y) - (x < y)
        x, y = a.adjusted(), b.adjusted()
        if x == y:
            x, y = a._n, b._n
            if a._exp > b._exp:
                x *= 10 ** (a._exp - b._exp)
            else:
                y *= 10 ** (b._exp - a._exp)
        order = (x > y) - (x < y)
        return -order if a._sign else order

    def _ordered(self, other, holds):
        other = _operand(other, True)
        if other is NotImplemented:
            return other
        if self.is_nan() or other.is_nan():
            return getcontext()._signal(InvalidOperation, False)
        return holds(self._cmp(other))

    def __eq__(self, other):
        other = _operand(other, True)
        if other is NotImplemented:
            return other
        if self._exp == "N" or other._exp == "N":
            return getcontext()._signal(InvalidOperation, False)
        return not (self.is_nan() or other.is_nan()) and self._cmp(other) == 0

    def __lt__(self, other):
        return self._ordered(other, lambda order: order < 0)

    def __le__(self, other):
        return self._ordered(other, lambda order: order <= 0)

    def __gt__(self, other):
        return self._ordered(other, lambda order: order > 0)

    def __ge__(self, other):
        return self._ordered(other, lambda order: order >= 0)

    def compare(self, other, context=None):
        other = _decimal(other)
        nan = _nan(self, other, context or getcontext())
        return Decimal(self._cmp(other)) if nan is None else nan

    def compare_total(self, other, context=None):
        other = _decimal(other)

        def key(v):
            kind = {"F": 1, "N": 2, "n": 3}.get(v._exp, 0)
            return (kind, v._n if kind else v.copy_abs(), 0 if kind else v._exp)

        if self._sign != other._sign:
            return Decimal(-1 if self._sign else 1)
        a, b = key(self), key(other)
        order = (a > b) - (a < b)
        return Decimal(-order if self._sign else order)

    def _extreme(self, other, context, largest):
        other, context = _decimal(other), context or getcontext()
        if self.is_nan() or other.is_nan():
            if self._exp == "n" and not other.is_nan():
                return other._fix(context)
            if other._exp == "n" and not self.is_nan():
                return self._fix(context)
            return _nan(self, other, context)
        order = self._cmp(other) or int(self.compare_total(other))
        return (self if (order > 0) == largest else other)._fix(context)

    def max(self, other, context=None):
        return self._extreme(other, context, True)

    def min(self, other, context=None):
        return self._extreme(other, context, False)

    # Arithmetic.

    def __pos__(self):
        context = getcontext()
        if not self._n and not self._is_special() and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return _nan(self, self, context) or self._fix(context)

    def __neg__(self):
        context = getcontext()
        if self.is_nan():
            return _nan(self, self, context)
        if not self._n and not self._is_special() and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self.copy_negate()._fix(context)

    def __abs__(self):
        return -self if self._sign else +self

    def _add(self, other, context):
        if self._is_special() or other._is_special():
            nan = _nan(self, other, context)
            if nan is not None:
                return nan
            if self._exp == "F":
                if other._exp == "F" and self._sign != other._sign:
                    return context._signal(InvalidOperation, _NAN)
                return self
            return other
        exp = min(self._exp, other._exp)
        a, b = self, other
        if a._n and b._n:
            # Of a number far below the other one only its being there counts.
            far = context.prec + 3
            if a.adjusted() - b.adjusted() > far + _length(a._n):
                b = _new(b._sign, 1, min(a._exp, a.adjusted() - far - 1))
                exp = b._exp
            elif b.adjusted() - a.adjusted() > far + _length(b._n):
                a = _new(a._sign, 1, min(b._exp, b.adjusted() - far - 1))
                exp = a._exp
        elif not a._n and not b._n:
            sign = min(a._sign, b._sign)
            if a._sign != b._sign and context.rounding == ROUND_FLOOR:
                sign = 1
            return _new(sign, 0, exp)._fix(context)
        elif not a._n or not b._n:
            v = b if not a._n else a
            exp = max(exp, v._exp - context.prec - 1)
            return (v if exp >= v._exp else v._rescale(exp, context.rounding))._fix(context)
        x, y = a._n * 10 ** (a._exp - exp), b._n * 10 ** (b._exp - exp)
        n = (-x if a._sign else x) + (-y if b._sign else y)
        if not n:
            return _new(int(context.rounding == ROUND_FLOOR), 0, exp)._fix(context)
        return _new(int(n < 0), abs(n), exp)._fix(context)

    def _sub(self, other, context):
        return self._add(other if other.is_nan() else other.copy_negate(), context)

    def _mul(self, other, context):
        sign = self._sign ^ other._sign
        if self._is_special() or other._is_special():
            nan = _nan(self, other, context)
            if nan is not None:
                return nan
            if self.is_zero() or other.is_zero():
                return context._signal(InvalidOperation, _NAN)
            return _new(sign, 0, "F")
        return _new(sign, self._n * other._n, self._exp + other._exp)._fix(context)

    def _div(self, other, context):
        sign = self._sign ^ other._sign
        if self._is_special() or other._is_special():
            nan = _nan(self, other, context)
            if nan is not None:
                return nan
            if self._exp == other._exp:
                return context._signal(InvalidOperation, _NAN)
            if self._exp == "F":
                return _new(sign, 0, "F")
            return _new(sign, 0, context.Etiny())
        if not other._n:
            if not self._n:
                return context._signal(DivisionUndefined, _NAN, InvalidOperation)
            return context._signal(DivisionByZero, _new(sign, 0, "F"))
        ideal = self._exp - other._exp
        if not self._n:
            return _new(sign, 0, ideal)._fix(context)
        shift = _length(other._n) - _length(self._n) + context.prec + 1
        if shift >= 0:
            n, rest = divmod(self._n * 10**shift, other._n)
        else:
            n, rest = divmod(self._n, other._n * 10**-shift)
        exp = ideal - shift
        if rest:
            # A last digit that rounds as the endless rest would.
            n += n % 5 == 0
        else:
            while exp < ideal and n % 10 == 0:
                n //= 10
                exp += 1
        return _new(sign, n, exp)._fix(context)

    def _divide(self, other, context):
        # Whole quotient and rest; None where there is none.
        nan = _nan(self, other, context)
        if nan is not None:
            return nan, nan
        sign = self._sign ^ other._sign
        if self._exp == "F":
            nan = context._signal(InvalidOperation, _NAN)
            return (nan if other._exp == "F" else _new(sign, 0, "F")), nan
        if other._exp == "F":
            return _new(sign, 0, 0), self._fix(context)
        if not other._n:
            if not self._n:
                nan = context._signal(DivisionUndefined, _NAN, InvalidOperation)
                return nan, nan
            return context._signal(DivisionByZero, _new(sign, 0, "F")), context._signal(InvalidOperation, _NAN)
        exp = min(self._exp, other._exp)
        if not self._n:
            return _new(sign, 0, 0), _new(self._sign, 0, exp)._fix(context)
        if self.adjusted() - other.adjusted() > context.prec:
            nan = context._signal(DivisionImpossible, _NAN, InvalidOperation)
            return nan, nan
        a, b = self._n * 10 ** (self._exp - exp), other._n * 10 ** (other._exp - exp)
        n, rest = divmod(a, b)
        if n >= 10**context.prec:
            nan = context._signal(DivisionImpossible, _NAN, InvalidOperation)
            return nan, nan
        return _new(sign, n, 0), _new(self._sign, rest, exp)._fix(context)

    def _pow(self, other, context):
        nan = _nan(self, other, context)
        if nan is not None:
            return nan
        whole = not other._is_special() and other == other.to_integral_value()
        odd = whole and int(other) % 2 == 1
        sign = int(self._sign and odd)
        if other.is_zero():
            return context._signal(InvalidOperation, _NAN) if self.is_zero() else Decimal(1)
        if self._sign and not whole and not self.is_zero() and self._exp != "F" and not other._exp == "F":
            return context._signal(InvalidOperation, _NAN)
        if self.is_zero() or self._exp == "F":
            if self.is_zero() == (other._sign == 0):
                return _new(sign, 0, 0)
            return _new(sign, 0, "F")
        if other._exp == "F":
            order = self.copy_abs()._cmp(Decimal(1))
            if order == 0:
                return _new(0, 10 ** (context.prec - 1), 1 - context.prec)
            return _new(0, 0, "F") if (order > 0) != bool(other._sign) else _new(0, 0, 0)
        if not whole and self == 1:
            return _new(0, 10 ** (context.prec - 1), 1 - context.prec)
        if whole and abs(int(other)) * max(_length(self._n), abs(self._exp) // 100) < 20000:
            times = abs(int(other))
            n, exp = self._n**times, self._exp * times
            if not other._sign:
                return _new(sign, n, exp)._fix(context)
            return Decimal(1)._div(_new(sign, n, exp), context)
        inner = _wider(context, context.prec + max(_length(self._n), 1) + abs(other.adjusted()) + 10)
        value = (self.copy_abs().ln(inner))._mul(other, inner).exp(inner)
        return _new(sign, value._n, value._exp)._fix(context)

    def __add__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else self._add(other, getcontext())

    __radd__ = __add__

    def __sub__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else self._sub(other, getcontext())

    def __rsub__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else other._sub(self, getcontext())

    def __mul__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else self._mul(other, getcontext())

    __rmul__ = __mul__

    def __truediv__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else self._div(other, getcontext())

    def __rtruediv__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else other._div(self, getcontext())

    def __floordiv__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _whole(self, other)

    def __rfloordiv__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _whole(other, self)

    def __mod__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _rest(self, other)

    def __rmod__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else _rest(other, self)

    def __divmod__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else self._divide(other, getcontext())

    def __rdivmod__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else other._divide(self, getcontext())

    def __pow__(self, other, modulo=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        return self._pow(other, getcontext())

    def __rpow__(self, other):
        other = _operand(other)
        return other if other is NotImplemented else other._pow(self, getcontext())

    def remainder_near(self, other, context=None):
        context, other = context or getcontext(), _decimal(other)
        rest = self._divide(other, context)[1]
        if rest._is_special() or other._is_special():
            return rest
        twice = rest.copy_abs()._mul(Decimal(2), context)._cmp(other.copy_abs())
        if twice > 0 or twice == 0 and int(self / other) % 2:
            rest = rest._add(other.copy_sign(self).copy_negate(), context)
        return rest

    def fma(self, other, third, context=None):
        context = context or getcontext()
        return self._mul(_decimal(other), _wider(context, MAX_PREC))._add(_decimal(third), context)

    def scaleb(self, other, context=None):
        return self if self._is_special() else _new(self._sign, self._n, self._exp + int(other))._fix(context or getcontext())

    def logb(self, context=None):
        return Decimal(self.adjusted())

    def sqrt(self, context=None):
        context = context or getcontext()
        nan = _nan(self, self, context)
        if nan is not None:
            return nan
        if self._sign and (self._n or self._exp == "F"):
            return context._signal(InvalidOperation, _NAN)
        if self._exp == "F":
            return self
        if not self._n:
            return _new(self._sign, 0, self._exp // 2)._fix(context)
        ideal = self._exp // 2
        n, exp = (self._n * 10, self._exp - 1) if self._exp % 2 else (self._n, self._exp)
        shift = max(0, context.prec + 2 - _length(n) // 2)
        scaled = n * 100**shift
        root = math.isqrt(scaled)
        exp = exp // 2 - shift
        if root * root == scaled:
            while exp < ideal and root % 10 == 0:
                root //= 10
                exp += 1
        else:
            root += root % 5 == 0
        return _new(0, root, exp)._fix(_narrow(context))

    def exp(self, context=None):
        context = context or getcontext()
        nan = _nan(self, self, context)
        if nan is not None:
            return nan
        if self._exp == "F":
            return Decimal(0) if self._sign else self
        if not self._n:
            return Decimal(1)
        if self.adjusted() > 8:
            context = _narrow(context)
            return (_new(0, 1, context.Etiny() - 1) if self._sign else _new(0, 1, context.Emax + 1))._fix(context)
        # e**v = e**rest * 10**tens
        wide = 20 + max(0, self.adjusted())
        tens = scaled(self, wide) // ln10(wide)
        function = lambda v, digits: exp(v, tens, digits)
        return _rounded_series(function, self, context, tens)

    def ln(self, context=None):
        return self._log(context or getcontext(), ln)

    def log10(self, context=None):
        context = context or getcontext()
        n = self._n
        if self.is_finite() and not self._sign and n:
            zeros = 0
            while n % 10 == 0:
                n //= 10
                zeros += 1
            if n == 1:
                return Decimal(self._exp + zeros)._fix(_narrow(context))
        return self._log(context, lambda v, p: ln(v, p + 5) * 10**p // ln10(p + 5))

    def _log(self, context, function):
        nan = _nan(self, self, context)
        if nan is not None:
            return nan
        if self.is_zero():
            return _new(1, 0, "F")
        if self._sign:
            return context._signal(InvalidOperation, _NAN)
        if self._exp == "F":
            return self
        if self == 1:
            return Decimal(0)
        return _rounded_series(function, self, context)


Context._decimal = Decimal


def _new(sign, n, exp, cls=Decimal):
    v = object.__new__(cls)
    v._sign, v._n, v._exp = sign, n, exp
    return v


_NAN = _new(0, 0, "n")


def _parse(cls, text, context):
    plain = text.strip().replace("_", "")
    found = _FORM.match(plain)
    if found:
        sign, whole, below, alone, exp = found.groups()
        below = below or alone or ""
        return _new(int(sign == "-"), int((whole or "") + below), int(exp or 0) - len(below), cls)
    found = _SPECIAL.match(plain)
    if found and not (found.group(3) and found.group(2)[0] in "iI"):
        sign, kind, digits = found.groups()
        exp = "F" if kind[0] in "iI" else "N" if kind[0] in "sS" else "n"
        return _new(int(sign == "-"), int(digits or 0), exp, cls)
    return (context or getcontext())._signal(ConversionSyntax, _NAN, InvalidOperation)


def _decimal(v):
    v = _operand(v)
    if v is NotImplemented:
        raise TypeError("conversion to Decimal is not supported")
    return v


def _operand(v, comparing=False):
    if isinstance(v, Decimal):
        return v
    if isinstance(v, int):
        return Decimal(v)
    if comparing and isinstance(v, float):
        getcontext()._signal(FloatOperation, None)
        return Decimal.from_float(v)
    if comparing and type(v).__name__ == "Fraction":
        # Compared by the product with its denominator elsewhere; here it is as exact as it can be.
        context = _wider(getcontext(), 400)
        return Decimal(v.numerator)._div(Decimal(v.denominator), context)
    return NotImplemented


def _nan(a, b, context):
    # The NaN that an operation on these gives, if either is one.
    for v in (a, b):
        if v._exp == "N":
            return context._signal(InvalidOperation, _new(v._sign, v._n, "n"))
    for v in (a, b):
        if v._exp == "n":
            return v
    return None


def _whole(a, b):
    context = getcontext()
    if a.is_finite() and a._n and b.is_zero():
        return context._signal(DivisionByZero, _new(a._sign ^ b._sign, 0, "F"))
    return a._divide(b, context)[0]


def _rest(a, b):
    context = getcontext()
    if a.is_finite() and a._n and b.is_zero():
        return context._signal(InvalidOperation, _NAN)
    return a._divide(b, context)[1]


def _wider(context, prec):
    wide = context.copy()
    wide.prec, wide.rounding = min(prec, MAX_PREC), ROUND_HALF_EVEN
    wide.Emax, wide.Emin = MAX_EMAX, MIN_EMIN
    wide.clear_traps()
    return wide


def _rounded_series(function, v, context, tens=0):
    # An irrational result, computed with more digits until rounding is sure; `tens` is a power of ten to multiply by.
    extra = 5
    while True:
        digits = context.prec + extra + max(v.adjusted(), 0) + 2
        n = function(v, digits)
        size = _length(abs(n))
        unit = 10 ** max(size - context.prec - 1, 0)
        if size > context.prec + 2 and abs(n) % unit not in (0, 1, 2, unit - 1, unit - 2) or extra > 60:
            break
        if size <= context.prec + 2:
            extra += context.prec - size + 5
        extra += 8
    # The 1 behind stands for the digits that never end.
    return _new(int(n < 0), abs(n) * 10 + 1, tens - digits - 1)._fix(_narrow(context))


def _narrow(context):
    # What is irrational is rounded to the nearest, whatever the context says.
    narrow = context.copy()
    narrow.rounding = ROUND_HALF_EVEN
    return narrow
