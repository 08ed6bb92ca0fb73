# _decimal_context: precision, rounding and signals of decimal arithmetic.

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = (
    "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN",
    "ROUND_05UP",
)
_ROUNDINGS = (
    ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP
)
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - (MAX_PREC - 1)
HAVE_THREADS = HAVE_CONTEXTVAR = False


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


for _kind in (
    DecimalException, Clamped, InvalidOperation, ConversionSyntax, DivisionByZero, DivisionImpossible,
    DivisionUndefined, Inexact, InvalidContext, Rounded, Subnormal, Overflow, Underflow, FloatOperation,
):
    _kind.__module__ = "decimal"

_SIGNALS = (
    InvalidOperation, FloatOperation, DivisionByZero, Overflow, Subnormal, Underflow, Rounded, Inexact, Clamped
)


def _kept(n, drop, sign, rounding):
    # n without its last `drop` decimal digits, rounded; and whether that changed the value.
    if drop <= 0:
        return n * 10**-drop, False
    unit = 10**drop
    n, rest = divmod(n, unit)
    if not rest:
        return n, False
    twice = rest * 2
    if rounding == ROUND_HALF_EVEN:
        up = twice > unit or twice == unit and n & 1
    elif rounding == ROUND_HALF_UP:
        up = twice >= unit
    elif rounding == ROUND_HALF_DOWN:
        up = twice > unit
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    elif rounding == ROUND_05UP:
        up = n % 5 == 0
    else:
        up = False
    return n + bool(up), True


class Context:
    def __init__(
        self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None
    ):
        usual = DefaultContext
        pick = lambda value, name: getattr(usual, name) if value is None else value
        self.prec = pick(prec, "prec")
        self.rounding = pick(rounding, "rounding")
        self.Emin, self.Emax = pick(Emin, "Emin"), pick(Emax, "Emax")
        self.capitals, self.clamp = pick(capitals, "capitals"), pick(clamp, "clamp")
        if traps is None:
            traps = usual.traps
        self.traps = dict(traps) if isinstance(traps, dict) else {s: s in traps for s in _SIGNALS}
        flags = flags or ()
        self.flags = dict(flags) if isinstance(flags, dict) else {s: s in flags for s in _SIGNALS}

    def __setattr__(self, name, value):
        if name == "prec" and not (isinstance(value, int) and 1 <= value <= MAX_PREC):
            if not isinstance(value, int):
                raise TypeError("an integer is required (got type %s)" % type(value).__name__)
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        if name == "rounding" and value not in _ROUNDINGS:
            raise TypeError(
                "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]"
            )
        if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "traps", "flags"):
            raise AttributeError("'decimal.Context' object has no attribute %r" % name)
        self.__dict__[name] = value

    def __repr__(self):
        names = lambda signals: ", ".join(s.__name__ for s in _SIGNALS if signals[s])
        return "Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[%s], traps=[%s])" % (
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, names(self.flags),
            names(self.traps),
        )

    def copy(self):
        return Context(
            self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags, self.traps
        )

    __copy__ = copy

    def clear_flags(self):
        for signal in self.flags:
            self.flags[signal] = False

    def clear_traps(self):
        for signal in self.traps:
            self.traps[signal] = False

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def _signal(self, kind, result, signal=None):
        # Raises, or goes on with `result`. Conditions of an invalid operation are shown as a list, as their signal has them.
        signal = signal or kind
        self.flags[signal] = True
        if self.traps[signal]:
            raise (signal if issubclass(kind, signal) else kind)([kind])
        return result

    def create_decimal(self, num="0"):
        return self._decimal(num)._fix(self)

    def create_decimal_from_float(self, f):
        return self._decimal.from_float(f)._fix(self)

    def _number(self, a):
        return a if isinstance(a, self._decimal) else self._decimal(a)

    def add(self, a, b):
        return self._number(a)._add(self._number(b), self)

    def subtract(self, a, b):
        return self._number(a)._add(-self._number(b), self)

    def multiply(self, a, b):
        return self._number(a)._mul(self._number(b), self)

    def divide(self, a, b):
        return self._number(a)._div(self._number(b), self)

    def plus(self, a):
        return self._number(a)._fix(self)

    def minus(self, a):
        return self._number(a).copy_negate()._fix(self)

    def abs(self, a):
        return self._number(a).copy_abs()._fix(self)

    def sqrt(self, a):
        return self._number(a).sqrt(self)

    def power(self, a, b, modulo=None):
        return self._number(a)._pow(self._number(b), self)

    def quantize(self, a, b):
        return self._number(a).quantize(b, context=self)

    def exp(self, a):
        return self._number(a).exp(self)

    def ln(self, a):
        return self._number(a).ln(self)

    def log10(self, a):
        return self._number(a).log10(self)

    def compare(self, a, b):
        return self._number(a).compare(self._number(b))

    def to_sci_string(self, a):
        return str(self._number(a))

    def to_eng_string(self, a):
        return self._number(a).to_eng_string()


DefaultContext = Context.__new__(Context)
DefaultContext.__dict__.update(
    prec=28, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0,
    flags={s: False for s in _SIGNALS},
    traps={s: s in (InvalidOperation, DivisionByZero, Overflow) for s in _SIGNALS},
)
BasicContext = Context(
    9, ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[]
)
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[], flags=[])
_current = None


def getcontext():
    global _current
    if _current is None:
        _current = DefaultContext.copy()
    return _current


def setcontext(context):
    global _current
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current = context


class localcontext:
    def __init__(self, ctx=None, **options):
        self._new = (getcontext() if ctx is None else ctx).copy()
        for name, value in options.items():
            if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
                raise TypeError("'%s' is an invalid keyword argument for this function" % name)
            setattr(self._new, name, value)

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, kind, error, tb):
        setcontext(self._saved)
