//! Date and time as the STM32's clock keeps them: decimal digits of four bits (RM0090, sections 26.6.1 and 26.6.2).

use crate::machine::clock::{date, days};

/// Milliseconds from 1970 to 2000 and to 2100: the years that the clock counts.
const FIRST: u64 = 946_684_800_000;
const END: u64 = 4_102_444_800_000;

fn digits(number: i64) -> u32 {
    (number / 10 % 10 * 16 + number % 10) as u32
}

/// The number that the digits at `shift` make; `high` says which bits of the first digit count.
fn number(bits: u32, shift: u32, high: u32) -> i64 {
    let digits = bits >> shift;
    i64::from((digits >> 4 & high) * 10 + (digits & 15))
}

/// The registers for time and date at a moment; none outside of the years that the clock counts.
pub fn registers(millis: u64) -> Option<(u32, u32)> {
    if !(FIRST..END).contains(&millis) {
        return None;
    }
    let seconds = (millis / 1000) as i64;
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    let (year, month, of_month) = date(day);
    let time = digits(second / 3600) << 16 | digits(second / 60 % 60) << 8 | digits(second % 60);
    // Monday is 1.
    let weekday = ((day + 3) % 7 + 1) as u32;
    let date = digits(year - 2000) << 16 | weekday << 13 | digits(month) << 8 | digits(of_month);
    Some((time, date))
}

/// The moment that the registers say, with parts of a second: how many are left of `of`.
pub fn millis(time: u32, date: u32, left: u32, of: u32) -> u64 {
    let year = 2000 + number(date, 16, 15);
    let day = days(year, number(date, 8, 1), number(date, 0, 3));
    let hours = day * 24 + number(time, 16, 3);
    let seconds = (hours * 60 + number(time, 8, 7)) * 60 + number(time, 0, 7);
    let parts = of.saturating_sub(1).saturating_sub(left);
    seconds.max(0) as u64 * 1000 + u64::from(parts) * 1000 / u64::from(of.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        // 2026-11-22 03:04:05, a Sunday.
        let moment = 1_795_316_645_000;
        let (time, date) = registers(moment).unwrap();
        assert_eq!((time, date), (0x03_0405, 0x26_0000 | 7 << 13 | 0x1122));
        for moment in (FIRST..END).step_by(7_654_321_000) {
            let (time, date) = registers(moment).unwrap();
            assert_eq!(millis(time, date, 255, 256), moment);
        }
        assert_eq!(millis(time, date, 63, 256), moment + 750);
        assert_eq!(registers(FIRST - 1), None);
        assert_eq!(registers(END), None);
    }
}
