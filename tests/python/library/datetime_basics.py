# skip: stuffed
# Time stamps need more digits than such a float has.
# datetime: the basics.
from datetime import *
d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isoformat(), d.toordinal(), date.fromordinal(738945), d.replace(year=2020), d + timedelta(days=1), d - timedelta(366), d - date(2024, 1, 1), d < date(2024, 3, 1), d == date(2024, 2, 29), date.fromisoformat("2023-12-31"), d.isocalendar()[:2], d.timetuple()[:8], d.strftime("%d/%m/%Y"), date.min, date.max)
t = time(13, 5, 9, 250)
print(t, repr(t), t.hour, t.isoformat(), time(1, 2), t.replace(hour=0), time(1) < time(2), t.strftime("%H-%M-%S"), time.fromisoformat("04:05:06"))
n = datetime(2024, 12, 31, 23, 59, 58)
print(n, repr(n), n.date(), n.time(), n + timedelta(seconds=2), n - datetime(2024, 1, 1), n.isoformat(" "), n.replace(microsecond=5), n.strftime("%Y-%m-%dT%H:%M:%S %a %b %j %p %I %y %%"), n.weekday(), datetime.combine(d, t), datetime.fromisoformat("2024-01-02T03:04:05.678000"), datetime.strptime("05/06/2024 07:08", "%d/%m/%Y %H:%M"), n > datetime(2024, 1, 1), hash(n) == hash(datetime(2024, 12, 31, 23, 59, 58)))
e = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6, weeks=1)
print(e, repr(e), e.days, e.seconds, e.microseconds, e.total_seconds() == 698584.005006, -timedelta(1), timedelta(hours=-1), repr(timedelta(hours=-1)), e * 2, timedelta(1) / 2, timedelta(1) // timedelta(hours=5), timedelta(1) % timedelta(hours=5), abs(timedelta(-1)), timedelta(1) > timedelta(0), bool(timedelta()), timedelta(days=1.5), timedelta(1) / timedelta(hours=6), sum([timedelta(1), timedelta(2)], timedelta()))
u = datetime(2024, 1, 1, 12, tzinfo=timezone.utc)
z = timezone(timedelta(hours=5, minutes=30), "IST")
print(u, u.astimezone(z), u.astimezone(z) == u, u.utcoffset(), z, u.tzname(), u.timestamp(), datetime.fromtimestamp(0, timezone.utc), timezone(timedelta(hours=-3)), u.replace(tzinfo=None))
for name, fn in [("month", lambda: date(2024, 13, 1)), ("day", lambda: date(2023, 2, 29)), ("hour", lambda: time(24)), ("iso", lambda: date.fromisoformat("nope")), ("naive", lambda: u < n), ("range", lambda: date.max + timedelta(1)), ("add", lambda: d + 1), ("add dates", lambda: d + d), ("compare", lambda: d < 5), ("delta zero", lambda: timedelta(1) / 0), ("set", lambda: setattr(d, "year", 1)), ("type", lambda: date("a", 1, 1))]:
    try:
        print(name, fn())
    except Exception as ex:
        print("error", name, type(ex).__name__)
