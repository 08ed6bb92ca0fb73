# What datetime rests on: spans and time zones, counting in the Gregorian calendar, times as text.
# Spans are counted in whole microseconds, days from the first of January of year 1 (day 1).
import time as _clock

# The classes say that they are of datetime.
__name__ = "datetime"
# Set by datetime, which needs these first.
datetime = None

MINYEAR = 1
MAXYEAR = 9999
_LAST_DAY = 3652059
_DAY = 86400000000
_SECOND = 1000000
# Days of a year before each of its months.
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year, month):
    return 29 if month == 2 and _leap(year) else _BEFORE[month + 1] - _BEFORE[month]


def _ordinal(year, month, day):
    year -= 1
    leap_day = month > 2 and _leap(year + 1)
    return year * 365 + year // 4 - year // 100 + year // 400 + _BEFORE[month] + leap_day + day


def _calendar(ordinal):
    # The day count is cut into cycles of 400, 100, 4 and 1 years; the last day of a longer cycle belongs to its last year.
    day = ordinal - 1
    era, day = divmod(day, 146097)
    century = min(day // 36524, 3)
    day -= century * 36524
    four, day = divmod(day, 1461)
    one = min(day // 365, 3)
    day -= one * 365
    year = era * 400 + century * 100 + four * 4 + one + 1
    month = day // 32 + 1
    leap = _leap(year)
    if day >= _BEFORE[month + 1] + (leap and month >= 2):
        month += 1
    return year, month, day - _BEFORE[month] - (leap and month > 2) + 1


def _week_one(year):
    # The Monday of the week that holds the year's first Thursday.
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def _index(value):
    if isinstance(value, int):
        return value
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__) from None


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("year %d is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _month_days(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    parts = _index(hour), _index(minute), _index(second), _index(microsecond)
    for part, name, last in zip(parts, ("hour", "minute", "second", "microsecond"), (23, 59, 59, 999999)):
        if not 0 <= part <= last:
            raise ValueError("%s must be in 0..%d" % (name, last))
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return parts


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(zone).__name__)
    return zone


def _name(object, builtin):
    return "datetime." + builtin.__name__ if type(object) is builtin else type(object).__name__


def _clock_text(hour, minute, second, microsecond, timespec):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    if timespec == "hours":
        return "%02d" % hour
    if timespec == "minutes":
        return "%02d:%02d" % (hour, minute)
    text = "%02d:%02d:%02d" % (hour, minute, second)
    if timespec == "seconds":
        return text
    if timespec == "milliseconds":
        return "%s.%03d" % (text, microsecond // 1000)
    if timespec == "microseconds":
        return "%s.%06d" % (text, microsecond)
    raise ValueError("Unknown timespec value")


def _offset_text(offset, colon=":"):
    if offset is None:
        return ""
    sign = "+"
    if offset._us < 0:
        sign, offset = "-", -offset
    minutes, seconds = divmod(offset._us // _SECOND, 60)
    text = "%s%02d%s%02d" % (sign, minutes // 60, colon, minutes % 60)
    microseconds = offset._us % _SECOND
    if seconds or microseconds:
        text += "%s%02d" % (colon, seconds)
    return text + ".%06d" % microseconds if microseconds else text


def _format(object, format, tuple, microsecond):
    # The directives that a time's tuple knows nothing of are filled in here.
    if not isinstance(format, str):
        raise TypeError("strftime() argument 1 must be str, not " + type(format).__name__)
    parts = []
    at = 0
    while True:
        found = format.find("%", at)
        if found < 0 or found + 1 >= len(format):
            break
        letter = format[found + 1]
        end = found + 2
        if letter == ":" and format[end : end + 1] == "z":
            letter, end = ":z", end + 1
        if letter == "f":
            text = "%06d" % microsecond
        elif letter == "z" or letter == ":z":
            text = _offset_text(getattr(object, "utcoffset", lambda: None)(), "" if letter == "z" else ":")
        elif letter == "Z":
            text = (getattr(object, "tzname", lambda: None)() or "").replace("%", "%%")
        else:
            text = "%" + letter
        parts.append(format[at:found])
        parts.append(text)
        at = end
    parts.append(format[at:])
    return _clock.strftime("".join(parts), tuple)


def _number(text, digits=2):
    if len(text) != digits or not (text.isdigit() and text.isascii()):
        raise ValueError
    return int(text)


def _read_date(text):
    if len(text) < 7:
        raise ValueError
    year, dash = _number(text[:4], 4), text[4] == "-"
    rest = text[5:] if dash else text[4:]
    if rest[0] == "W":
        day = 1
        week = _number(rest[1:3])
        tail = rest[3:]
        if tail:
            if dash != (tail[0] == "-"):
                raise ValueError
            tail = tail[1:] if dash else tail
            day = _number(tail, 1)
        return _iso_date(year, week, day)
    if len(rest) != (5 if dash else 4) or dash and rest[2] != "-":
        raise ValueError
    return year, _number(rest[:2]), _number(rest[-2:])


def _iso_date(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("Year is out of range: %d" % year)
    first = _week_one(year)
    if not 1 <= week <= 53 or week == 53 and _week_one(year + 1) - first < 371:
        raise ValueError("Invalid week: %d" % week)
    if not 1 <= day <= 7:
        raise ValueError("Invalid day: %d (range is [1, 7])" % day)
    return _calendar(first + (week - 1) * 7 + day - 1)


def _read_clock(text):
    # hh[:mm[:ss[.ffffff]]], or without the colons.
    fields = [0, 0, 0, 0]
    fields[0] = _number(text[:2])
    colon = text[2:3] == ":"
    at = 2
    for i in (1, 2):
        if at == len(text) or text[at] in ".,":
            break
        if colon:
            if text[at] != ":":
                raise ValueError
            at += 1
        fields[i] = _number(text[at : at + 2])
        at += 2
    if at < len(text):
        digits = text[at + 1 :]
        if text[at] not in ".," or at < 6 or not (digits.isdigit() and digits.isascii()):
            raise ValueError
        fields[3] = int((digits + "00000")[:6])
    return fields


def _read_time(text):
    for at, letter in enumerate(text):
        if letter in "+-Z":
            break
    else:
        return _read_clock(text) + [None]
    fields = _read_clock(text[:at])
    if letter == "Z":
        if text[at + 1 :]:
            raise ValueError
        return fields + [timezone.utc]
    hour, minute, second, microsecond = _read_clock(text[at + 1 :])
    offset = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microsecond)
    if not offset:
        return fields + [timezone.utc]
    return fields + [timezone(-offset if letter == "-" else offset)]


def _nearest(a, b):
    # a / b rounded to an int, halves to the even one.
    whole, rest = divmod(a, b)
    rest *= 2
    up = rest > b if b > 0 else rest < b
    return whole + 1 if up or rest == b and whole & 1 else whole


class timedelta:
    __slots__ = ("_us",)

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, rest = 0, 0.0
        for value, unit, name in (
            (days, _DAY, "days"),
            (seconds, _SECOND, "seconds"),
            (microseconds, 1, "microseconds"),
            (milliseconds, 1000, "milliseconds"),
            (minutes, 60 * _SECOND, "minutes"),
            (hours, 3600 * _SECOND, "hours"),
            (weeks, 7 * _DAY, "weeks"),
        ):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                whole = int(value)
                part = (value - whole) * unit
                total += whole * unit + int(part)
                rest += part - int(part)
            else:
                raise TypeError("unsupported type for timedelta %s component: %s" % (name, type(value).__name__))
        if rest:
            more = round(rest)
            if abs(rest - int(rest)) == 0.5:
                more = int(rest // 1)
                more += (total + more) & 1
            total += more
        return _span(total, cls)

    @property
    def days(self):
        return self._us // _DAY

    @property
    def seconds(self):
        return self._us % _DAY // _SECOND

    @property
    def microseconds(self):
        return self._us % _SECOND

    def total_seconds(self):
        return self._us / _SECOND

    def __repr__(self):
        parts = [(name, getattr(self, name)) for name in ("days", "seconds", "microseconds")]
        text = ", ".join(["%s=%d" % part for part in parts if part[1]])
        return "%s(%s)" % (_name(self, timedelta), text or "0")

    def __str__(self):
        minutes, second = divmod(self.seconds, 60)
        text = "%d:%02d:%02d" % (minutes // 60, minutes % 60, second)
        days = self.days
        if days:
            text = "%d day%s, %s" % (days, "" if abs(days) == 1 else "s", text)
        return text + ".%06d" % self.microseconds if self.microseconds else text

    def __add__(self, other):
        return _span(self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _span(self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _span(-self._us)

    def __pos__(self):
        return _span(self._us)

    def __abs__(self):
        return _span(abs(self._us))

    def __bool__(self):
        return self._us != 0

    def __mul__(self, other):
        if isinstance(other, int):
            return _span(self._us * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _span(_nearest(self._us * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            return _span(_nearest(self._us, other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return _span(_nearest(self._us * b, a))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return _span(self._us // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return _span(self._us % other._us) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            times, rest = divmod(self._us, other._us)
            return times, _span(rest)
        return NotImplemented

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._us)

    def __reduce__(self):
        return type(self), (self.days, self.seconds, self.microseconds)


def _span(us, cls=timedelta):
    if not -999999999 <= us // _DAY <= 999999999:
        raise OverflowError("days=%d; must have magnitude <= 999999999" % (us // _DAY))
    span = object.__new__(cls)
    span._us = us
    return span


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(999999999, 86399, 999999)
timedelta.resolution = timedelta(0, 0, 1)


class tzinfo:
    __slots__ = ()

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset, dst = dt.utcoffset(), dt.dst()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        if offset - dst:
            dt += offset - dst
            dst = dt.dst()
        return dt + dst


class timezone(tzinfo):
    __slots__ = ("_offset", "_label")

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not " + type(offset).__name__)
        if name is not None and not isinstance(name, str):
            raise TypeError("timezone() argument 2 must be str, not " + type(name).__name__)
        if name is None and not offset:
            return cls.utc
        if not -_DAY < offset._us < _DAY:
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "
                + repr(offset) + "."
            )
        return _zone(offset, name)

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._label is not None:
            return self._label
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc() argument must be a datetime instance or None")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        label = "" if self._label is None else ", " + repr(self._label)
        return "%s(%r%s)" % (_name(self, timezone), self._offset, label)

    def __reduce__(self):
        return timezone, (self._offset,) if self._label is None else (self._offset, self._label)


def _zone(offset, label):
    zone = object.__new__(timezone)
    zone._offset, zone._label = offset, label
    return zone


UTC = timezone.utc = _zone(timedelta(0), None)
timezone.min = timezone(timedelta(hours=-23, minutes=-59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
