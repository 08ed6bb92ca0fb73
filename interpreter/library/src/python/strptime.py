# _strptime: reads times from text by the directives of strftime, for time and datetime.
import re

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)

# Patterns of directives; a directive that stands for several is written out first.
_ALL = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}
_PATTERNS = {
    "d": r"3[01]|[12]\d|0[1-9]|[1-9]| [1-9]",
    "f": r"\d{1,6}",
    "H": r"2[0-3]|[01]\d|\d",
    "I": r"1[0-2]|0[1-9]|[1-9]",
    "G": r"\d{4}",
    "j": r"36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]",
    "m": r"1[0-2]|0[1-9]|[1-9]",
    "M": r"[0-5]\d|\d",
    "S": r"6[01]|[0-5]\d|\d",
    "U": r"5[0-3]|[0-4]\d|\d",
    "V": r"5[0-3]|0[1-9]|[1-4]\d|\d",
    "u": r"[1-7]",
    "w": r"[0-6]",
    "W": r"5[0-3]|[0-4]\d|\d",
    "y": r"\d\d",
    "Y": r"\d{4}",
    "z": r"[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|Z",
    "Z": r"utc|gmt",
    "p": r"am|pm",
    "A": "|".join(_DAYS),
    "a": "|".join([name[:3] for name in _DAYS]),
    "B": "|".join(_MONTHS),
    "b": "|".join([name[:3] for name in _MONTHS]),
}
_cache = {}


def _compiled(format):
    if format in _cache:
        return _cache[format]
    parts = []
    letters = []
    text = format
    for letter, more in _ALL.items():
        text = text.replace("%" + letter, more)
    at = 0
    while at < len(text):
        letter = text[at]
        at += 1
        if letter.isspace():
            while text[at : at + 1].isspace():
                at += 1
            parts.append(r"\s+")
        elif letter != "%":
            parts.append(re.escape(letter))
        elif at == len(text):
            raise ValueError("stray %% in format '%s'" % format)
        else:
            letter = text[at]
            at += 1
            if letter == "%":
                parts.append("%")
            elif letter not in _PATTERNS:
                raise ValueError("'%s' is a bad directive in format '%s'" % (letter, format))
            elif letter in letters:
                raise re.error("redefinition of group name %r" % letter)
            else:
                letters.append(letter)
                parts.append("(?P<%s>%s)" % (letter, _PATTERNS[letter]))
    if len(_cache) > 4:
        _cache.clear()
    _cache[format] = re.compile("".join(parts), re.IGNORECASE)
    return _cache[format]


def _offset(text):
    if text in "zZ":
        return 0
    digits = text[1:].replace(":", "")
    seconds = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + float(digits[4:] or 0)
    seconds = int(seconds) if seconds == int(seconds) else seconds
    return -seconds if text[0] == "-" else seconds


def _weeks(year, week, day, monday):
    # The day of the year, counted from 1, that lies in this week of weeks that begin on Monday or on Sunday.
    from datetime import date

    first = (date(year, 1, 1).weekday() + (0 if monday else 1)) % 7
    if not monday:
        day = (day + 1) % 7
    before = (7 - first) % 7
    return 1 + day - first if week == 0 else 1 + before + 7 * (week - 1) + day


def read(text, format):
    # ((year, month, day, hour, minute, second, weekday, day of year, dst), microsecond, UTC offset, zone's name)
    for i, given in enumerate((text, format)):
        if not isinstance(given, str):
            raise TypeError("strptime() argument %d must be str, not %r" % (i, type(given)))
    match = _compiled(format).match(text)
    if match is None:
        raise ValueError("time data %r does not match format %r" % (text, format))
    if match.end() != len(text):
        raise ValueError("unconverted data remains: " + text[match.end() :])
    found = {letter: part.lower() for letter, part in match.groupdict().items()}
    number = lambda letter, absent: int(found.get(letter, absent))
    from datetime import date

    year = None
    if "y" in found:
        year = number("y", 0)
        year += 1900 if year > 68 else 2000
    elif "Y" in found:
        year = number("Y", 0)
    month, day = number("m", 1), number("d", 1)
    if "B" in found:
        month = _MONTHS.index(found["B"]) + 1
    elif "b" in found:
        month = [name[:3] for name in _MONTHS].index(found["b"]) + 1
    hour = number("H", 0)
    if "I" in found:
        hour = number("I", 0) % 12 + (12 if found.get("p") == "pm" else 0)
    weekday = None
    if "A" in found:
        weekday = _DAYS.index(found["A"])
    elif "a" in found:
        weekday = [name[:3] for name in _DAYS].index(found["a"])
    elif "w" in found:
        weekday = (number("w", 0) + 6) % 7
    elif "u" in found:
        weekday = number("u", 1) - 1
    of_year = number("j", 0) or None
    if "G" in found or "V" in found:
        if of_year is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
        if "G" not in found or "V" not in found or weekday is None:
            raise ValueError("ISO year directive '%G' and ISO week directive '%V' must be used together and with a weekday directive")
        moment = date.fromisocalendar(number("G", 0), number("V", 0), weekday + 1)
        year, month, day = moment.year, moment.month, moment.day
    shown = year
    if year is None:
        # The 29th of February is a day of a leap year.
        year = 1904 if month == 2 and day == 29 else 1900
    if of_year is None and weekday is not None and shown is not None and ("U" in found or "W" in found):
        monday = "W" in found
        of_year = _weeks(year, number("W" if monday else "U", 0), weekday, monday)
        moment = date.fromordinal(date(year, 1, 1).toordinal() + of_year - 1)
        year, month, day = moment.year, moment.month, moment.day
    elif of_year is not None:
        moment = date.fromordinal(date(year, 1, 1).toordinal() + of_year - 1)
        year, month, day = moment.year, moment.month, moment.day
    moment = date(year, month, day)
    of_year = moment.toordinal() - date(year, 1, 1).toordinal() + 1
    weekday = moment.weekday()
    if shown is None and year == 1904:
        year = 1900
    microsecond = int((found.get("f", "0") + "00000")[:6])
    offset = _offset(found["z"]) if "z" in found else None
    zone = found.get("Z")
    dst = 0 if zone else -1
    parts = (year, month, day, hour, number("M", 0), number("S", 0), weekday, of_year, dst)
    return parts, microsecond, offset, zone and zone.upper()
