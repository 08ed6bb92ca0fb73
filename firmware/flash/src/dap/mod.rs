//! CMSIS-DAP: packets of 64 bytes, a request and its reply, over the two ways that USB offers them. Says which reply
//! belongs to which request, and drops what was left over from another time.
//! Follows Arm's "CMSIS-DAP: Interface Firmware for CoreSight Debug Access Port".

pub(crate) mod command;
pub(crate) mod core;
pub(crate) mod memory;

use crate::machine::{Fault, Kind, Line, Pipe, Recipient, Setup};
use crate::{Failure, Stage};

/// Bytes of a packet on a full-speed HID device.
pub(crate) const PACKET: usize = 64;
/// How long a reply may take, in milliseconds.
pub(crate) const PATIENCE: u32 = 1000;
/// How often a request that may be repeated is sent.
const ATTEMPTS: usize = 4;
/// Replies to other requests that are passed over.
const STALE: usize = 24;

/// How packets get to the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Reports in control transfers (HID 1.11, 7.2), to the interface of class 0xFF that WebUSB may open or the HID one.
    Reports { interface: u8 },
    /// Interrupt or bulk endpoints.
    Endpoints { output: u8, input: u8 },
}

impl Link {
    fn output(self) -> Pipe {
        match self {
            // SET_REPORT, output report, number 0.
            Link::Reports { interface } => report(0x09, 0x0200, interface),
            Link::Endpoints { output, .. } => Pipe::Endpoint(output),
        }
    }

    fn input(self) -> Pipe {
        match self {
            // GET_REPORT, input report, number 0.
            Link::Reports { interface } => report(0x01, 0x0100, interface),
            Link::Endpoints { input, .. } => Pipe::Endpoint(input),
        }
    }
}

fn report(request: u8, value: u16, interface: u8) -> Pipe {
    Pipe::Control(Setup {
        kind: Kind::Class,
        recipient: Recipient::Interface,
        request,
        value,
        index: u16::from(interface),
    })
}

/// A conversation with a debug unit.
pub(crate) struct Dap {
    line: Line,
    link: Link,
}

impl Dap {
    pub fn new(line: Line, link: Link) -> Dap {
        Dap { line, link }
    }

    pub fn line(&self) -> &Line {
        &self.line
    }

    pub fn report(&self, stage: Stage, done: usize, total: usize) {
        self.line.report(stage, done, total);
    }

    /// Drops replies that nobody waits for.
    pub async fn drain(&self) -> Result<(), Failure> {
        for _ in 0..STALE {
            match self.line.receive(self.link.input(), PACKET, 8).await {
                Ok(_) => {}
                Err(Fault::Timeout | Fault::Stalled) => return Ok(()),
                Err(fault) => return Err(fault.into()),
            }
        }
        // A device that always has something to say is left to the requests' own patience.
        Ok(())
    }

    /// Sends a request once and waits for the reply that `is_reply` takes for its own.
    pub async fn ask_once<R>(
        &self,
        request: &[u8],
        within: u32,
        is_reply: impl Fn(&[u8]) -> Option<R>,
    ) -> Result<R, Failure> {
        let mut packet = request.to_vec();
        packet.resize(PACKET, 0);
        self.line.send(self.link.output(), packet).await?;
        let start = self.line.now();
        let left = |now: u64| u64::from(within).saturating_sub(now.saturating_sub(start)) as u32;
        let mut unknown = false;
        for round in 0..STALE {
            let reply = match left(self.line.now()) {
                0 => Err(Fault::Timeout),
                left => self.line.receive(self.link.input(), PACKET, left).await,
            };
            match reply {
                Ok(reply) if reply.first() == request.first() => {
                    if let Some(found) = is_reply(&reply) {
                        return Ok(found);
                    }
                }
                // DAP_Invalid: a command that this firmware does not know.
                Ok(reply) if reply.first() == Some(&0xFF) => unknown = true,
                Ok(_) => {}
                Err(Fault::Timeout) if unknown => return Err(Failure::Unsupported),
                Err(fault) => return Err(fault.into()),
            }
            if round > 3 {
                // Some devices hand out what they have, new or not, while they are still working.
                self.line.wait(2).await?;
            }
        }
        Err(Failure::Garbled)
    }

    /// Sends a request that does no harm when it is done twice, until its reply comes.
    pub async fn ask<R>(
        &self,
        request: &[u8],
        is_reply: impl Fn(&[u8]) -> Option<R>,
    ) -> Result<R, Failure> {
        let mut last = Failure::NoAnswer;
        for attempt in 0..ATTEMPTS {
            match self.ask_once(request, PATIENCE, &is_reply).await {
                Ok(found) => return Ok(found),
                Err(failure @ (Failure::NoAnswer | Failure::Garbled)) => last = failure,
                Err(failure) => return Err(failure),
            }
            if attempt + 1 < ATTEMPTS {
                self.drain().await?;
            }
        }
        Err(last)
    }

    /// Asks for something that answers with a status of 0.
    pub async fn order(&self, request: &[u8]) -> Result<(), Failure> {
        match self.ask(request, |reply| reply.get(1).copied()).await? {
            0 => Ok(()),
            _ => Err(Failure::Garbled),
        }
    }
}
