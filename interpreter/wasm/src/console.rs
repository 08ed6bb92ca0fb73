//! The terminal as a running program sees it: what is typed becomes lines, shown as they are typed; what is written
//! waits here until the page takes it.

use std::collections::VecDeque;

/// Bytes that may be typed ahead.
const AHEAD: usize = 1 << 20;
/// Bytes in a line.
const LINE: usize = 64 << 10;
/// Bytes that wait before a program has to.
const FULL: usize = 64 << 10;

const INTERRUPT: u8 = 0x03;
const END: u8 = 0x04;

#[derive(Default)]
pub struct Console {
    output: Vec<u8>,
    after_return: bool,
    /// Keys that nobody asked for yet.
    ahead: VecDeque<u8>,
    /// The line that is being typed.
    line: Vec<u8>,
    /// Lines that a program can read, with their ends; an empty one is the end of input.
    ready: VecDeque<Vec<u8>>,
    /// Of the first ready line, this much is read.
    read: usize,
    /// The key that interrupts, or none, if the program chose another than Ctrl-C.
    chosen: Option<Option<u8>>,
}

impl Console {
    /// Text for the terminal: a line's end there is two characters.
    pub fn write(&mut self, bytes: &[u8]) {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            match part.strip_suffix(b"\n") {
                Some(text) => {
                    self.output.extend_from_slice(text);
                    let returned = match text.last() {
                        Some(byte) => *byte == b'\r',
                        None => self.after_return,
                    };
                    if !returned {
                        self.output.push(b'\r');
                    }
                    self.output.push(b'\n');
                    self.after_return = false;
                }
                None => {
                    self.output.extend_from_slice(part);
                    self.after_return = part.last() == Some(&b'\r');
                }
            }
        }
    }

    /// Bytes for the terminal as they are.
    pub fn write_raw(&mut self, bytes: &[u8]) {
        self.output.extend_from_slice(bytes);
        self.after_return = false;
    }

    pub fn is_full(&self) -> bool {
        self.output.len() >= FULL
    }

    pub fn take_output(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.output)
    }

    /// Keys for the program. True when Ctrl-C was among them; what was typed before it is void.
    pub fn push(&mut self, keys: &[u8]) -> bool {
        let interrupts = self.chosen.unwrap_or(Some(INTERRUPT));
        let keys = match keys.iter().rposition(|key| Some(*key) == interrupts) {
            Some(at) => {
                self.forget();
                let rest = keys.get(at + 1..).unwrap_or_default();
                self.queue(rest);
                return true;
            }
            None => keys,
        };
        self.queue(keys);
        false
    }

    fn queue(&mut self, keys: &[u8]) {
        let room = AHEAD.saturating_sub(self.ahead.len());
        self.ahead.extend(keys.iter().take(room));
    }

    /// Nothing was typed.
    pub fn forget(&mut self) {
        self.ahead.clear();
        self.line.clear();
        self.ready.clear();
        self.read = 0;
    }

    /// Keys that the program did not read, for the prompt.
    pub fn take_ahead(&mut self) -> Vec<u8> {
        self.ready.clear();
        self.line.clear();
        self.read = 0;
        self.chosen = None;
        self.ahead.drain(..).collect()
    }

    /// Has another key interrupt, or none, until the program has ended.
    pub fn choose_interrupt(&mut self, key: Option<u8>) {
        self.chosen = Some(key);
    }

    /// How many keys nobody asked for yet.
    pub fn waiting(&self) -> usize {
        self.ahead.len()
    }

    /// Takes keys as they are, without showing them: how many.
    pub fn take_keys(&mut self, into: &mut [u8]) -> usize {
        let count = into.len().min(self.ahead.len());
        for (place, key) in into.iter_mut().zip(self.ahead.drain(..count)) {
            *place = key;
        }
        count
    }

    /// Whether a program that reads a line now gets one. Turns keys into lines, and shows them, as far as one is wanted.
    pub fn line_ready(&mut self) -> bool {
        while self.ready.is_empty() {
            let Some(key) = self.ahead.pop_front() else {
                return false;
            };
            self.key(key);
        }
        true
    }

    fn key(&mut self, key: u8) {
        match key {
            b'\r' | b'\n' => {
                self.write_raw(b"\r\n");
                let mut line = std::mem::take(&mut self.line);
                line.push(b'\n');
                self.ready.push_back(line);
            }
            END => {
                let line = std::mem::take(&mut self.line);
                self.ready.push_back(line);
            }
            0x08 | 0x7f => self.erase(),
            // Ctrl-U.
            0x15 => {
                while !self.line.is_empty() {
                    self.erase();
                }
            }
            // Escape sequences of keys that mean nothing here: the introducer goes, letters stay harmless.
            0x1b if self.ahead.front() == Some(&b'[') => {
                self.ahead.pop_front();
                while let Some(key) = self.ahead.pop_front() {
                    if (0x40..=0x7e).contains(&key) {
                        break;
                    }
                }
            }
            b'\t' | 0x20.. if self.line.len() < LINE => {
                self.line.push(key);
                self.write_raw(&[key]);
            }
            _ => {}
        }
    }

    /// Takes the last character away.
    fn erase(&mut self) {
        let continues = |byte: &u8| byte & 0xc0 == 0x80;
        let Some(mut last) = self.line.pop() else {
            return;
        };
        while continues(&last) {
            match self.line.pop() {
                Some(byte) => last = byte,
                None => break,
            }
        }
        // Characters of other scripts may take two columns.
        let wide = last >= 0xe2;
        self.write_raw(if wide {
            b"\x08\x08  \x08\x08"
        } else {
            b"\x08 \x08"
        });
    }

    /// The bytes of a line that is ready, as many as fit: 0 at the end of input.
    pub fn read(&mut self, into: &mut [u8]) -> usize {
        let Some(line) = self.ready.front() else {
            return 0;
        };
        let rest = line.get(self.read..).unwrap_or_default();
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.read += count;
        if self.read >= line.len() {
            self.ready.pop_front();
            self.read = 0;
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(console: &mut Console) -> String {
        String::from_utf8(console.take_output()).unwrap()
    }

    #[test]
    fn lines_end_as_a_terminal_wants_them() {
        let mut console = Console::default();
        console.write(b"a\nb\r\nc\r");
        console.write(b"\nd\n\n");
        assert_eq!(shown(&mut console), "a\r\nb\r\nc\r\nd\r\n\r\n");
    }

    #[test]
    fn typed_keys_are_shown_when_a_line_is_asked_for() {
        let mut console = Console::default();
        assert!(!console.push(b"onx\x7fe\rtwo"));
        assert_eq!(shown(&mut console), "");
        assert!(console.line_ready());
        assert_eq!(shown(&mut console), "onx\x08 \x08e\r\n");
        let mut buffer = [0; 3];
        assert_eq!(console.read(&mut buffer), 3);
        assert_eq!(console.read(&mut buffer), 1);
        assert_eq!(buffer[0], b'\n');
        assert!(!console.line_ready());
        assert_eq!(shown(&mut console), "two");
    }

    #[test]
    fn a_character_is_erased_as_a_whole_and_arrow_keys_type_nothing() {
        let mut console = Console::default();
        console.push("ä\x7f\x1b[A\x1b[1;5Cb\r".as_bytes());
        assert!(console.line_ready());
        let mut buffer = [0; 8];
        let count = console.read(&mut buffer);
        assert_eq!(&buffer[..count], b"b\n");
    }

    #[test]
    fn keys_are_taken_as_they_are_and_another_one_may_interrupt() {
        let mut console = Console::default();
        assert!(!console.push(b"a\x7f\r"));
        assert_eq!(console.waiting(), 3);
        let mut buffer = [0; 2];
        assert_eq!((console.take_keys(&mut buffer), buffer), (2, *b"a\x7f"));
        assert_eq!((shown(&mut console), console.waiting()), (String::new(), 1));
        console.choose_interrupt(Some(b'q'));
        assert!(!console.push(b"\x03"));
        assert!(console.push(b"q"));
        console.take_ahead();
        assert!(console.push(b"\x03"));
    }

    #[test]
    fn control_c_forgets_what_was_typed_and_control_d_ends_input() {
        let mut console = Console::default();
        assert!(console.push(b"abc\x03\x04"));
        assert!(console.line_ready());
        assert_eq!(console.read(&mut [0; 8]), 0);
        assert!(!console.line_ready());
    }
}
