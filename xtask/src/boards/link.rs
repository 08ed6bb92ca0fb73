//! A board's serial line as a tool sees it: raw and raw-paste mode, as "The MicroPython Interactive Interpreter Mode" in
//! MicroPython's documentation describes them. Knows nothing of QEMU.

use anyhow::{Context, Result, bail};
use std::{
    io::{ErrorKind, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

const GREETING: &[u8] = b"raw REPL; CTRL-B to exit\r\n>";

pub struct Link {
    stream: TcpStream,
    /// What came and was not asked for yet.
    pending: Vec<u8>,
}

/// What a program wrote, and its traceback.
pub struct Answer {
    pub output: String,
    pub error: String,
}

impl Link {
    /// Connects and gets the board's attention.
    pub fn open(port: u16, limit: Duration) -> Result<Link> {
        let end = Instant::now() + limit;
        let stream = loop {
            match TcpStream::connect(("127.0.0.1", port)) {
                Ok(stream) => break stream,
                Err(error) if Instant::now() > end => return Err(error.into()),
                Err(_) => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_millis(50)))?;
        let mut link = Link {
            stream,
            pending: Vec::new(),
        };
        loop {
            link.pending.clear();
            link.send(b"\r\x03\x01")?;
            if link.until(GREETING, Duration::from_millis(500)).is_ok() {
                // A board that was slow to start answers what was asked before, too.
                while link.fill()? {}
                link.pending.clear();
                return Ok(link);
            }
            if Instant::now() > end {
                bail!("the board does not answer");
            }
        }
    }

    pub fn send(&mut self, bytes: &[u8]) -> Result<()> {
        self.stream.write_all(bytes).context("the serial line")
    }

    /// What comes up to `end`, which is taken too.
    pub fn until(&mut self, end: &[u8], limit: Duration) -> Result<Vec<u8>> {
        let deadline = Instant::now() + limit;
        let mut searched = 0usize;
        loop {
            let from = searched.saturating_sub(end.len());
            let found = self.pending[from..]
                .windows(end.len())
                .position(|part| part == end);
            if let Some(at) = found {
                let rest = self.pending.split_off(from + at + end.len());
                let mut came = std::mem::replace(&mut self.pending, rest);
                came.truncate(from + at);
                return Ok(came);
            }
            searched = self.pending.len();
            if !self.fill()? && Instant::now() > deadline {
                let came = String::from_utf8_lossy(&self.pending);
                let tail: String = came.chars().rev().take(200).collect();
                let tail: String = tail.chars().rev().collect();
                bail!("over the time limit; last came {tail:?}");
            }
        }
    }

    /// Reads what is there; whether something was.
    fn fill(&mut self) -> Result<bool> {
        let mut buffer = [0; 4096];
        match self.stream.read(&mut buffer) {
            Ok(0) => bail!("the serial line was closed"),
            Ok(count) => {
                self.pending.extend_from_slice(&buffer[..count]);
                Ok(true)
            }
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn byte(&mut self, limit: Duration) -> Result<u8> {
        let deadline = Instant::now() + limit;
        while self.pending.is_empty() {
            if !self.fill()? && Instant::now() > deadline {
                bail!("over the time limit, with nothing said");
            }
        }
        Ok(self.pending.remove(0))
    }

    /// A fresh machine; the prompt stays in raw mode.
    pub fn soft_reset(&mut self, limit: Duration) -> Result<()> {
        self.send(b"\x04")?;
        self.until(b"MPY: soft reboot\r\n", limit)?;
        self.until(GREETING, limit).map(drop)
    }

    /// Sends a program in raw-paste mode and waits for its end.
    pub fn run(&mut self, source: &[u8], limit: Duration) -> Result<Answer> {
        let soon = Duration::from_secs(5);
        self.send(b"\x05A\x01")?;
        if [self.byte(soon)?, self.byte(soon)?] != *b"R\x01" {
            bail!("no raw-paste mode");
        }
        let window = u16::from_le_bytes([self.byte(soon)?, self.byte(soon)?]);
        let mut room = usize::from(window);
        let mut rest = source;
        while !rest.is_empty() {
            while room == 0 || !self.pending.is_empty() {
                match self.byte(soon)? {
                    0x01 => room += usize::from(window),
                    0x04 => {
                        // The board has no room for more.
                        self.send(b"\x04")?;
                        return self.answer(limit);
                    }
                    other => bail!("byte {other} in raw-paste mode"),
                }
            }
            let (now, later) = rest.split_at(room.min(rest.len()));
            self.send(now)?;
            room -= now.len();
            rest = later;
        }
        self.send(b"\x04")?;
        self.until(b"\x04", soon)?;
        self.answer(limit)
    }

    fn answer(&mut self, limit: Duration) -> Result<Answer> {
        let output = self.until(b"\x04", limit)?;
        let error = self.until(b"\x04", limit)?;
        self.until(b">", limit)?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        Ok(Answer {
            output: text(output),
            error: text(error),
        })
    }
}
