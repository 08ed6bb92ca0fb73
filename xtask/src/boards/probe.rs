//! QEMU's own lines: the protocol for tests of devices, which reads registers and sets pins, the monitor, which stops
//! the machine, and serial lines of the machine beside that of the prompt.

use super::SOON;
use anyhow::{Context, Result};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
};

/// What QEMU is started with for a line, and the line's port.
pub struct Arguments<T> {
    pub words: Vec<String>,
    port: u16,
    open: fn(TcpStream) -> Result<T>,
}

impl<T> Arguments<T> {
    fn new(option: &str, more: &[&str], open: fn(TcpStream) -> Result<T>) -> Result<Arguments<T>> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut words = vec![
            option.to_owned(),
            format!("tcp:127.0.0.1:{port},server=on,wait=off,nodelay=on"),
        ];
        words.extend(more.iter().map(|word| (*word).to_owned()));
        Ok(Arguments { words, port, open })
    }

    /// Connects to QEMU, which runs.
    pub fn connect(&self) -> Result<T> {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).context("QEMU")?;
        stream.set_read_timeout(Some(SOON))?;
        (self.open)(stream)
    }
}

/// The protocol for tests of devices.
pub struct Probe(BufReader<TcpStream>);

impl Probe {
    pub fn arguments() -> Result<Arguments<Probe>> {
        Arguments::new("-qtest", &["-qtest-log", "none"], |stream| {
            Ok(Probe(BufReader::new(stream)))
        })
    }

    pub fn ask(&mut self, words: &str) -> Result<String> {
        writeln!(self.0.get_mut(), "{words}")?;
        let mut answer = String::new();
        self.0.read_line(&mut answer)?;
        let answer = answer.trim().strip_prefix("OK");
        let answer = answer.with_context(|| format!("QEMU refuses {words}"))?;
        Ok(answer.trim().to_owned())
    }

    pub fn read(&mut self, address: u32) -> Result<u32> {
        let answer = self.ask(&format!("readl {address:#x}"))?;
        let number = u64::from_str_radix(answer.trim_start_matches("0x"), 16)?;
        Ok(u32::try_from(number)?)
    }
}

/// A serial line of the machine that is not the prompt's.
pub struct Wire(TcpStream);

impl Wire {
    pub fn arguments() -> Result<Arguments<Wire>> {
        Arguments::new("-serial", &[], |stream| Ok(Wire(stream)))
    }

    pub fn send(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.0.write_all(bytes)?)
    }

    /// Waits for so many bytes.
    pub fn receive(&mut self, count: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; count];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// The monitor.
pub struct Monitor(TcpStream);

impl Monitor {
    pub fn arguments() -> Result<Arguments<Monitor>> {
        Arguments::new("-monitor", &[], |stream| {
            let mut monitor = Monitor(stream);
            monitor.prompt()?;
            Ok(monitor)
        })
    }

    fn prompt(&mut self) -> Result<()> {
        let mut came = Vec::new();
        let mut byte = [0];
        while !came.ends_with(b"(qemu) ") {
            self.0.read_exact(&mut byte)?;
            came.extend_from_slice(&byte);
        }
        Ok(())
    }

    pub fn tell(&mut self, words: &str) -> Result<()> {
        writeln!(self.0, "{words}")?;
        self.prompt()
    }
}
