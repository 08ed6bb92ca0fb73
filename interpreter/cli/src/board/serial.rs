//! The serial port of a board that runs Python.

use super::Trouble;
use super::cable::Cable;
use pyrite_flash::{Event, Pipe, microbit::BAUD};
use serial2::SerialPort;
use std::io::ErrorKind;
use std::time::{Duration, Instant};

pub struct Serial {
    port: SerialPort,
    begun: Instant,
}

pub fn open(name: &str) -> Result<Serial, Trouble> {
    let port = SerialPort::open(name, BAUD).map_err(|error| {
        let known = SerialPort::available_ports().unwrap_or_default();
        let known: Vec<_> = known
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let there = match known.is_empty() {
            true => "no serial ports are there".to_owned(),
            false => format!("there are {}", known.join(", ")),
        };
        Trouble(format!("{name}: {error}; {there}"))
    })?;
    Ok(Serial {
        port,
        begun: Instant::now(),
    })
}

impl Cable for Serial {
    fn send(&mut self, _: Pipe, data: &[u8]) -> Event {
        match self.port.write_all(data) {
            Ok(()) => Event::Sent,
            Err(error) if error.kind() == ErrorKind::TimedOut => Event::Timeout,
            Err(_) => Event::Disconnected,
        }
    }

    fn receive(&mut self, _: Pipe, length: usize, within: u32) -> Event {
        let mut bytes = vec![0; length];
        let limit = Duration::from_millis(within.max(1).into());
        if self.port.set_read_timeout(limit).is_err() {
            return Event::Disconnected;
        }
        match self.port.read(&mut bytes) {
            Ok(0) => Event::Disconnected,
            Ok(count) => {
                bytes.truncate(count);
                Event::Received(bytes)
            }
            Err(error) if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::Interrupted) => {
                Event::Timeout
            }
            Err(_) => Event::Disconnected,
        }
    }

    fn wait(&mut self, milliseconds: u32) {
        std::thread::sleep(Duration::from_millis(milliseconds.into()));
    }

    fn now(&self) -> u64 {
        self.begun.elapsed().as_millis() as u64
    }
}
