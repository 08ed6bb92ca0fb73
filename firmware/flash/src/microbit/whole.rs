//! The whole program as an Intel HEX file through DAPLink's own flasher (vendor commands 10 to 12), which also unlocks a
//! locked chip. What it has written is compared afterwards; a file that was not taken whole is sent once more.

use super::{Model, pages};
use crate::dap::{Dap, command};
use crate::{Failure, Image, Stage};
use std::fmt::Write;

/// Bytes of a record.
const RECORD: usize = 32;
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
    model: Model,
    image: &Image,
) -> Result<(usize, usize), Failure> {
    let file = hex(image);
    let mut last = Failure::NoAnswer;
    for attempt in 0..ATTEMPTS {
        let sent = send(dap, &file).await;
        let outcome = match sent {
            Ok(()) => match pages::verify(dap, model, image).await {
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

/// The image as an Intel HEX file ("Hexadecimal Object File Format Specification", Intel 1988).
pub(super) fn hex(image: &Image) -> Vec<u8> {
    let mut text = String::new();
    let mut upper = None;
    for (start, bytes) in image.blocks() {
        let mut rest = bytes;
        let mut address = start;
        while !rest.is_empty() {
            if upper != Some(address >> 16) {
                upper = Some(address >> 16);
                record(&mut text, 0, 4, &((address >> 16) as u16).to_be_bytes());
            }
            // Up to the next multiple of the record's length, so that no record crosses 64 KB.
            let most = RECORD - address as usize % RECORD;
            let (now, later) = rest.split_at(rest.len().min(most));
            record(&mut text, address as u16, 0, now);
            address = address.wrapping_add(now.len() as u32);
            rest = later;
        }
    }
    record(&mut text, 0, 1, &[]);
    text.into_bytes()
}

fn record(text: &mut String, address: u16, kind: u8, bytes: &[u8]) {
    let [high, low] = address.to_be_bytes();
    let head = [bytes.len() as u8, high, low, kind];
    let sum = head
        .iter()
        .chain(bytes)
        .fold(0u8, |sum, byte| sum.wrapping_sub(*byte));
    text.push(':');
    for byte in head.iter().chain(bytes).chain([&sum]) {
        let _ = write!(text, "{byte:02X}");
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_text() {
        let mut image = Image::new();
        image.add(0x1FFFE, &[1, 2, 3, 4]).unwrap();
        let text = String::from_utf8(hex(&image)).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            [
                ":020000040001F9",
                ":02FFFE000102FE",
                ":020000040002F8",
                ":020000000304F7",
                ":00000001FF"
            ]
        );
    }
}
