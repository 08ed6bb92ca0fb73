//! Standard input, output and error as the prompt and programs share them: buffered output, bytes read ahead, Ctrl-C.

use crate::interrupt::{Interrupt, Wait};
use crate::terminal::{Terminal, is_output_terminal};
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
