//! The micro:bit through its DAPLink interface: which board it is, a program onto it, and its serial line. Writes only
//! the pages that differ where debug access works, otherwise the whole program as a HEX file.

mod pages;
mod routines;
mod serial;
mod settings;
mod whole;

use crate::dap::{Dap, Link, command};
use crate::{Failure, Image, Machine, Stage};

pub use serial::serial;

/// Speed of the serial line between the two chips.
pub const BAUD: u32 = 115_200;

/// The boards, told apart by the first four digits of the identity that DAPLink gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// nRF51822, 256 KB in pages of 1 KB.
    V1,
    /// nRF52833, 512 KB in pages of 4 KB.
    V2,
}

impl Model {
    /// 9900 and 9901 are versions 1.3 and 1.5; 9903 to 9906 are the versions 2 ("micro:bit board IDs", tech.microbit.org).
    pub fn of(id: &str) -> Option<Model> {
        match id.get(..4)? {
            "9900" | "9901" => Some(Model::V1),
            "9903" | "9904" | "9905" | "9906" => Some(Model::V2),
            _ => None,
        }
    }

    pub(crate) fn page(self) -> u32 {
        match self {
            Model::V1 => 1024,
            Model::V2 => 4096,
        }
    }
}

/// A program for each board that it was built for.
#[derive(Clone, Debug, Default)]
pub struct Program {
    pub v1: Option<Image>,
    pub v2: Option<Image>,
}

/// How a program gets onto the board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// The pages that differ; all of it where that does not work.
    #[default]
    Changes,
    /// All of it: memory that the image says nothing about is erased too.
    Whole,
}

/// What a successful run did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flashed {
    pub model: Model,
    /// The identity of the board, as DAPLink gives it.
    pub id: String,
    pub way: Way,
    /// Pages of the program, and how many of them were written.
    pub pages: usize,
    pub written: usize,
}

/// Puts a program onto the board and starts it. Success means that the board's memory was compared with it.
pub fn flash(link: Link, program: Program, way: Way) -> Machine<Flashed> {
    Machine::new(move |line| async move {
        let dap = Dap::new(line, link);
        let outcome = run(&dap, &program, way).await;
        if outcome.is_err() && !dap.line().is_gone() {
            // Whatever stands in the flash: no core stays halted, no file half open.
            dap.line().leave();
            let _ = tidy(&dap).await;
        }
        outcome
    })
}

/// Finds out which board it is.
pub fn identify(link: Link) -> Machine<(String, Option<Model>)> {
    Machine::new(move |line| async move {
        let dap = Dap::new(line, link);
        dap.drain().await?;
        let id = identity(&dap).await?;
        let model = Model::of(&id);
        Ok((id, model))
    })
}

async fn identity(dap: &Dap) -> Result<String, Failure> {
    dap.ask(&command::UNIQUE_ID, |reply| {
        let text = std::str::from_utf8(command::counted_reply(reply)?).ok()?;
        let text = text.trim_end_matches('\0');
        let plain = text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| text.to_owned())
    })
    .await
}

async fn run(dap: &Dap, program: &Program, way: Way) -> Result<Flashed, Failure> {
    dap.report(Stage::Connecting, 0, 0);
    dap.drain().await?;
    let id = identity(dap).await?;
    let wrong = || Failure::WrongBoard { id: id.clone() };
    let model = Model::of(&id).ok_or_else(wrong)?;
    let image = match model {
        Model::V1 => &program.v1,
        Model::V2 => &program.v2,
    };
    let image = image.as_ref().ok_or_else(wrong)?;
    if image.is_empty() {
        return Err(Failure::EmptyImage);
    }
    let mut way = way;
    let mut counts = (0, 0);
    if way == Way::Changes {
        match pages::update(dap, model, image).await {
            Ok(found) => counts = found,
            Err(failure) if whole::may_help(&failure) => {
                dap.line()
                    .note(format!("{failure}: writing the whole program"));
                way = Way::Whole;
            }
            Err(failure) => return Err(failure),
        }
    }
    if way == Way::Whole {
        counts = whole::write(dap, model, image).await?;
    }
    dap.report(Stage::Starting, 0, 0);
    // The interface gathers what the program writes only once its serial line is set.
    dap.ask(&command::serial_speed(BAUD), |reply| {
        reply.get(1).map(|_| ())
    })
    .await?;
    dap.reset_and_run().await?;
    Ok(Flashed {
        model,
        id,
        way,
        pages: counts.0,
        written: counts.1,
    })
}

/// Closes what may be open and lets the old program, or what is left of it, run.
async fn tidy(dap: &Dap) -> Result<(), Failure> {
    dap.drain().await?;
    let _ = dap
        .ask_once(&command::CLOSE, 500, |reply| reply.get(1).copied())
        .await;
    let mut freed = dap.connect().await;
    if freed.is_ok() {
        freed = dap.reset_and_run().await;
    }
    if freed.is_err() {
        let _ = dap
            .ask(&command::RESET_TARGET, |reply| reply.get(1).copied())
            .await;
    }
    let _ = dap
        .ask_once(&command::DISCONNECT, 200, |reply| reply.get(1).copied())
        .await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boards_are_known_by_four_digits() {
        assert_eq!(Model::of("9900000031864e45"), Some(Model::V1));
        assert_eq!(Model::of("9904360258824e45"), Some(Model::V2));
        assert_eq!(Model::of("1234"), None);
        assert_eq!(Model::of("99"), None);
        assert_eq!(Model::of("990\u{e9}"), None);
    }
}
