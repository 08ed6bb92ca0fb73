//! Why the chip began to run, by the number that its ROM gives (ESP32-C3 Technical Reference Manual, section "Reset Source").

use pyrite_core::board::Start;

pub fn started_by(number: u8) -> Start {
    match number {
        0x05 => Start::DeepSleep,
        // Watchdogs: of the timers, of the real-time clock, and the one that watches them.
        0x07..=0x09 | 0x0b | 0x0d | 0x10..=0x12 => Start::Watchdog,
        // A program, or a computer at the USB line.
        0x03 | 0x0c | 0x15 | 0x16 => Start::Reset,
        // Power came, or was not steady.
        _ => Start::PowerOn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_told_apart() {
        assert_eq!(started_by(0x01), Start::PowerOn);
        assert_eq!(started_by(0x03), Start::Reset);
        assert_eq!(started_by(0x05), Start::DeepSleep);
        assert_eq!(started_by(0x0d), Start::Watchdog);
        assert_eq!(started_by(0x0f), Start::PowerOn);
        assert_eq!(started_by(0x15), Start::Reset);
    }
}
