//! A serial line whose other end is a page or a test.

use pyrite_core::board::{Answer, Uart, UartSettings};
use std::collections::VecDeque;

#[derive(Default)]
pub struct SerialLine {
    pub settings: Option<UartSettings>,
    /// Bytes on their way to the program.
    pub incoming: VecDeque<u8>,
    /// Bytes that the program wrote and nobody has fetched.
    pub written: Vec<u8>,
    /// How often the line was held at rest.
    pub breaks: u32,
}

/// Bytes that wait for the program at most, as on the micro:bit.
const ROOM: usize = 64;

impl SerialLine {
    /// Bytes come in: how many found room; the others are lost.
    pub fn receive(&mut self, bytes: &[u8]) -> usize {
        let room = ROOM.saturating_sub(self.incoming.len()).min(bytes.len());
        self.incoming.extend(&bytes[..room]);
        room
    }

    /// Whether it is the console: no pins were chosen.
    pub fn is_console(&self) -> bool {
        self.settings.is_none_or(|s| s.out.is_none())
    }

    /// Bytes written since the last call.
    pub fn take_written(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.written)
    }
}

impl Uart for SerialLine {
    fn set_up(&mut self, settings: UartSettings) -> Answer {
        self.settings = Some(settings);
        self.incoming.clear();
        Ok(())
    }

    fn waiting(&mut self) -> usize {
        self.incoming.len()
    }

    fn read(&mut self, into: &mut [u8]) -> usize {
        let mut count = 0;
        for place in into.iter_mut() {
            let Some(byte) = self.incoming.pop_front() else {
                break;
            };
            *place = byte;
            count += 1;
        }
        count
    }

    fn write(&mut self, bytes: &[u8]) -> Answer<usize> {
        self.written.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn send_break(&mut self) -> Answer {
        self.breaks += 1;
        Ok(())
    }
}
