//! A board's serial line, as it can be reached: the port itself, or the debug interface's vendor commands.

use crate::dap::{Dap, Link, command};
use crate::machine::{Fault, Line, Pipe};
use crate::{Failure, microbit};

/// How the prompt is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    Serial,
    DapLink(Link),
}

pub(super) enum Wire {
    Serial(Line),
    DapLink(Dap),
}

/// Bytes sent in one transfer.
const SHARE: usize = 256;
/// Bytes taken at once.
const MOST: usize = 4096;

impl Wire {
    pub fn new(line: Line, port: Port) -> Wire {
        match port {
            Port::Serial => Wire::Serial(line),
            Port::DapLink(link) => Wire::DapLink(Dap::new(line, link)),
        }
    }

    pub fn line(&self) -> &Line {
        match self {
            Wire::Serial(line) => line,
            Wire::DapLink(dap) => dap.line(),
        }
    }

    pub async fn open(&self) -> Result<(), Failure> {
        match self {
            Wire::Serial(_) => Ok(()),
            Wire::DapLink(dap) => {
                dap.drain().await?;
                let speed = command::serial_speed(microbit::BAUD);
                dap.ask(&speed, |reply| reply.get(1).map(|_| ())).await
            }
        }
    }

    pub async fn send(&self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Wire::Serial(line) => {
                for share in bytes.chunks(SHARE) {
                    match line.send(Pipe::Serial, share.to_vec()).await {
                        // What did not go out shows in the answer.
                        Ok(()) | Err(Fault::Timeout | Fault::Stalled) => {}
                        Err(fault) => return Err(fault.into()),
                    }
                }
            }
            Wire::DapLink(dap) => {
                for share in bytes.chunks(command::CHUNK) {
                    let request = command::serial_write(share);
                    let sent = dap.ask_once(&request, 500, |reply| reply.get(1).map(|_| ()));
                    quietly(sent.await, ())?;
                }
            }
        }
        Ok(())
    }

    /// What has come; nothing if nothing does within so many milliseconds.
    pub async fn receive(&self, within: u32) -> Result<Vec<u8>, Failure> {
        match self {
            Wire::Serial(line) => match line.receive(Pipe::Serial, MOST, within).await {
                Ok(bytes) => Ok(bytes),
                Err(Fault::Timeout | Fault::Stalled) => Ok(Vec::new()),
                Err(fault) => Err(fault.into()),
            },
            Wire::DapLink(dap) => {
                let start = dap.line().now();
                // However the clock goes, it comes to an end.
                for _ in 0..=within / 5 {
                    let came = dap.ask_once(&command::SERIAL_READ, 500, |reply| {
                        command::counted_reply(reply).map(<[u8]>::to_vec)
                    });
                    let came = quietly(came.await, Vec::new())?;
                    let spent = dap.line().now().saturating_sub(start);
                    if !came.is_empty() || spent >= u64::from(within) {
                        return Ok(came);
                    }
                    dap.line().wait(5).await?;
                }
                Ok(Vec::new())
            }
        }
    }
}

/// A lost packet is noise on the line to those above.
fn quietly<R>(outcome: Result<R, Failure>, otherwise: R) -> Result<R, Failure> {
    match outcome {
        Err(Failure::NoAnswer | Failure::Garbled) => Ok(otherwise),
        outcome => outcome,
    }
}
