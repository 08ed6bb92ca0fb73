//! The log: a table that stays.

use pyrite_core::board::{Answer, Fault, Log};

#[derive(Default)]
pub struct Table {
    /// Rows of comma-separated values.
    pub text: Vec<u8>,
    pub changed: bool,
}

/// Bytes that fit, as on the micro:bit.
pub const ROOM: usize = 118 * 1024;

impl Log for Table {
    fn append(&mut self, text: &[u8]) -> Answer {
        if self.text.len() + text.len() > ROOM {
            return Err(Fault::Full);
        }
        self.text.extend_from_slice(text);
        self.changed = true;
        Ok(())
    }

    fn erase(&mut self, _full: bool) -> Answer {
        self.text.clear();
        self.changed = true;
        Ok(())
    }

    fn size(&mut self) -> usize {
        self.text.len()
    }

    fn read(&mut self, from: usize, into: &mut [u8]) -> usize {
        let part = self.text.get(from..).unwrap_or_default();
        let len = part.len().min(into.len());
        into[..len].copy_from_slice(&part[..len]);
        len
    }
}
