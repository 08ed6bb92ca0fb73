//! Raw mode and raw-paste mode from the other side: "Raw mode and raw-paste mode" in MicroPython's documentation,
//! reference/repl. Believes nothing that comes: after noise, [`Raw::enter`] begins anew from any state.

use super::wire::Wire;
use crate::Failure;
use crate::machine::Line;

const GREETING: &[u8] = b"raw REPL; CTRL-B to exit\r\n>";
/// Ends a text, in both directions.
const END: u8 = 0x04;
/// Another window of bytes may be sent.
const MORE: u8 = 0x01;
/// Asks for raw-paste mode.
const PASTE: &[u8] = b"\x05A\x01";
/// How long the board may take to answer, in milliseconds.
const PATIENCE: u32 = 1500;
const ATTEMPTS: usize = 6;
/// Without flow control, so many bytes at a time, with a pause.
const SHARE: usize = 128;
const PAUSE: u32 = 12;
/// A board that talks on and on is not waited for any longer.
const TALK: usize = 200_000;

pub(super) struct Raw {
    wire: Wire,
    /// What has come and was not looked at.
    came: Vec<u8>,
    opened: bool,
    /// Whether the board knows raw-paste mode, once it has been asked.
    pastes: Option<bool>,
}

/// A part of a program's output.
pub(super) struct Came {
    pub bytes: Vec<u8>,
    pub ended: bool,
}

impl Raw {
    pub fn new(wire: Wire) -> Raw {
        Raw {
            wire,
            came: Vec::new(),
            opened: false,
            pastes: None,
        }
    }

    pub fn line(&self) -> &Line {
        self.wire.line()
    }

    pub async fn send(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.wire.send(bytes).await
    }

    /// What has come and was not looked at.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.came)
    }

    /// Waits until nothing has come for so many milliseconds, and forgets what came.
    pub async fn quiet(&mut self, gap: u32) -> Result<(), Failure> {
        let mut heard = 0;
        while heard < TALK {
            let came = self.wire.receive(gap).await?;
            if came.is_empty() {
                break;
            }
            heard += came.len().max(64);
        }
        self.came.clear();
        Ok(())
    }

    /// Stops what runs and brings the board into raw mode, from whatever state.
    pub async fn enter(&mut self) -> Result<(), Failure> {
        if !self.opened {
            self.wire.open().await?;
            self.opened = true;
        }
        for attempt in 0..ATTEMPTS {
            self.send(b"\r\x03\x03").await?;
            self.quiet(40 + 40 * attempt as u32).await?;
            self.send(b"\r\x01").await?;
            if self.read_until(GREETING, PATIENCE).await?.is_some() {
                return Ok(());
            }
        }
        Err(Failure::NoPrompt)
    }

    /// What comes before `mark`; nothing if the mark does not come in time.
    pub async fn read_until(
        &mut self,
        mark: &[u8],
        within: u32,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let mut from = 0;
        loop {
            let rest = self.came.get(from..).unwrap_or(&[]);
            if let Some(at) = rest.windows(mark.len()).position(|part| part == mark) {
                let mut before: Vec<u8> = self.came.drain(..from + at + mark.len()).collect();
                before.truncate(from + at);
                return Ok(Some(before));
            }
            if self.came.len() > TALK {
                return Ok(None);
            }
            from = (self.came.len() + 1).saturating_sub(mark.len());
            let came = self.wire.receive(within).await?;
            if came.is_empty() {
                return Ok(None);
            }
            self.came.extend(came);
        }
    }

    async fn byte(&mut self) -> Result<u8, Failure> {
        if self.came.is_empty() {
            self.came = self.wire.receive(PATIENCE).await?;
        }
        if self.came.is_empty() {
            return Err(Failure::NoAnswer);
        }
        Ok(self.came.remove(0))
    }

    /// Sends a program in raw mode until the board has taken it and runs it.
    pub async fn send_program(&mut self, program: &[u8]) -> Result<(), Failure> {
        if self.pastes != Some(false) {
            self.send(PASTE).await?;
            match (self.byte().await?, self.byte().await?) {
                (b'R', 1) => {
                    self.pastes = Some(true);
                    return self.paste(program).await;
                }
                // Not this mode, or, from a board that does not know the question, its greeting.
                (b'R', 0) | (b'r', b'a') => {
                    self.pastes = Some(false);
                    self.quiet(40).await?;
                    self.send(b"\x01").await?;
                    let greeting = self.read_until(GREETING, PATIENCE).await?;
                    greeting.ok_or(Failure::NoAnswer)?;
                }
                _ => return Err(Failure::Garbled),
            }
        }
        for share in program.chunks(SHARE) {
            self.send(share).await?;
            self.line().wait(PAUSE).await?;
        }
        self.send(&[END]).await?;
        match (self.byte().await?, self.byte().await?) {
            (b'O', b'K') => Ok(()),
            _ => Err(Failure::Garbled),
        }
    }

    async fn paste(&mut self, program: &[u8]) -> Result<(), Failure> {
        let window = u16::from_le_bytes([self.byte().await?, self.byte().await?]);
        let window = usize::from(window);
        if window == 0 {
            return Err(Failure::Garbled);
        }
        let mut free = window;
        let mut rest = program;
        while !rest.is_empty() {
            if free == 0 {
                match self.byte().await? {
                    MORE => free += window,
                    // The board wants no more: it has no room, or an error already.
                    END => {
                        self.send(&[END]).await?;
                        return Ok(());
                    }
                    _ => return Err(Failure::Garbled),
                }
                continue;
            }
            let (now, later) = rest.split_at(rest.len().min(free));
            self.send(now).await?;
            free -= now.len();
            rest = later;
        }
        self.send(&[END]).await?;
        loop {
            match self.byte().await? {
                MORE => {}
                END => return Ok(()),
                _ => return Err(Failure::Garbled),
            }
        }
    }

    /// Output up to the end of the program, or what has come of it in so many milliseconds.
    pub async fn until_end(&mut self, within: u32) -> Result<Came, Failure> {
        if self.came.is_empty() {
            self.came = self.wire.receive(within).await?;
        }
        let end = self.came.iter().position(|byte| *byte == END);
        let bytes: Vec<u8> = match end {
            Some(end) => self.came.drain(..=end).take(end).collect(),
            None => self.take(),
        };
        Ok(Came {
            bytes,
            ended: end.is_some(),
        })
    }

    /// What a program that has ended raised; then the board is in raw mode again.
    pub async fn traceback(&mut self) -> Result<Vec<u8>, Failure> {
        let text = self.read_until(&[END], PATIENCE).await?;
        let text = text.ok_or(Failure::NoAnswer)?;
        self.read_until(b">", PATIENCE)
            .await?
            .ok_or(Failure::NoAnswer)?;
        Ok(text)
    }

    /// Runs a short program: its output, and what it raised.
    pub async fn run(
        &mut self,
        program: &[u8],
        within: u32,
    ) -> Result<(Vec<u8>, Vec<u8>), Failure> {
        self.send_program(program).await?;
        let output = self.read_until(&[END], within).await?;
        let output = output.ok_or(Failure::NoAnswer)?;
        Ok((output, self.traceback().await?))
    }
}
