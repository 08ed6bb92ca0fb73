//! Calls of the helper on the board, repeated until a sound answer comes.

use super::helper::{self, Argument};
use super::raw::Raw;
use crate::Failure;

const ATTEMPTS: usize = 8;

pub(super) struct Helper {
    pub raw: Raw,
    number: u32,
    /// Whether the board is in raw mode and has the helper, as far as is known.
    ready: bool,
}

impl Helper {
    pub fn new(raw: Raw) -> Helper {
        Helper {
            raw,
            number: 0,
            ready: false,
        }
    }

    async fn load(&mut self) -> Result<(), Failure> {
        self.raw.enter().await?;
        let (output, _) = self.raw.run(&helper::load(), 4000).await?;
        let loaded = helper::LOADED.as_bytes();
        let mut lines = output.split(|byte| matches!(byte, b'\r' | b'\n'));
        match lines.any(|line| line == loaded) {
            true => {
                self.ready = true;
                Ok(())
            }
            false => Err(Failure::Garbled),
        }
    }

    /// Calls a function. [`Failure::Raised`] when the board raises an exception; [`Failure::Garbled`] also when the board
    /// has forgotten what earlier calls did.
    pub async fn call(
        &mut self,
        name: &str,
        arguments: &[Argument<'_>],
        within: u32,
    ) -> Result<Vec<u8>, Failure> {
        self.number = self.number % 60_000 + 1;
        let program = helper::call(self.number, name, arguments);
        let mut last = Failure::NoAnswer;
        for _ in 0..ATTEMPTS {
            let tried = async {
                if !self.ready {
                    self.load().await?;
                }
                self.raw.run(&program, within).await
            };
            match tried.await {
                Ok((output, error)) => {
                    if let Some(answer) = helper::answer(&output, self.number) {
                        return answer.map_err(Failure::Raised);
                    }
                    last = Failure::Garbled;
                    // The board was reset, and the helper with what it held is gone.
                    self.ready = !error.windows(9).any(|part| part == b"NameError");
                    if self.ready {
                        self.enter().await?;
                    }
                }
                Err(failure @ (Failure::NoAnswer | Failure::Garbled)) => {
                    last = failure;
                    self.enter().await?;
                }
                Err(failure) => return Err(failure),
            }
        }
        Err(last)
    }

    /// Begins anew; the helper stays where it is.
    async fn enter(&mut self) -> Result<(), Failure> {
        self.raw.enter().await
    }
}
