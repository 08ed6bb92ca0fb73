//! `time`: clocks, waiting, and calendar times as tuples.

use pyrite_core::machine::{Machine, Piece, Progress, Text, Wait};
use pyrite_core::native::rare;
use pyrite_core::types::named::NamedTuple;
use pyrite_core::{Args, Item, Member, Native, R, Space, Value, does, n, types};

pub static TIME: Space = Space::module(n::time, MEMBERS);

static MEMBERS: &[Member] = &[
    does(n::time, time, 0, 0, "time() -- seconds since 1970"),
    does(
        n::time_ns,
        time_ns,
        0,
        0,
        "time_ns() -- nanoseconds since 1970",
    ),
    does(
        n::monotonic,
        elapsed,
        0,
        0,
        "monotonic() -- seconds of a clock that never goes back",
    ),
    does(
        n::monotonic_ns,
        elapsed_ns,
        0,
        0,
        "monotonic_ns() -- nanoseconds of a clock that never goes back",
    ),
    does(
        n::perf_counter,
        elapsed,
        0,
        0,
        "perf_counter() -- seconds of the most exact clock",
    ),
    does(
        n::perf_counter_ns,
        elapsed_ns,
        0,
        0,
        "perf_counter_ns() -- nanoseconds of the most exact clock",
    ),
    does(
        n::process_time,
        elapsed,
        0,
        0,
        "process_time() -- seconds that the program has computed",
    ),
    does(
        n::clock,
        elapsed,
        0,
        0,
        "clock() -- seconds that the program has computed",
    ),
    does(n::sleep, sleep, 1, 1, "sleep(seconds) -- wait"),
    does(
        n::sleep_ms,
        sleep_ms,
        1,
        1,
        "sleep_ms(ms) -- wait so many milliseconds",
    ),
    does(
        n::sleep_us,
        sleep_us,
        1,
        1,
        "sleep_us(us) -- wait so many microseconds",
    ),
    does(
        n::ticks_ms,
        ticks_ms,
        0,
        0,
        "ticks_ms() -- a counter of milliseconds that begins anew at some time; compare with ticks_diff",
    ),
    does(
        n::ticks_us,
        ticks_us,
        0,
        0,
        "ticks_us() -- a counter of microseconds that begins anew at some time; compare with ticks_diff",
    ),
    does(
        n::ticks_cpu,
        ticks_us,
        0,
        0,
        "ticks_cpu() -- the finest counter there is",
    ),
    does(
        n::ticks_add,
        ticks_add,
        2,
        2,
        "ticks_add(ticks, delta) -- a counter's value that much later",
    ),
    does(
        n::ticks_diff,
        ticks_diff,
        2,
        2,
        "ticks_diff(end, start) -- how much later end is than start",
    ),
    does(
        n::localtime,
        localtime,
        0,
        1,
        "localtime(seconds=None) -- a time as year, month, day, hour, ... where we are",
    ),
    does(
        n::gmtime,
        gmtime,
        0,
        1,
        "gmtime(seconds=None) -- a time as year, month, day, hour, ... in UTC",
    ),
    does(
        n::mktime,
        mktime,
        1,
        1,
        "mktime(t) -- seconds since 1970 of such a tuple",
    ),
    does(
        n::asctime,
        rare(asctime),
        0,
        1,
        "asctime(t=None) -- a time as text",
    ),
    does(
        n::ctime,
        rare(ctime),
        0,
        1,
        "ctime(seconds=None) -- a time as text",
    ),
    does(
        n::strptime,
        rare(strptime),
        1,
        2,
        "strptime(string, format) -- the time that a text in a format means",
    ),
    does(
        n::thread_time,
        elapsed,
        0,
        0,
        "thread_time() -- seconds that this thread has computed",
    ),
    does(
        n::thread_time_ns,
        elapsed_ns,
        0,
        0,
        "thread_time_ns() -- nanoseconds that this thread has computed",
    ),
    does(
        n::process_time_ns,
        elapsed_ns,
        0,
        0,
        "process_time_ns() -- nanoseconds that the program has computed",
    ),
    (
        n::strftime,
        Item::Function(
            Native::new(rare(strftime), 1, 2)
                .doc("strftime(format, t=None) -- a time as text in a format"),
        ),
    ),
    (n::struct_time, Item::Getter(|m| STRUCT_TIME.class(m))),
    (n::timezone, Item::Getter(timezone)),
    (n::altzone, Item::Getter(timezone)),
    (n::daylight, Item::Int(0)),
    (n::tzname, Item::Getter(tzname)),
];

static STRUCT_TIME: NamedTuple = NamedTuple {
    name: "time.struct_time",
    items: "tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst",
    more: "tm_zone tm_gmtoff",
};

/// Ticks wrap around at this many: they stay small ints in every object model.
const TICKS: i64 = 1 << 30;

const DAY: i64 = 86_400;

fn now(m: &mut Machine) -> i64 {
    let now = m.host.now();
    i64::try_from(now).unwrap_or(i64::MAX)
}

fn micros(m: &mut Machine) -> i64 {
    i64::try_from(m.host.micros()).unwrap_or(i64::MAX)
}

fn time(m: &mut Machine, _: Args) -> R {
    let nanos = now(m);
    m.new_float(nanos as f64 / 1e9)
}

fn time_ns(m: &mut Machine, _: Args) -> R {
    let nanos = now(m);
    m.new_int(nanos)
}

fn elapsed(m: &mut Machine, _: Args) -> R {
    let micros = micros(m);
    m.new_float(micros as f64 / 1e6)
}

fn elapsed_ns(m: &mut Machine, _: Args) -> R {
    let micros = micros(m);
    m.new_int(micros.saturating_mul(1000))
}

/// Seconds, as int or float.
fn seconds(m: &mut Machine, v: Value) -> R<f64> {
    if let Some(f) = m.as_float(v) {
        return Ok(f);
    }
    Ok(m.to_i64(v)? as f64)
}

fn sleep(m: &mut Machine, args: Args) -> R {
    let seconds = seconds(m, args.at(m, 0))?;
    if seconds.is_nan() {
        return Err(m.value_error(&[Piece::S("Invalid value NaN (not a number)")]));
    }
    if seconds < 0.0 {
        return Err(m.value_error(&[Piece::S("sleep length must be non-negative")]));
    }
    // A cast from float to int stops at the ends of the range.
    wait(m, (seconds * 1e6) as u64)
}

fn sleep_ms(m: &mut Machine, args: Args) -> R {
    let ms = m.to_i64(args.at(m, 0))?;
    wait(m, u64::try_from(ms).unwrap_or(0).saturating_mul(1000))
}

fn sleep_us(m: &mut Machine, args: Args) -> R {
    let us = m.to_i64(args.at(m, 0))?;
    wait(m, u64::try_from(us).unwrap_or(0))
}

/// Waits on the host; Ctrl-C ends it.
fn wait(m: &mut Machine, micros: u64) -> R {
    let until = m.host.micros().saturating_add(micros);
    m.wait(Wait::Until(until), |_| Ok(Progress::Done(Value::NONE)))
}

fn ticks_ms(m: &mut Machine, _: Args) -> R {
    let micros = micros(m);
    Ok(Value::small_wrapping((micros / 1000) % TICKS))
}

fn ticks_us(m: &mut Machine, _: Args) -> R {
    let micros = micros(m);
    Ok(Value::small_wrapping(micros % TICKS))
}

fn ticks_add(m: &mut Machine, args: Args) -> R {
    let ticks = m.to_i64(args.at(m, 0))?;
    let delta = m.to_i64(args.at(m, 1))?;
    if delta.unsigned_abs() >= TICKS.unsigned_abs() / 2 {
        return Err(m.error(
            types::OVERFLOW_ERROR,
            &[Piece::S("ticks interval overflow")],
        ));
    }
    Ok(Value::small_wrapping(
        ticks.wrapping_add(delta).rem_euclid(TICKS),
    ))
}

fn ticks_diff(m: &mut Machine, args: Args) -> R {
    let end = m.to_i64(args.at(m, 0))?;
    let start = m.to_i64(args.at(m, 1))?;
    let apart = end
        .wrapping_sub(start)
        .wrapping_add(TICKS / 2)
        .rem_euclid(TICKS);
    Ok(Value::small_wrapping(apart - TICKS / 2))
}

/// A moment of the calendar.
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    /// Monday is 0.
    weekday: i64,
    /// The first of January is 1.
    day_of_year: i64,
}

/// Days since 1970 of a date of the Gregorian calendar. Years count from March here, so that the leap day comes last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let month = month - 1;
    let year = year + month.div_euclid(12);
    let month = month.rem_euclid(12) + 1;
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let era = year.div_euclid(400);
    let year = year.rem_euclid(400);
    era * 146_097 + year * 365 + year / 4 - year / 100 + (153 * month + 2) / 5 + day - 1 - 719_468
}

impl Moment {
    fn of(seconds: i64) -> Moment {
        let day = seconds.div_euclid(DAY);
        let second = seconds.rem_euclid(DAY);
        let shifted = day + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let march = (5 * of_year + 2) / 153;
        let month = if march < 10 { march + 3 } else { march - 9 };
        let year = era * 400 + year + i64::from(month <= 2);
        Moment {
            year,
            month,
            day: of_year - (153 * march + 2) / 5 + 1,
            hour: second / 3600,
            minute: second / 60 % 60,
            second: second % 60,
            weekday: (day + 3).rem_euclid(7),
            day_of_year: day - days(year, 1, 1) + 1,
        }
    }

    /// A `struct_time` of a place this many seconds ahead of UTC.
    fn tuple(&self, m: &mut Machine, offset: i32) -> R {
        let fields = [
            self.year,
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second,
            self.weekday,
            self.day_of_year,
            0,
        ];
        let mut items = [Value::NONE; 11];
        for (item, field) in items.iter_mut().zip(fields) {
            *item = Value::small_wrapping(field);
        }
        items[9] = zone_name(m, offset)?;
        items[10] = Value::small_wrapping(i64::from(offset));
        STRUCT_TIME.make(m, &items)
    }

    /// From a tuple of at least the first eight numbers.
    fn from_tuple(m: &mut Machine, v: Value) -> R<Moment> {
        if !m.is_a(v, types::TUPLE) {
            return Err(m.type_error(&[Piece::S("Tuple or struct_time argument required")]));
        }
        let tuple = m.tuple_of(v)?;
        let count = m.tuple_len(tuple);
        if !(8..=9).contains(&count) {
            return Err(m.type_error(&[
                Piece::S("function takes exactly 9 arguments ("),
                Piece::I(count as i64),
                Piece::S(" given)"),
            ]));
        }
        let mut fields = [0; 8];
        for (i, field) in fields.iter_mut().enumerate() {
            let item = m.tuple_item(tuple, i);
            // Far beyond any calendar, and small enough to calculate with.
            *field = m.to_i64(item)?.clamp(-(1 << 40), 1 << 40);
        }
        let [year, month, day, hour, minute, second, weekday, day_of_year] = fields;
        Ok(Moment {
            year,
            month,
            day,
            hour,
            minute,
            second,
            weekday,
            day_of_year,
        })
    }

    /// The argument, or local time now.
    fn argument(m: &mut Machine, v: Option<Value>) -> R<Moment> {
        if let Some(v) = v {
            return Moment::from_tuple(m, v);
        }
        let seconds = now(m).div_euclid(1_000_000_000);
        let offset = m.host.zone(seconds);
        Ok(Moment::of(seconds + i64::from(offset)))
    }

    fn seconds(&self) -> i64 {
        let days = days(self.year, self.month, self.day);
        days.saturating_mul(DAY)
            .saturating_add(self.hour.saturating_mul(3600))
            .saturating_add(self.minute.saturating_mul(60))
            .saturating_add(self.second)
    }
}

/// The seconds an argument says, or those of now. Far years are a limit of calendars.
fn moment_argument(m: &mut Machine, args: Args) -> R<i64> {
    match args.get(m, 0).filter(|v| !v.is_none()) {
        None => Ok(now(m).div_euclid(1_000_000_000)),
        Some(v) => {
            let seconds = seconds(m, v)?;
            if !(-1e14..=1e14).contains(&seconds) {
                return Err(m.error(types::OVERFLOW_ERROR, &[Piece::S("timestamp out of range")]));
            }
            let whole = seconds as i64;
            Ok(if seconds < whole as f64 {
                whole - 1
            } else {
                whole
            })
        }
    }
}

fn gmtime(m: &mut Machine, args: Args) -> R {
    let seconds = moment_argument(m, args)?;
    Moment::of(seconds).tuple(m, 0)
}

fn localtime(m: &mut Machine, args: Args) -> R {
    let seconds = moment_argument(m, args)?;
    let offset = m.host.zone(seconds);
    Moment::of(seconds + i64::from(offset)).tuple(m, offset)
}

/// The inverse of `localtime`.
fn mktime(m: &mut Machine, args: Args) -> R {
    let local = Moment::from_tuple(m, args.at(m, 0))?.seconds();
    // The offset at the moment itself is only known once the moment is: the second guess is right except where a clock
    // is put forward.
    let guess = local.saturating_sub(i64::from(m.host.zone(local)));
    let seconds = local.saturating_sub(i64::from(m.host.zone(guess)));
    m.new_float(seconds as f64)
}

/// A zone without a name is called by its offset.
fn zone_name(m: &mut Machine, offset: i32) -> R {
    let minutes = offset.unsigned_abs() / 60;
    let mut text = Text::new(m)?;
    text.push_str(m, "UTC")?;
    if offset != 0 {
        text.push_byte(m, if offset < 0 { b'-' } else { b'+' })?;
        for number in [minutes / 60, minutes % 60] {
            if number < 10 {
                text.push_byte(m, b'0')?;
            }
            text.push_int(m, i64::from(number))?;
        }
    }
    text.finish(m)
}

/// Seconds that local time is behind UTC.
fn timezone(m: &mut Machine) -> R {
    let seconds = now(m).div_euclid(1_000_000_000);
    let offset = m.host.zone(seconds);
    Ok(Value::small_wrapping(-i64::from(offset)))
}

fn tzname(m: &mut Machine) -> R {
    let seconds = now(m).div_euclid(1_000_000_000);
    let offset = m.host.zone(seconds);
    let name = zone_name(m, offset)?;
    m.new_tuple(&[name, name])
}

fn asctime(m: &mut Machine, args: Args) -> R {
    let moment = Moment::argument(m, args.get(m, 0))?;
    moment.as_text(m)
}

fn ctime(m: &mut Machine, args: Args) -> R {
    let seconds = moment_argument(m, args)?;
    let offset = m.host.zone(seconds);
    Moment::of(seconds + i64::from(offset)).as_text(m)
}

/// `strptime(text, format)`: its table of patterns is Python.
fn strptime(m: &mut Machine, args: Args) -> R {
    let name = m.intern(b"_strptime")?;
    let reader = m.import(None, name, Value::NONE, 0)?;
    let format = match args.get(m, 1) {
        Some(format) => format,
        None => m.new_str(b"%a %b %d %H:%M:%S %Y")?,
    };
    let read = m.call_method(reader, n::read, &[args.at(m, 0), format])?;
    let parts = m.tuple_item(read, 0);
    let class = STRUCT_TIME.class(m)?;
    m.call(class, &[parts])
}

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `strftime(format[, time])`, with the directives of the C locale.
fn strftime(m: &mut Machine, args: Args) -> R {
    let moment = Moment::argument(m, args.get(m, 1))?;
    let format = args.at(m, 0);
    if m.str_bytes(format).is_none() {
        return Err(m.type_error(&[
            Piece::S("strftime() argument 1 must be str, not "),
            Piece::T(format),
        ]));
    }
    let mut text = Text::new(m)?;
    let mut at = 0;
    let mut directive = false;
    while let Some(&byte) = m.str_bytes(format).and_then(|bytes| bytes.get(at)) {
        at += 1;
        if directive {
            moment.directive(byte, &mut text, m)?;
            directive = false;
        } else if byte == b'%' {
            directive = true;
        } else {
            text.push_byte(m, byte)?;
        }
    }
    text.finish(m)
}

impl Moment {
    fn directive(&self, letter: u8, text: &mut Text, m: &mut Machine) -> R<()> {
        let pick = |names: &[&'static str], i: i64| {
            usize::try_from(i)
                .ok()
                .and_then(|i| names.get(i).copied())
                .unwrap_or("?")
        };
        let weekday = pick(&DAYS, self.weekday);
        let month = pick(&MONTHS, self.month - 1);
        let short = |name: &'static str| name.get(..3).unwrap_or(name);
        let hour12 = (self.hour + 11).rem_euclid(12) + 1;
        let mut number = |value: i64, width: u32| -> R<()> {
            for digit in (1..width).rev() {
                if value >= 0 && value < 10i64.pow(digit) {
                    text.push_byte(m, b'0')?;
                }
            }
            text.push_int(m, value)
        };
        match letter {
            b'Y' => number(self.year, 1),
            b'y' => number(self.year.rem_euclid(100), 2),
            b'm' => number(self.month, 2),
            b'd' => number(self.day, 2),
            b'H' => number(self.hour, 2),
            b'I' => number(hour12, 2),
            b'M' => number(self.minute, 2),
            b'S' => number(self.second, 2),
            b'j' => number(self.day_of_year, 3),
            b'w' => number((self.weekday + 1) % 7, 1),
            b'u' => number(self.weekday + 1, 1),
            b'A' => text.push_str(m, weekday),
            b'a' => text.push_str(m, short(weekday)),
            b'B' => text.push_str(m, month),
            b'b' | b'h' => text.push_str(m, short(month)),
            b'p' => text.push_str(m, if self.hour < 12 { "AM" } else { "PM" }),
            b'%' => text.push_byte(m, b'%'),
            b'n' => text.push_byte(m, b'\n'),
            b't' => text.push_byte(m, b'\t'),
            b'C' => number(self.year.div_euclid(100), 2),
            b'e' => {
                if self.day < 10 {
                    text.push_byte(m, b' ')?;
                }
                text.push_int(m, self.day)
            }
            b'U' => number((self.day_of_year + 6 - (self.weekday + 1) % 7) / 7, 2),
            b'W' => number((self.day_of_year + 6 - self.weekday) / 7, 2),
            b'G' => number(self.iso_week().0, 1),
            b'g' => number(self.iso_week().0.rem_euclid(100), 2),
            b'V' => number(self.iso_week().1, 2),
            b'z' => text.push_str(m, "+0000"),
            b'Z' => text.push_str(m, "UTC"),
            b'r' => self.all(b"I:M:S p", text, m),
            b'T' | b'X' => self.all(b"H:M:S", text, m),
            b'D' | b'x' => self.all(b"m/d/y", text, m),
            b'F' => self.all(b"Y-m-d", text, m),
            b'R' => self.all(b"H:M", text, m),
            b'c' => self.all(b"a b e T Y", text, m),
            other => {
                text.push_byte(m, b'%')?;
                text.push_byte(m, other)
            }
        }
    }

    /// The year and the number of the ISO week.
    fn iso_week(&self) -> (i64, i64) {
        let day = days(self.year, self.month, self.day);
        // The Thursday of a week says which year it belongs to.
        let thursday = day - self.weekday + 3;
        let year = Moment::of(thursday.saturating_mul(DAY)).year;
        (year, (thursday - days(year, 1, 1)) / 7 + 1)
    }

    /// As `asctime` writes it.
    fn as_text(&self, m: &mut Machine) -> R {
        let mut text = Text::new(m)?;
        self.all(b"a b e T Y", &mut text, m)?;
        text.finish(m)
    }

    /// Several directives: letters stand for them, other characters for themselves.
    fn all(&self, letters: &[u8], text: &mut Text, m: &mut Machine) -> R<()> {
        for &letter in letters {
            if letter.is_ascii_alphabetic() {
                self.directive(letter, text, m)?;
            } else {
                text.push_byte(m, letter)?;
            }
        }
        Ok(())
    }
}
