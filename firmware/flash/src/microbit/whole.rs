//! The whole program as an Intel HEX file through DAPLink's own flasher (vendor commands 10 to 12), which also unlocks a
//! locked chip. What it has written is compared afterwards; a file that was not taken whole is sent once more.

use super::pages;
use crate::dap::{Dap, command};
use crate::{Failure, Stage};
use pyrite_image::hex::intel::{self, Hex};
use pyrite_image::{Board, Memory};

const ATTEMPTS: usize = 3;
/// Erasing the whole chip or a page happens within a chunk's answer.
const PATIENCE: u32 = 10_000;

/// Whether sending the whole file can succeed where writing pages has failed so.
pub(super) fn may_help(failure: &Failure) -> bool {
    !matches!(
        failure,
        Failure::Disconnected
            | Failure::Cancelled
            | Failure::OutsideFlash { .. }
            | Failure::EmptyImage
    )
}

/// Gives the number of pages, all of which were written.
pub(super) async fn write(
    dap: &Dap,
    board: &Board,
    image: &Memory,
) -> Result<(usize, usize), Failure> {
    let file = intel::write(&Hex {
        memory: image.clone(),
        start: None,
    });
    let file = file.as_bytes();
    let mut last = Failure::NoAnswer;
    for attempt in 0..ATTEMPTS {
        let sent = send(dap, file).await;
        let outcome = match sent {
            Ok(()) => match pages::verify(dap, board, image).await {
                Ok(pages) => return Ok((pages, pages)),
                // It was taken, but there is no way to see it.
                Err(
                    Failure::NoTarget | Failure::Protected | Failure::NoAnswer | Failure::Garbled,
                ) => Err(Failure::Unverified),
                Err(failure) => Err(failure),
            },
            Err(failure) => Err(failure),
        };
        match outcome {
            Ok(()) => {}
            Err(failure) if may_help(&failure) => {
                if attempt + 1 < ATTEMPTS {
                    dap.line().note(format!("{failure}: writing once more"));
                }
                last = failure;
            }
            Err(failure) => return Err(failure),
        }
    }
    Err(last)
}

async fn send(dap: &Dap, file: &[u8]) -> Result<(), Failure> {
    dap.drain().await?;
    // What another run left open is closed; that it complains does not matter.
    dap.ask(&command::CLOSE, status).await?;
    dap.drain().await?;
    taken(dap.ask(&command::OPEN_HEX, status).await?)?;
    for (index, chunk) in file.chunks(command::CHUNK).enumerate() {
        dap.report(Stage::Writing, index * command::CHUNK, file.len());
        let reply = dap
            .ask_once(&command::write(chunk), PATIENCE, status)
            .await?;
        taken(reply)?;
    }
    dap.report(Stage::Writing, file.len(), file.len());
    dap.drain().await?;
    taken(dap.ask_once(&command::CLOSE, PATIENCE, status).await?)
}

fn status(reply: &[u8]) -> Option<u8> {
    reply.get(1).copied()
}

/// 0 is success; 16 and 17 say that the file is complete (DAPLink's list of errors).
fn taken(code: u8) -> Result<(), Failure> {
    match code {
        0 | 16 | 17 => Ok(()),
        code => Err(Failure::Interface { code }),
    }
}
