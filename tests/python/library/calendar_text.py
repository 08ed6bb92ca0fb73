# calendar: months, years and questions about days.
import calendar
import datetime

print(calendar.month(2024, 2))
calendar.prmonth(2023, 10, w=4, l=2)
print(calendar.calendar(2025))
print(calendar.TextCalendar(calendar.SUNDAY).formatyear(1999, w=3, m=2)[:700])
print(calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(2000, 2020), calendar.weekday(2024, 2, 29), calendar.monthrange(2024, 2), calendar.monthrange(2023, 12))
print(calendar.monthcalendar(2024, 9))
print(list(calendar.month_name), list(calendar.day_abbr), calendar.day_name[0], calendar.month_abbr[12])
c = calendar.Calendar(6)
print(list(c.iterweekdays()), list(c.itermonthdays(2024, 2))[:8], list(c.itermonthdays2(2024, 2))[:3], [str(d) for d in c.itermonthdates(2024, 2)][:2], list(c.itermonthdays4(2024, 2))[0])
print(c.monthdatescalendar(2021, 2)[0][0], len(c.yeardayscalendar(2021)), c.firstweekday)
print(calendar.timegm((2024, 1, 2, 3, 4, 5)), calendar.timegm(datetime.datetime(1970, 1, 1).timetuple()), calendar.weekheader(3), calendar.firstweekday())
calendar.setfirstweekday(calendar.SUNDAY)
print(calendar.month(2024, 3))
for bad in (lambda: calendar.monthrange(2024, 13), lambda: calendar.setfirstweekday(7)):
    try:
        bad()
    except ValueError as e:
        print(type(e).__name__, e)
