//! The micro:bit through its DAPLink interface: which board it is, a program onto it, and its serial line. Writes only
//! the pages that differ where debug access works, otherwise the whole program as a HEX file.

mod pages;
mod routines;
mod serial;
mod settings;
mod whole;

use crate::dap::{Dap, Link, command};
use crate::{Failure, Machine, Stage};
use pyrite_image::{Board, Memory};

pub use serial::serial;

/// Speed of the serial line between the two chips.
pub const BAUD: u32 = 115_200;

/// The board that an identity of DAPLink belongs to: its first four digits say so.
pub fn board(id: &str) -> Option<&'static Board> {
    let digits = id.get(..4)?;
    Board::behind_daplink(u16::from_str_radix(digits, 16).ok()?)
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
    pub board: &'static Board,
    /// The identity of the board, as DAPLink gives it.
    pub id: String,
    pub way: Way,
    /// Pages of the program, and how many of them were written.
    pub pages: usize,
    pub written: usize,
}

/// Puts a program onto the board and starts it; `parts` are its images for the boards that it was built for. Success means that the board's memory was compared with it.
pub fn flash(link: Link, parts: Vec<(&'static Board, Memory)>, way: Way) -> Machine<Flashed> {
    Machine::new(move |line| async move {
        let dap = Dap::new(line, link);
        let outcome = run(&dap, &parts, way).await;
        if outcome.is_err() && !dap.line().is_gone() {
            // Whatever stands in the flash: no core stays halted, no file half open.
            dap.line().leave();
            let _ = tidy(&dap).await;
        }
        outcome
    })
}

/// Finds out which board it is.
pub fn identify(link: Link) -> Machine<(String, Option<&'static Board>)> {
    Machine::new(move |line| async move {
        let dap = Dap::new(line, link);
        dap.drain().await?;
        let id = identity(&dap).await?;
        let board = board(&id);
        Ok((id, board))
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

async fn run(dap: &Dap, parts: &[(&'static Board, Memory)], way: Way) -> Result<Flashed, Failure> {
    dap.report(Stage::Connecting, 0, 0);
    dap.drain().await?;
    let id = identity(dap).await?;
    let wrong = || Failure::WrongBoard { id: id.clone() };
    let board = board(&id).ok_or_else(wrong)?;
    let image = parts.iter().find(|(part, _)| *part == board);
    let (_, image) = image.ok_or_else(wrong)?;
    if image.is_empty() {
        return Err(Failure::EmptyImage);
    }
    let mut way = way;
    let mut counts = (0, 0);
    if way == Way::Changes {
        match pages::update(dap, board, image).await {
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
        counts = whole::write(dap, board, image).await?;
    }
    dap.report(Stage::Starting, 0, 0);
    // The interface gathers what the program writes only once its serial line is set.
    dap.ask(&command::serial_speed(BAUD), |reply| {
        reply.get(1).map(|_| ())
    })
    .await?;
    dap.reset_and_run().await?;
    Ok(Flashed {
        board,
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
        let name = |id| board(id).map(|board| board.name);
        assert_eq!(name("9900000031864e45"), Some("microbit-v1"));
        assert_eq!(name("9904360258824e45"), Some("microbit-v2"));
        assert_eq!(name("1234"), None);
        assert_eq!(name("99"), None);
        assert_eq!(name("990\u{e9}"), None);
    }
}
