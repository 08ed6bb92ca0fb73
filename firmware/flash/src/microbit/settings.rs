//! The user's settings (UICR: nRF51 Reference Manual, 8; nRF52833 Product Specification, 4.5): words beside the flash that
//! an image may want, and that can only be erased all at once.

use super::routines::{NVMC_CONFIG, NVMC_ERASE_UICR, NVMC_READY};
use crate::dap::Dap;
use crate::{Failure, page};
use pyrite_image::{Board, Memory};
use std::ops::Range;

const READ_ONLY: u32 = 0;
const WRITE: u32 = 1;
const ERASE: u32 = 2;

/// Where a board has them.
fn place(board: &Board) -> Range<u32> {
    board.settings.clone().unwrap_or(0..0)
}

/// Refuses an image that wants memory which is neither flash nor setting.
pub(super) fn check(board: &Board, image: &Memory) -> Result<(), Failure> {
    let flash = 0..super::pages::FLASH_END;
    match image.outside(&[flash, place(board)]) {
        Some(address) => Err(Failure::OutsideFlash { address }),
        None => Ok(()),
    }
}

/// The words that the image wants, with their addresses.
fn wanted(board: &Board, image: &Memory) -> Vec<(u32, u32)> {
    place(board)
        .step_by(4)
        .filter_map(|address| {
            let bytes = page::page(image, address, 4)?;
            Some((address, *super::routines::words(&bytes).first()?))
        })
        .collect()
}

pub(super) async fn verify(dap: &Dap, board: &Board, image: &Memory) -> Result<(), Failure> {
    let mut wrong = None;
    for _ in 0..2 {
        wrong = differing(dap, &wanted(board, image))
            .await?
            .first()
            .copied();
        if wrong.is_none() {
            break;
        }
    }
    match wrong {
        Some((address, ..)) => Err(Failure::Mismatch { address }),
        None => Ok(()),
    }
}

/// Address, what is there, and what shall be there.
async fn differing(dap: &Dap, wanted: &[(u32, u32)]) -> Result<Vec<(u32, u32, u32)>, Failure> {
    let mut found = Vec::new();
    for (address, word) in wanted {
        let old = dap.read_word(*address).await?;
        if old != *word {
            found.push((*address, old, *word));
        }
    }
    Ok(found)
}

pub(super) async fn update(dap: &Dap, board: &Board, image: &Memory) -> Result<(), Failure> {
    let (place, wanted) = (place(board), wanted(board, image));
    for _ in 0..3 {
        let differ = differing(dap, &wanted).await?;
        if differ.is_empty() {
            return Ok(());
        }
        // Writing only clears bits.
        if differ.iter().all(|(_, old, new)| old & new == *new) {
            let words: Vec<(u32, u32)> = differ
                .iter()
                .map(|(address, _, new)| (*address, *new))
                .collect();
            write(dap, &words).await?;
        } else {
            let all = dap.read(place.start, place.len() / 4).await?;
            let mut all: Vec<(u32, u32)> = place.clone().step_by(4).zip(all).collect();
            for (address, word) in &mut all {
                if let Some((_, new)) = wanted.iter().find(|(wanted, _)| wanted == address) {
                    *word = *new;
                }
            }
            set(dap, NVMC_CONFIG, ERASE).await?;
            set(dap, NVMC_ERASE_UICR, 1).await?;
            write(dap, &all).await?;
        }
    }
    verify(dap, board, image).await
}

async fn write(dap: &Dap, words: &[(u32, u32)]) -> Result<(), Failure> {
    set(dap, NVMC_CONFIG, WRITE).await?;
    for (address, word) in words {
        if *word != u32::MAX {
            set(dap, *address, *word).await?;
        }
    }
    set(dap, NVMC_CONFIG, READ_ONLY).await
}

/// Writes a word and waits until the controller is ready.
async fn set(dap: &Dap, address: u32, word: u32) -> Result<(), Failure> {
    dap.write_word(address, word).await?;
    for _ in 0..100 {
        if dap.read_word(NVMC_READY).await? & 1 != 0 {
            return Ok(());
        }
        dap.line().wait(2).await?;
    }
    Err(Failure::NoTarget)
}
