//! The user's settings (UICR: nRF51 Reference Manual, 8; nRF52833 Product Specification, 4.5): words beside the flash that
//! an image may want, and that can only be erased all at once.

use super::routines::{NVMC_CONFIG, NVMC_ERASE_UICR, NVMC_READY};
use crate::dap::Dap;
use crate::{Failure, Image};

const START: u32 = 0x1000_1000;
const END: u32 = 0x1000_1400;
const WORDS: usize = ((END - START) / 4) as usize;

const READ_ONLY: u32 = 0;
const WRITE: u32 = 1;
const ERASE: u32 = 2;

/// Refuses an image that wants memory which is neither flash nor setting.
pub(super) fn check(image: &Image) -> Result<(), Failure> {
    let before = image.within(super::pages::FLASH_END, START).next();
    let outside = before.or_else(|| image.within(END, u32::MAX).next());
    match outside {
        Some((address, _)) => Err(Failure::OutsideFlash { address }),
        None => Ok(()),
    }
}

/// The words that the image wants, with their index.
fn wanted(image: &Image) -> Vec<(usize, u32)> {
    (0..WORDS)
        .filter_map(|index| {
            let bytes = image.page(START + index as u32 * 4, 4)?;
            Some((index, *super::routines::words(&bytes).first()?))
        })
        .collect()
}

pub(super) async fn verify(dap: &Dap, image: &Image) -> Result<(), Failure> {
    let mut wrong = None;
    for _ in 0..2 {
        wrong = differing(dap, &wanted(image)).await?.first().copied();
        if wrong.is_none() {
            break;
        }
    }
    match wrong {
        Some((index, ..)) => Err(Failure::Mismatch {
            address: START + index as u32 * 4,
        }),
        None => Ok(()),
    }
}

/// Index, what is there, and what shall be there.
async fn differing(dap: &Dap, wanted: &[(usize, u32)]) -> Result<Vec<(usize, u32, u32)>, Failure> {
    let mut found = Vec::new();
    for (index, word) in wanted {
        let old = dap.read_word(START + *index as u32 * 4).await?;
        if old != *word {
            found.push((*index, old, *word));
        }
    }
    Ok(found)
}

pub(super) async fn update(dap: &Dap, image: &Image) -> Result<(), Failure> {
    let wanted = wanted(image);
    for _ in 0..3 {
        let differ = differing(dap, &wanted).await?;
        if differ.is_empty() {
            return Ok(());
        }
        // Writing only clears bits.
        if differ.iter().all(|(_, old, new)| old & new == *new) {
            let words: Vec<(usize, u32)> = differ
                .iter()
                .map(|(index, _, new)| (*index, *new))
                .collect();
            write(dap, &words).await?;
        } else {
            let mut all = dap.read(START, WORDS).await?;
            for (index, new) in &wanted {
                if let Some(word) = all.get_mut(*index) {
                    *word = *new;
                }
            }
            set(dap, NVMC_CONFIG, ERASE).await?;
            set(dap, NVMC_ERASE_UICR, 1).await?;
            let words: Vec<(usize, u32)> = all.into_iter().enumerate().collect();
            write(dap, &words).await?;
        }
    }
    verify(dap, image).await
}

async fn write(dap: &Dap, words: &[(usize, u32)]) -> Result<(), Failure> {
    set(dap, NVMC_CONFIG, WRITE).await?;
    for (index, word) in words {
        if *word != u32::MAX {
            set(dap, START + *index as u32 * 4, *word).await?;
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
