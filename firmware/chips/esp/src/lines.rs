//! Two lines lead to the prompt: the chip's own USB, and the serial line that an interface chip may turn into USB. At the
//! start both are spoken to; then the one that was heard last, so that a slow line nobody listens to holds nothing up.

use core::sync::atomic::{AtomicU8, Ordering};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Line {
    Usb = 1,
    Serial = 2,
}

const BOTH: u8 = Line::Usb as u8 | Line::Serial as u8;

/// Who is spoken to.
pub struct Speaker(AtomicU8);

impl Speaker {
    pub const fn new() -> Speaker {
        Speaker(AtomicU8::new(BOTH))
    }

    /// Something came from a line: its interrupt tells.
    pub fn heard(&self, line: Line) {
        self.0.store(line as u8, Ordering::Relaxed);
    }

    pub fn speaks_to(&self, line: Line) -> bool {
        self.0.load(Ordering::Relaxed) & line as u8 != 0
    }
}

impl Default for Speaker {
    fn default() -> Speaker {
        Speaker::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_heard_last_is_spoken_to() {
        let speaker = Speaker::new();
        assert!(speaker.speaks_to(Line::Usb) && speaker.speaks_to(Line::Serial));
        speaker.heard(Line::Usb);
        assert!(speaker.speaks_to(Line::Usb) && !speaker.speaks_to(Line::Serial));
        speaker.heard(Line::Serial);
        assert!(!speaker.speaks_to(Line::Usb) && speaker.speaks_to(Line::Serial));
    }
}
