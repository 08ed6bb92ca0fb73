# datetime: days, times of day and moments. Spans and time zones are in _datetime.
import time as _clock
from _datetime import (
    MAXYEAR,
    MINYEAR,
    UTC,
    timedelta,
    timezone,
    tzinfo,
    _calendar,
    _check_date,
    _check_time,
    _check_zone,
    _clock_text,
    _DAY,
    _DAYS,
    _format,
    _iso_date,
    _LAST_DAY,
    _MONTHS,
    _name,
    _offset_text,
    _ordinal,
    _read_date,
    _read_time,
    _SECOND,
    _span,
    _week_one,
)

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")


def _text(object):
    return _name(object, datetime if isinstance(object, datetime) else date)


def _not_ordered(a, b):
    raise TypeError("can't compare %s to %s" % (_text(a), _text(b)))


class _IsoWeek(tuple):
    __slots__ = ()
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return "datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)" % self


class date:
    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year, month, day):
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_clock.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_clock.localtime(timestamp)[:3])

    @classmethod
    def fromordinal(cls, ordinal):
        if not isinstance(ordinal, int):
            raise TypeError("'%s' object cannot be interpreted as an integer" % type(ordinal).__name__)
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        if ordinal > _LAST_DAY:
            raise ValueError("year %d is out of range" % (ordinal * 400 // 146097 + 1))
        return cls(*_calendar(ordinal))

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _read_date(text)
        except (ValueError, IndexError):
            raise ValueError("Invalid isoformat string: %r" % text) from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        return cls(*_iso_date(year, week, day))

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        today, year = self.toordinal(), self._year
        if today < _week_one(year):
            year -= 1
        elif today >= _week_one(year + 1):
            year += 1
        week, day = divmod(today - _week_one(year), 7)
        return _IsoWeek((year, week + 1, day + 1))

    def isoformat(self):
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    __str__ = isoformat

    def ctime(self):
        day = _DAYS[self.weekday()]
        return "%s %s %2d 00:00:00 %04d" % (day, _MONTHS[self._month], self._day, self._year)

    def timetuple(self):
        return _tuple(self, 0, 0, 0, -1)

    def strftime(self, format):
        return _format(self, format, self.timetuple(), 0)

    def __format__(self, format):
        if not isinstance(format, str):
            raise TypeError("must be str, not " + type(format).__name__)
        return self.strftime(format) if format else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
        )

    def __repr__(self):
        return "%s(%d, %d, %d)" % (_name(self, date), self._year, self._month, self._day)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return _on(type(self), self.toordinal() + other.days)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _on(type(self), self.toordinal() - other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _key(self, other):
        if isinstance(other, datetime):
            _not_ordered(self, other)
        if not isinstance(other, date):
            return None, None
        return (self._year, self._month, self._day), (other._year, other._month, other._day)

    def __eq__(self, other):
        if isinstance(other, datetime):
            return False
        a, b = self._key(other)
        return NotImplemented if a is None else a == b

    def __lt__(self, other):
        a, b = self._key(other)
        return NotImplemented if a is None else a < b

    def __le__(self, other):
        a, b = self._key(other)
        return NotImplemented if a is None else a <= b

    def __gt__(self, other):
        a, b = self._key(other)
        return NotImplemented if a is None else a > b

    def __ge__(self, other):
        a, b = self._key(other)
        return NotImplemented if a is None else a >= b

    def __hash__(self):
        return hash((self._year, self._month, self._day))

    def __reduce__(self):
        return type(self), (self._year, self._month, self._day)


def _on(cls, ordinal):
    if not 1 <= ordinal <= _LAST_DAY:
        raise OverflowError("date value out of range")
    return cls(*_calendar(ordinal))


def _tuple(day, hour, minute, second, dst):
    of_year = day.toordinal() - _ordinal(day.year, 1, 1) + 1
    return _clock.struct_time((day.year, day.month, day.day, hour, minute, second, day.weekday(), of_year, dst))


def _zone_key(a, b, equal):
    # How far two times with zones are moved before they are compared; None: they cannot be.
    if a._tzinfo is b._tzinfo:
        return 0, 0
    a, b = a.utcoffset(), b.utcoffset()
    if (a is None) != (b is None):
        if equal:
            return None
        raise TypeError("can't compare offset-naive and offset-aware " + _KIND[0])
    return (0, 0) if a is None else (a._us, b._us)


# What the message above speaks of.
_KIND = ["datetimes"]


def _replaced(own, hour, minute, second, microsecond, tzinfo):
    return (
        own.hour if hour is None else hour,
        own.minute if minute is None else minute,
        own.second if second is None else second,
        own.microsecond if microsecond is None else microsecond,
        own._tzinfo if tzinfo is True else tzinfo,
    )


class time:
    __slots__ = ("_us", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        hour, minute, second, microsecond = _check_time(hour, minute, second, microsecond, fold)
        self = object.__new__(cls)
        self._us = ((hour * 60 + minute) * 60 + second) * _SECOND + microsecond
        self._tzinfo, self._fold = _check_zone(tzinfo), fold
        return self

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _read_time(text[1:] if text[:1] == "T" else text)
        except (ValueError, IndexError):
            raise ValueError("Invalid isoformat string: %r" % text) from None
        return cls(*parts)

    hour = property(lambda self: self._us // (3600 * _SECOND))
    minute = property(lambda self: self._us // (60 * _SECOND) % 60)
    second = property(lambda self: self._us // _SECOND % 60)
    microsecond = property(lambda self: self._us % _SECOND)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    def isoformat(self, timespec="auto"):
        text = _clock_text(self.hour, self.minute, self.second, self.microsecond, timespec)
        return text + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def strftime(self, format):
        tuple = _clock.struct_time((1900, 1, 1, self.hour, self.minute, self.second, 0, 1, -1))
        return _format(self, format, tuple, self.microsecond)

    __format__ = date.__format__

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            *_replaced(self, hour, minute, second, microsecond, tzinfo),
            fold=self._fold if fold is None else fold,
        )

    def __repr__(self):
        text = "%s(%d, %d" % (_name(self, time), self.hour, self.minute)
        return text + _repr_rest(self)

    def _key(self, other, equal=False):
        if not isinstance(other, time):
            return None
        _KIND[0] = "times"
        moved = _zone_key(self, other, equal)
        return moved and (self._us - moved[0], other._us - moved[1])

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        key = self._key(other, True)
        return key is not None and key[0] == key[1]

    def __lt__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else key[0] < key[1]

    def __le__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else key[0] <= key[1]

    def __gt__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else key[0] > key[1]

    def __ge__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else key[0] >= key[1]

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._us - (offset._us if offset else 0))

    def __reduce__(self):
        return type(self), (self.hour, self.minute, self.second, self.microsecond, self._tzinfo)


def _repr_rest(moment):
    text = ""
    if moment.second or moment.microsecond:
        text += ", %d" % moment.second
    if moment.microsecond:
        text += ", %d" % moment.microsecond
    if moment._fold:
        text += ", fold=1"
    if moment._tzinfo is not None:
        text += ", tzinfo=%r" % moment._tzinfo
    return text + ")"


time.min = time()
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta.resolution


class datetime(date):
    __slots__ = ("_us", "_tzinfo", "_fold")

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if month is None or day is None:
            name, at = ("month", 2) if month is None else ("day", 3)
            raise TypeError("function missing required argument '%s' (pos %d)" % (name, at))
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        hour, minute, second, microsecond = _check_time(hour, minute, second, microsecond, fold)
        self._us = ((hour * 60 + minute) * 60 + second) * _SECOND + microsecond
        self._tzinfo, self._fold = _check_zone(tzinfo), fold
        return self

    hour, minute, second, microsecond = time.hour, time.minute, time.second, time.microsecond
    tzinfo, fold = time.tzinfo, time.fold

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_clock.time_ns() // 1000 / _SECOND, tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_clock.time())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        if tz is None:
            return _moment(cls, timestamp, _clock.localtime, None)
        return tz.fromutc(_moment(cls, timestamp, _clock.gmtime, tz))

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return _moment(cls, timestamp, _clock.gmtime, None)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        moment = _at(cls, date.toordinal(), time._us, time._tzinfo if tzinfo is True else _check_zone(tzinfo))
        moment._fold = time._fold
        return moment

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            end = _date_end(text)
            day = _read_date(text[:end])
            clock = _read_time(text[end + 1 :]) if len(text) > end else ()
        except (ValueError, IndexError):
            raise ValueError("Invalid isoformat string: %r" % text) from None
        return cls(*day, *clock)

    @classmethod
    def strptime(cls, text, format):
        from _strptime import read

        parts, microsecond, offset, name = read(text, format)
        zone = None if offset is None else timezone(timedelta(seconds=offset), *([name] if name else []))
        return cls(*parts[:6], microsecond, zone)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self.hour, self.minute, self.second, self.microsecond, fold=self._fold)

    def timetz(self):
        return time(self.hour, self.minute, self.second, self.microsecond, self._tzinfo, fold=self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def _utc(self):
        # Microseconds since the beginning of year 1, of the time in Greenwich.
        offset = self.utcoffset()
        return date.toordinal(self) * _DAY + self._us - (offset._us if offset else 0)

    def timetuple(self):
        dst = self.dst()
        return _tuple(self, self.hour, self.minute, self.second, -1 if dst is None else int(bool(dst)))

    def utctimetuple(self):
        day, us = divmod(self._utc(), _DAY)
        moment = _at(datetime, day, us, None)
        return _tuple(moment, moment.hour, moment.minute, moment.second, 0)

    def timestamp(self):
        if self._tzinfo is not None:
            return (self._utc() - _EPOCH) / _SECOND
        return _clock.mktime(self.timetuple()) + self.microsecond / _SECOND

    def astimezone(self, tz=None):
        zone, offset = self._tzinfo, self.utcoffset()
        if offset is None:
            seconds = int(_clock.mktime(self.timetuple()))
            utc = _moment(datetime, seconds, _clock.gmtime, None) + timedelta(0, 0, self.microsecond)
        else:
            if tz is not None and tz is zone:
                return self
            utc = _at(datetime, *divmod(self._utc(), _DAY), None)
        if tz is None:
            seconds = (utc._utc() - _EPOCH) // _SECOND
            local = _clock.localtime(seconds)
            tz = timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)
        return tz.fromutc(_at(type(self), date.toordinal(utc), utc._us, _check_zone(tz)))

    def isoformat(self, sep="T", timespec="auto"):
        text = _clock_text(self.hour, self.minute, self.second, self.microsecond, timespec)
        return date.isoformat(self) + sep + text + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat(" ")

    def ctime(self):
        return "%s %s %2d %02d:%02d:%02d %04d" % (
            _DAYS[self.weekday()], _MONTHS[self._month], self._day, self.hour, self.minute, self.second, self._year
        )

    def strftime(self, format):
        return _format(self, format, self.timetuple(), self.microsecond)

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True,
        *, fold=None
    ):
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
            *_replaced(self, hour, minute, second, microsecond, tzinfo),
            fold=self._fold if fold is None else fold,
        )

    def __repr__(self):
        parts = (_name(self, datetime), self._year, self._month, self._day, self.hour, self.minute)
        return "%s(%d, %d, %d, %d, %d" % parts + _repr_rest(self)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return self._moved(other._us)

    __radd__ = __add__

    def _moved(self, us):
        days, us = divmod(self._us + us, _DAY)
        return _at(type(self), date.toordinal(self) + days, us, self._tzinfo)

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved(-other._us)
        if not isinstance(other, datetime):
            return NotImplemented
        if self._tzinfo is other._tzinfo:
            days = date.toordinal(self) - date.toordinal(other)
            return _span(days * _DAY + self._us - other._us)
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return _span(self._utc() - other._utc())

    def _key(self, other):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                _not_ordered(self, other)
            return None, None
        _KIND[0] = "datetimes"
        a, b = _zone_key(self, other, False)
        return date.toordinal(self) * _DAY + self._us - a, date.toordinal(other) * _DAY + other._us - b

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return False if isinstance(other, date) else NotImplemented
        if _zone_key(self, other, True) is None:
            return False
        a, b = self._key(other)
        return a == b

    def __hash__(self):
        return hash(self._utc())

    def __reduce__(self):
        parts = (self._year, self._month, self._day, self.hour, self.minute, self.second, self.microsecond)
        return type(self), parts + (self._tzinfo,)


def _at(cls, ordinal, us, zone):
    if not 1 <= ordinal <= _LAST_DAY:
        raise OverflowError("date value out of range")
    seconds, us = divmod(us, _SECOND)
    minutes, second = divmod(seconds, 60)
    return cls(*_calendar(ordinal), minutes // 60, minutes % 60, second, us, zone)


def _moment(cls, timestamp, calendar, zone):
    whole = int(timestamp // 1)
    us = round((timestamp - whole) * 1e6) if isinstance(timestamp, float) else 0
    if us == _SECOND:
        whole, us = whole + 1, 0
    try:
        parts = calendar(whole)
    except OverflowError:
        raise ValueError("year is out of range") from None
    return cls(*parts[:6], us, zone)


def _date_end(text):
    # How many characters of a moment's text are its date.
    if len(text) < 7:
        raise ValueError
    if text[4] == "-":
        if text[5] != "W":
            return 10
        if text[8:9] != "-":
            return 8
        return 8 if len(text) > 10 and text[10].isdigit() else 10
    if text[4] != "W":
        return 8
    end = 7
    while text[end : end + 1].isdigit():
        end += 1
    return end if end < 9 else 8 if end & 1 else 7


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(1)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta.resolution
_EPOCH = date(1970, 1, 1).toordinal() * _DAY
import _datetime

_datetime.datetime = datetime
del _datetime
