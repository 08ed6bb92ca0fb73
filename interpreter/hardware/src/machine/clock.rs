//! `Timer`, `RTC` and `WDT`.

use pyrite_core::board::{Fault, Start};
use pyrite_core::machine::{Machine, Piece};
use pyrite_core::native::Native;
use pyrite_core::{Args, Item, Name, R, Ref, Space, Value, method, n, types};

use crate::microbit::timer::{self, ONCE, WITH_OWNER};
use crate::part;
use crate::state::{self, at};
use crate::table::{flag, given, int_in, real, told, told_named};

// ---- machine.Timer

const TIMER_NEW: &[Name] = &[
    n::__,
    n::id,
    n::mode,
    n::freq,
    n::period,
    n::callback,
    n::hard,
];
const TIMER_INIT: &[Name] = &[n::__, n::mode, n::freq, n::period, n::callback, n::hard];

pub static TIMER: Space = Space::class(
    n::Timer,
    types::OBJECT,
    &[
        told_named(n::init, timer_init, 1, TIMER_INIT, 1,
            "init(*, mode=Timer.PERIODIC, freq=-1, period=-1, callback=None) -- call callback(timer) every period milliseconds, or freq times a second"),
        told(n::deinit, timer_deinit, 1, 1, "deinit() -- stop the timer"),
        (n::ONE_SHOT, Item::Int(0)),
        (n::PERIODIC, Item::Int(1)),
    ],
)
.new(Native::new(new_timer, 1, 7).named(TIMER_NEW, 2).doc("Timer(id=-1, *, mode=Timer.PERIODIC, freq=-1, period=-1, callback=None) -- calls a function later, or again and again"))
.of_module(n::machine);

/// The timer that runs for a record, in its first field.
fn stop_inner(m: &mut Machine, r: Ref) {
    if let Some(inner) = m.heap.value(r, 1).as_ref() {
        timer::stop(m, inner);
    }
    m.heap.set_value(r, 1, Value::NONE);
}

fn new_timer(m: &mut Machine, args: Args) -> R {
    let v = m.new_record(crate::MACHINE_TIMER, &[Value::NONE])?;
    if let Some(r) = v.as_ref() {
        timer_set(m, r, args, 2)?;
    }
    Ok(v)
}

fn timer_set(m: &mut Machine, r: Ref, args: Args, i: usize) -> R<()> {
    stop_inner(m, r);
    let once = int_in(m, args, i, 1, 0, 1, "mode")? == 0;
    let period = match (given(m, args, i + 1), given(m, args, i + 2)) {
        (Some(v), None) => {
            let frequency = real(m, v)?;
            if frequency.is_nan() || frequency <= 0.0 {
                return Err(m.value_error(&[Piece::S("freq must be above 0")]));
            }
            (1e6 / frequency) as u64
        }
        (_, Some(_)) => int_in(m, args, i + 2, 1, 1, 1 << 40, "period")? as u64 * 1000,
        (None, None) => return Ok(()),
    };
    let Some(function) = given(m, args, i + 3) else {
        return Ok(());
    };
    timer::callable(m, function)?;
    let mut flags = if once { ONCE | WITH_OWNER } else { WITH_OWNER };
    if flag(m, args, i + 4, false)? {
        flags |= timer::HARD;
    }
    let inner = timer::new(m, function, period, flags, Value::reference(r))?;
    m.heap.set_value(r, 1, Value::reference(inner));
    timer::start(m, inner)
}

fn timer_init(m: &mut Machine, args: Args) -> R {
    let r = types::receiver::record(m, args, crate::MACHINE_TIMER)?;
    timer_set(m, r, args, 1)?;
    Ok(Value::NONE)
}

fn timer_deinit(m: &mut Machine, args: Args) -> R {
    let r = types::receiver::record(m, args, crate::MACHINE_TIMER)?;
    stop_inner(m, r);
    Ok(Value::NONE)
}

// ---- WDT

pub static WDT: Space = Space::class(
    n::WDT,
    types::OBJECT,
    &[
        told(n::feed, feed, 1, 1, "feed() -- the program is alive: the board is not started anew"),
        method(n::__call__, bite, 1, 1),
    ],
)
.new(Native::new(new_wdt, 1, 3).named(&[n::__, n::id, n::timeout], 3).doc("WDT(id=0, timeout=5000) -- starts the board anew when feed() is not called for so many milliseconds"))
.of_module(n::machine);

fn new_wdt(m: &mut Machine, args: Args) -> R {
    let timeout = int_in(m, args, 2, 5000, 1, 1 << 30, "timeout")?;
    let v = m.new_record(crate::WDT, &[Value::NONE])?;
    // The chip's own, or else a timer of the program's.
    let answer = part::board(m, |board| match board.power() {
        Some(power) => power.watch(timeout as u32),
        None => Err(Fault::Absent),
    })?;
    match answer {
        Err(Fault::Absent) => {}
        Err(fault) => return Err(part::failed(m, fault, "watchdog")),
        Ok(()) => return Ok(v),
    }
    let inner = timer::new(m, v, timeout as u64 * 1000, ONCE, Value::NONE)?;
    if let Some(r) = v.as_ref() {
        m.heap.set_value(r, 1, Value::reference(inner));
    }
    timer::start(m, inner)?;
    Ok(v)
}

fn feed(m: &mut Machine, args: Args) -> R {
    let r = types::receiver::record(m, args, crate::WDT)?;
    if let Some(inner) = m.heap.value(r, 1).as_ref() {
        timer::stop(m, inner);
        timer::start(m, inner)?;
    } else {
        part::power(m, |p| p.feed())?;
    }
    Ok(Value::NONE)
}

fn bite(m: &mut Machine, args: Args) -> R {
    crate::microbit::reset(m, args)
}

// ---- RTC

pub static RTC: Space = Space::class(
    n::RTC,
    types::OBJECT,
    &[
        told(n::datetime, datetime, 1, 2,
            "datetime([(year, month, day, weekday, hours, minutes, seconds, subseconds)]) -- read or set the clock; Monday is 1"),
        told_named(n::wakeup, wakeup, 2, &[n::__, n::timeout, n::callback], 3, "wakeup(timeout, callback=None) -- call callback(rtc) every so many milliseconds; None ends that"),
        told(n::calibration, calibration, 1, 2,
            "calibration([cal]) -- by how much the clock is corrected: -511 (slower) to 512 (quicker), in parts of 0.954 in a million"),
        told(n::info, info, 1, 1, "info() -- milliseconds that the clock took to start, and why the board did: 0x10000 power, 0x20000 reset"),
        told(n::init, rtc_init, 1, 2, "init([datetime]) -- the clock goes on; or set it"),
    ],
)
.new(Native::new(new_rtc, 1, 2).doc("RTC() -- the clock that knows the date"))
.of_module(n::machine);

fn new_rtc(m: &mut Machine, _: Args) -> R {
    state::ready(m)?;
    m.new_record(crate::RTC, &[Value::NONE])
}

fn calibration(m: &mut Machine, args: Args) -> R {
    own_rtc(m, args)?;
    state::ready(m)?;
    if given(m, args, 1).is_none() {
        let steps = state::get(m, at::CALIBRATION);
        return Ok(Value::small_wrapping(i64::from(steps)));
    }
    let steps = int_in(m, args, 1, 0, -511, 512, "cal")?;
    part::ask(m, "clock that can be corrected", |board| {
        board.calibrate_clock(steps as i16)
    })?;
    state::set(m, at::CALIBRATION, steps as i32);
    Ok(Value::NONE)
}

fn info(m: &mut Machine, _: Args) -> R {
    let started = part::board(m, |board| board.started_by())?;
    Ok(Value::small_wrapping(match started {
        Start::PowerOn => 0x1_0000,
        Start::Reset => 0x2_0000,
        _ => 0,
    }))
}

fn rtc_init(m: &mut Machine, args: Args) -> R {
    match given(m, args, 1) {
        Some(_) => datetime(m, args),
        None => Ok(Value::NONE),
    }
}

fn own_rtc(m: &mut Machine, args: Args) -> R<Ref> {
    types::receiver::record(m, args, crate::RTC)
}

/// Days from 1970 to a day of the Gregorian calendar.
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March have their odd day at the end.
    let (y, mth) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let era = y.div_euclid(400);
    let in_era = y.rem_euclid(400);
    era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + (153 * mth + 2) / 5 + day
        - 1
        - 719_468
}

/// Year, month and day of a day counted from 1970.
pub fn date(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let in_era = shifted.rem_euclid(146_097);
    let year = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let march = (5 * in_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    (
        era * 400 + year + i64::from(month <= 2),
        month,
        in_year - (153 * march + 2) / 5 + 1,
    )
}

fn datetime(m: &mut Machine, args: Args) -> R {
    own_rtc(m, args)?;
    state::ready(m)?;
    // Milliseconds since 1970, and what a program added to them.
    let now = (m.host.now() / 1_000_000) as i64;
    let Some(v) = args.get(m, 1) else {
        let ms = now.saturating_add(state::time(m, at::CLOCK) as i64);
        let seconds = ms.div_euclid(1000);
        let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, date) = date(day);
        // Parts of a second count down, as the chip's do.
        let sub = 255 - ms.rem_euclid(1000) * 256 / 1000;
        let fields = [
            year,
            month,
            date,
            (day + 3).rem_euclid(7) + 1,
            second / 3600,
            second / 60 % 60,
            second % 60,
            sub,
        ];
        return m.new_tuple(&fields.map(Value::small_wrapping));
    };
    let tuple = m.tuple_of(v)?;
    if m.tuple_len(tuple) != 8 {
        return Err(m.value_error(&[Piece::S("a date and time has 8 numbers: (year, month, day, weekday, hours, minutes, seconds, subseconds)")]));
    }
    let mut f = [0; 8];
    for (i, field) in f.iter_mut().enumerate() {
        let item = m.tuple_item(tuple, i);
        *field = m.index_clamped(item)?;
    }
    let ranges = [
        (1970, 2399),
        (1, 12),
        (1, 31),
        (0, 7),
        (0, 23),
        (0, 59),
        (0, 59),
        (0, 999_999),
    ];
    let names = [
        "year",
        "month",
        "day",
        "weekday",
        "hours",
        "minutes",
        "seconds",
        "subseconds",
    ];
    for i in 0..8 {
        if f[i] < ranges[i].0 || f[i] > ranges[i].1 {
            return Err(crate::table::out_of(m, names[i], ranges[i].0, ranges[i].1));
        }
    }
    let ms = (days(f[0], f[1], f[2]) * 86_400 + f[4] * 3600 + f[5] * 60 + f[6]) * 1000;
    // Where the board has no such clock, the program's runs ahead of the host's.
    let ahead = match part::board(m, |board| board.set_clock(ms as u64))? {
        Ok(()) => 0,
        Err(_) => ms - now,
    };
    state::set_time(m, at::CLOCK, ahead as u64);
    Ok(Value::NONE)
}

fn wakeup(m: &mut Machine, args: Args) -> R {
    let r = own_rtc(m, args)?;
    stop_inner(m, r);
    if given(m, args, 1).is_none() {
        return Ok(Value::NONE);
    }
    let period = int_in(m, args, 1, 0, 4, 1 << 33, "timeout")? as u64 * 1000;
    let function = given(m, args, 2).unwrap_or(Value::NONE);
    if !function.is_none() {
        timer::callable(m, function)?;
    }
    let flags = WITH_OWNER | timer::WAKES;
    let inner = timer::new(m, function, period, flags, Value::reference(r))?;
    m.heap.set_value(r, 1, Value::reference(inner));
    timer::start(m, inner)?;
    Ok(Value::NONE)
}

// ---- functions that `machine` and `pyb` share

pub fn unique_id(m: &mut Machine, _: Args) -> R {
    let mut id = [0; 16];
    let len = part::board(m, |b| b.unique_id(&mut id))?;
    m.new_bytes(&id[..len.min(16)])
}

pub fn frequency(m: &mut Machine) -> R<i64> {
    Ok(i64::from(part::board(m, |b| b.frequency())?))
}

/// Gives the processor the clock that argument 0 says, in hertz.
pub fn set_frequency(m: &mut Machine, args: Args) -> R<()> {
    let hertz = int_in(m, args, 0, 0, 1, i64::from(u32::MAX), "freq")? as u32;
    match part::board(m, |board| board.set_frequency(hertz))? {
        Err(Fault::Range) => Err(m.value_error(&[
            Piece::S("the processor cannot run at "),
            Piece::I(i64::from(hertz)),
            Piece::S(" Hz"),
        ])),
        answer => answer.map_err(|fault| part::failed(m, fault, "other clock")),
    }
}

/// Switches functions of timers and pins off: the state before, for `enable_irq`.
pub fn disable_irq(m: &mut Machine, _: Args) -> R {
    state::ready(m)?;
    let before = state::get(m, at::MASKED);
    state::set(m, at::MASKED, 1);
    Ok(Value::bool(before == 0))
}

pub fn enable_irq(m: &mut Machine, args: Args) -> R {
    state::ready(m)?;
    let on = crate::table::flag(m, args, 0, true)?;
    state::set(m, at::MASKED, i32::from(!on));
    let now = m.host.micros();
    m.tick_by(now);
    Ok(Value::NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for day in -1000..60_000 {
            let (y, m, d) = date(day);
            assert_eq!(days(y, m, d), day);
        }
        assert_eq!(date(days(2024, 2, 29) + 1), (2024, 3, 1));
    }
}
