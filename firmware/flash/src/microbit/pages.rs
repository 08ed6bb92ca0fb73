//! The pages of flash that differ, and only these. A routine in the target's RAM takes a fingerprint of every page: 256 KB
//! in 60 ms, where reading them back would take 10 s. Another writes a page from RAM, because the controller must be
//! asked after every word whether it is ready, which over USB costs two transfers.

use super::{routines, settings};
use crate::dap::Dap;
use crate::{Failure, Stage, page};
use pyrite_image::{Board, Memory};

/// Factory information (nRF51 Reference Manual, 7; nRF52833 Product Specification, 4.4): size and number of the pages.
const CODE_PAGE_SIZE: u32 = 0x1000_0010;
/// Where the user's settings, and behind them nothing of flash, begin.
pub(super) const FLASH_END: u32 = 0x1000_0000;
/// How often pages are written that do not hold what was written.
const ROUNDS: usize = 3;

/// What a page shall hold.
struct Page {
    address: u32,
    bytes: Vec<u8>,
}

/// Writes what differs and compares everything; gives the number of pages, and of those written.
pub(super) async fn update(
    dap: &Dap,
    board: &Board,
    image: &Memory,
) -> Result<(usize, usize), Failure> {
    let (pages, count) = prepare(dap, board, image).await?;
    let mut differ = compare(dap, board, &pages, count, Stage::Comparing).await?;
    let mut written = 0;
    for _ in 0..ROUNDS {
        if differ.is_empty() {
            break;
        }
        let size = size_of_pages(board) as usize;
        for (done, page) in differ.iter().enumerate() {
            dap.report(Stage::Writing, done * size, differ.len() * size);
            write(dap, page).await?;
            written += 1;
        }
        dap.report(Stage::Writing, differ.len() * size, differ.len() * size);
        differ = compare(dap, board, &pages, count, Stage::Verifying).await?;
    }
    if let Some(page) = differ.first() {
        return Err(Failure::Mismatch {
            address: page.address,
        });
    }
    settings::update(dap, board, image).await?;
    Ok((pages.len(), written))
}

/// Compares everything and writes nothing.
pub(super) async fn verify(dap: &Dap, board: &Board, image: &Memory) -> Result<usize, Failure> {
    let (pages, count) = prepare(dap, board, image).await?;
    let mut wrong = None;
    // A second look, because what came back may be wrong instead of what is there.
    for _ in 0..2 {
        let differ = compare(dap, board, &pages, count, Stage::Verifying).await?;
        wrong = differ.first().map(|page| page.address);
        if wrong.is_none() {
            break;
        }
    }
    if let Some(address) = wrong {
        return Err(Failure::Mismatch { address });
    }
    settings::verify(dap, board, image).await?;
    Ok(pages.len())
}

/// Halts the chip and loads the routines.
async fn prepare(dap: &Dap, board: &Board, image: &Memory) -> Result<(Vec<Page>, u32), Failure> {
    dap.connect().await?;
    dap.reset_and_halt().await?;
    let factory = dap.read(CODE_PAGE_SIZE, 2).await?;
    let [size, count] = factory.as_slice() else {
        return Err(Failure::Garbled);
    };
    let count = *count;
    if *size != size_of_pages(board) || count == 0 || count > routines::PAGES {
        return Err(Failure::NoTarget);
    }
    let end = size * count;
    settings::check(board, image)?;
    if let Some((address, _)) = page::within(image, end, FLASH_END).next() {
        return Err(Failure::OutsideFlash { address });
    }
    let pages = (0..count)
        .filter_map(|index| {
            let address = index * size;
            let bytes = page::page(image, address, *size)?;
            Some(Page { address, bytes })
        })
        .collect();
    dap.write(routines::HASH, &routines::code()).await?;
    Ok((pages, count))
}

/// The pages that hold something else.
async fn compare<'p>(
    dap: &Dap,
    board: &Board,
    pages: &'p [Page],
    count: u32,
    stage: Stage,
) -> Result<Vec<&'p Page>, Failure> {
    let total = pages.len() * size_of_pages(board) as usize;
    dap.report(stage, 0, total);
    // Other seeds each time: fingerprints left in RAM from before fit no page.
    let seeds = seeds(dap);
    let last = routines::TABLE + (count - 1) * 8;
    dap.write(last, &[0, 0]).await?;
    let words = [
        0,
        size_of_pages(board) / 4,
        count,
        routines::TABLE,
        seeds[0],
        seeds[1],
    ];
    dap.write(routines::HASH_WORDS, &words).await?;
    dap.run(routines::HASH, 3000).await?;
    if dap.read(last, 2).await? == [0, 0] {
        return Err(Failure::NoTarget);
    }
    let mut table = Vec::new();
    let all = count as usize * 2;
    while table.len() < all {
        dap.report(stage, total * table.len() / all, total);
        let at = routines::TABLE + table.len() as u32 * 4;
        let share = (all - table.len()).min(56);
        table.extend(dap.read(at, share).await?);
    }
    dap.report(stage, total, total);
    Ok(pages
        .iter()
        .filter(|page| {
            let at = (page.address / size_of_pages(board)) as usize * 2;
            table.get(at..at + 2) != Some(&routines::fingerprint(&page.bytes, seeds)[..])
        })
        .collect())
}

/// Both chips have pages of one size.
fn size_of_pages(board: &Board) -> u32 {
    board.sectors.first().map_or(0, |sectors| sectors.size)
}

/// Two numbers that were not used before on this line.
fn seeds(dap: &Dap) -> [u32; 2] {
    let traffic = dap.line().sent() as u32;
    let now = dap.line().now() as u32;
    [
        traffic.wrapping_mul(0x9E37_79B1) ^ now,
        now.wrapping_mul(0x85EB_CA77).wrapping_add(traffic) | 1,
    ]
}

async fn write(dap: &Dap, page: &Page) -> Result<(), Failure> {
    let words = routines::words(&page.bytes);
    // What stands behind the last word that is not blank need not be sent: it is blank after erasing.
    let used = words.iter().rposition(|word| *word != u32::MAX);
    let used = words
        .get(..used.map_or(1, |last| last + 1))
        .unwrap_or(&words);
    dap.write(routines::BUFFER, used).await?;
    let arguments = [
        page.address,
        routines::BUFFER,
        used.len() as u32,
        routines::NVMC_READY,
        routines::NVMC_CONFIG,
    ];
    dap.write(routines::WRITE_WORDS, &arguments).await?;
    // Erasing takes up to 85 ms, a word up to 46 us.
    dap.run(routines::WRITE, 1000).await
}
