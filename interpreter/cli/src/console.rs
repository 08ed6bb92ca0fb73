//! Standard input, output and error as the prompt and programs share them: buffered output, bytes read ahead, Ctrl-C.

use crate::interrupt::{Interrupt, Wait};
use crate::terminal::{Mode, Terminal, is_output_terminal};
use rustix::io::{Errno, read, write};
use rustix::stdio::{stderr, stdin, stdout};
use std::io;
use std::time::Duration;

pub struct Console {
    pub terminal: Terminal,
    pub interrupt: Interrupt,
    output: Vec<u8>,
    /// Lines are shown as they are written.
    lively: bool,
    after_return: bool,
    ahead: Vec<u8>,
    taken: usize,
    /// An answer that a tool typed, as far as the program has not read it.
    answer: Vec<u8>,
    /// A line feed that comes next belongs to the return before it.
    returned: bool,
}

/// What the keyboard gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    Byte(u8),
    Signal,
    End,
}

/// Output waits for this many bytes when nobody looks on.
const BUFFER: usize = 16 * 1024;

impl Console {
    pub fn open() -> io::Result<Self> {
        Ok(Console {
            terminal: Terminal::open(),
            interrupt: Interrupt::install()?,
            output: Vec::new(),
            lively: is_output_terminal(),
            after_return: false,
            ahead: Vec::new(),
            taken: 0,
            answer: Vec::new(),
            returned: false,
        })
    }

    pub fn write(&mut self, bytes: &[u8]) {
        if self.terminal.translates() {
            for &byte in bytes {
                if byte == b'\n' && !self.after_return {
                    self.output.push(b'\r');
                }
                self.output.push(byte);
                self.after_return = byte == b'\r';
            }
        } else {
            self.output.extend_from_slice(bytes);
        }
        if self.output.len() >= BUFFER || self.lively && bytes.contains(&b'\n') {
            self.flush();
        }
    }

    pub fn write_error(&mut self, bytes: &[u8]) {
        if self.terminal.translates() {
            return self.write(bytes);
        }
        self.flush();
        send(bytes, &stderr());
    }

    pub fn flush(&mut self) {
        send(&self.output, &stdout());
        self.output.clear();
    }

    /// The next byte for the prompt.
    pub fn key(&mut self) -> Key {
        if self.taken == self.ahead.len() {
            self.flush();
            if self.interrupt.wait(Some(stdin()), None) != Wait::Input {
                return Key::Signal;
            }
            if self.fill() == 0 {
                return Key::End;
            }
        }
        match self.ahead.get(self.taken) {
            Some(&byte) => {
                self.taken += 1;
                Key::Byte(byte)
            }
            None => Key::End,
        }
    }

    /// Reads for a program, up to the end of a line. 0 at the end of input, and when Ctrl-C was pressed.
    pub fn read_line(&mut self, into: &mut [u8]) -> usize {
        self.flush();
        if self.taken == self.ahead.len() {
            let ready = loop {
                match self.interrupt.wait(Some(stdin()), None) {
                    Wait::Input => break self.fill() > 0,
                    _ if self.interrupt.is_pressed() => break false,
                    _ => {}
                }
            };
            if !ready {
                return 0;
            }
        }
        let ahead = self.ahead.get(self.taken..).unwrap_or_default();
        let line = ahead
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(ahead.len(), |at| at + 1);
        let count = line.min(into.len());
        into[..count].copy_from_slice(&ahead[..count]);
        self.taken += count;
        count
    }

    /// Whether `read_line` has something at once, be it the end of the input.
    pub fn line_ready(&mut self) -> bool {
        self.taken < self.ahead.len()
            || self.interrupt.wait(Some(stdin()), Some(Duration::ZERO)) == Wait::Input
    }

    /// Shows what has no end of line yet to somebody who looks on.
    pub fn show(&mut self) {
        if self.lively && !self.output.is_empty() {
            self.flush();
        }
    }

    /// Like `read_line`. A tool's terminal shows nothing by itself: what it types for `input()` is shown here, as on boards.
    pub fn read_answer(&mut self, into: &mut [u8]) -> usize {
        if self.terminal.mode() != Mode::Driven || !self.terminal.is_terminal() {
            return self.read_line(into);
        }
        while self.answer.last() != Some(&b'\n') {
            let mut byte = [0];
            if self.read_line(&mut byte) == 0 {
                if self.interrupt.is_pressed() {
                    self.answer.clear();
                }
                break;
            }
            let after_return = std::mem::replace(&mut self.returned, byte == [b'\r']);
            match byte {
                [b'\n'] if after_return => {}
                [b'\r' | b'\n'] => {
                    self.write(b"\r\n");
                    self.answer.push(b'\n');
                }
                [0x04] if self.answer.is_empty() => break,
                [0x08 | 0x7f] => {
                    while self.answer.pop().is_some_and(|byte| byte & 0xc0 == 0x80) {}
                    self.write(b"\x08 \x08");
                }
                [byte] => {
                    self.write(&[byte]);
                    self.answer.push(byte);
                }
            }
        }
        let count = self.answer.len().min(into.len());
        into[..count].copy_from_slice(&self.answer[..count]);
        self.answer.drain(..count);
        count
    }

    /// Waits, at most until a signal comes.
    pub fn sleep(&mut self, time: Duration) {
        self.flush();
        if !self.interrupt.is_pressed() {
            self.interrupt.wait(None, Some(time));
        }
    }

    /// All of standard input.
    pub fn read_all(&mut self) -> Vec<u8> {
        let mut all = self.ahead.split_off(self.taken);
        while self.fill() > 0 {
            all.append(&mut self.ahead);
        }
        all
    }

    /// Reads ahead; the bytes that came.
    fn fill(&mut self) -> usize {
        self.taken = 0;
        self.ahead.resize(4096, 0);
        let count = loop {
            match read(stdin(), &mut self.ahead) {
                Err(Errno::INTR) if !self.interrupt.is_pressed() => {}
                result => break result.unwrap_or(0),
            }
        };
        self.ahead.truncate(count);
        count
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        self.flush();
    }
}

fn send(mut bytes: &[u8], to: &rustix::fd::BorrowedFd<'_>) {
    while !bytes.is_empty() {
        match write(to, bytes) {
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Somebody gave us a descriptor that does not wait.
            Err(Errno::AGAIN) => std::thread::sleep(Duration::from_millis(1)),
            // Nobody reads any more: what a program in a pipe does then is end.
            Err(Errno::PIPE) => std::process::exit(128 + signal_hook::consts::SIGPIPE),
            Err(_) => return,
        }
    }
}
