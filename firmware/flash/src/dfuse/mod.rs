//! The pyboard's bootloader: DfuSe over control transfers. Reads the sectors that the image is for, erases and writes those
//! that differ, reads them again, and starts the program. ST AN3156 and UM0424; USB DFU 1.1.

mod map;
mod request;

use crate::machine::{Fault, Line};
use crate::{Failure, Machine, Stage, page};
use pyrite_image::Memory;
use request::{State, Status};

pub use map::{Map, Sector};
pub use request::status_text;

/// How a person brings a board into its bootloader.
pub const ADVICE: &str = "Connect the pins marked DFU and 3V3 with a wire, press RST, and take the wire away; or run \
    pyb.bootloader() at the prompt.";

/// What the bootloaders of ST's chips take at once; used where the descriptor does not say it.
const TRANSFER: u16 = 2048;
/// How long an answer may take, in milliseconds.
const PATIENCE: u32 = 2000;
/// The longest that one erasure may take: 128 KB at half voltage (STM32F405 data sheet, 5.3.12).
const LONGEST: u32 = 8000;
/// How often sectors are written that do not hold what was written.
const ROUNDS: usize = 3;
const ATTEMPTS: usize = 4;

/// What a successful run did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flashed {
    /// Sectors that the image is for, and how many of them were written.
    pub sectors: usize,
    pub written: usize,
    /// Whether the program was started; if not, reset does it.
    pub started: bool,
}

/// Puts an image onto the board and starts it. `name` is the name of the chosen interface, its memory map. Success means
/// that the image was read back. A sector that differs is erased whole, also where the image says nothing about it.
pub fn flash(interface: u8, name: &str, image: Memory) -> Machine<Flashed> {
    let map = Map::parse(name);
    Machine::new(move |line| async move {
        let map = map.ok_or(Failure::MemoryMap)?;
        let mut dfu = Dfu {
            line,
            interface,
            transfer: TRANSFER,
        };
        let outcome = run(&mut dfu, &map, &image).await;
        if outcome.is_err() && !dfu.line.is_gone() {
            dfu.line.leave();
            let _ = dfu.settle().await;
        }
        outcome
    })
}

async fn run(dfu: &mut Dfu, map: &Map, image: &Memory) -> Result<Flashed, Failure> {
    dfu.line.report(Stage::Connecting, 0, 0);
    let targets = targets(map, image)?;
    let first = image.ranges().next().ok_or(Failure::EmptyImage)?.0;
    dfu.settle().await?;
    dfu.transfer = dfu.transfer_size().await?;
    let mut differ = compare(dfu, &targets, image, Stage::Comparing).await?;
    let mut written = 0;
    let mut last = None;
    for _ in 0..ROUNDS {
        if differ.is_empty() {
            break;
        }
        match write(dfu, &differ, image).await {
            Ok(()) => {}
            Err(failure @ (Failure::NoAnswer | Failure::Garbled | Failure::Bootloader { .. })) => {
                last = Some(failure);
                dfu.settle().await?;
            }
            Err(failure) => return Err(failure),
        }
        written += differ.len();
        differ = compare(dfu, &targets, image, Stage::Verifying).await?;
    }
    if let Some(sector) = differ.first() {
        return Err(last.unwrap_or(Failure::Mismatch {
            address: sector.start,
        }));
    }
    dfu.line.report(Stage::Starting, 0, 0);
    let started = leave(dfu, first).await;
    if !started {
        dfu.line.note("press RST to start the program".to_owned());
    }
    Ok(Flashed {
        sectors: targets.len(),
        written: written.min(targets.len()),
        started,
    })
}

/// The sectors that the image is for; an error where it wants something else.
fn targets(map: &Map, image: &Memory) -> Result<Vec<Sector>, Failure> {
    let mut found = Vec::new();
    for sector in &map.sectors {
        let end = sector.start.saturating_add(sector.size);
        if page::within(image, sector.start, end).next().is_some() {
            if !(sector.readable && sector.erasable && sector.writable) {
                return Err(Failure::ReadOnly {
                    address: sector.start,
                });
            }
            found.push(*sector);
        }
    }
    let ranges = map
        .sectors
        .iter()
        .map(|sector| sector.start..sector.start + sector.size);
    match image.outside(&ranges.collect::<Vec<_>>()) {
        Some(address) => Err(Failure::OutsideFlash { address }),
        None => Ok(found),
    }
}

/// The sectors that do not hold what the image says. Reads a part anew before it calls it different.
async fn compare(
    dfu: &Dfu,
    sectors: &[Sector],
    image: &Memory,
    stage: Stage,
) -> Result<Vec<Sector>, Failure> {
    let mut found = Vec::new();
    let mut done = 0;
    for sector in sectors {
        let mut differs = false;
        for (start, bytes) in page::within(
            image,
            sector.start,
            sector.start.saturating_add(sector.size),
        ) {
            let mut at = start;
            // As many blocks as their number can count, from each address that is set.
            for share in bytes.chunks(usize::from(dfu.transfer) * 1024) {
                differs = differs || !dfu.holds(at, share, stage, done, image.len()).await?;
                done += share.len();
                at = at.saturating_add(share.len() as u32);
            }
        }
        if differs {
            found.push(*sector);
        }
    }
    dfu.line.report(stage, image.len(), image.len());
    Ok(found)
}

async fn write(dfu: &Dfu, sectors: &[Sector], image: &Memory) -> Result<(), Failure> {
    let total: usize = sectors.iter().map(|sector| sector.size as usize).sum();
    dfu.settle().await?;
    let mut done = 0;
    for sector in sectors {
        dfu.line.report(Stage::Erasing, done, total);
        dfu.download(0, request::erase(sector.start)).await?;
        done += sector.size as usize;
    }
    let parts = sectors.iter().flat_map(|sector| {
        page::within(
            image,
            sector.start,
            sector.start.saturating_add(sector.size),
        )
    });
    let total: usize = parts.clone().map(|(_, bytes)| bytes.len()).sum();
    let mut done = 0;
    for (start, bytes) in parts {
        let mut at = start;
        for share in bytes.chunks(usize::from(dfu.transfer) * 1024) {
            dfu.download(0, request::set_address(at)).await?;
            for (block, data) in (2..).zip(share.chunks(usize::from(dfu.transfer))) {
                dfu.line.report(Stage::Writing, done, total);
                dfu.download(block, data.to_vec()).await?;
                done += data.len();
            }
            at = at.saturating_add(share.len() as u32);
        }
    }
    dfu.line.report(Stage::Writing, total, total);
    Ok(())
}

/// Starts the program: an empty download after the address has been set (AN3156, "Leave DFU mode").
async fn leave(dfu: &Dfu, first: u32) -> bool {
    // What is done is done: from here on it succeeds.
    dfu.line.leave();
    for _ in 0..ATTEMPTS {
        let tried = async {
            dfu.settle().await?;
            dfu.download(0, request::set_address(first)).await?;
            dfu.out(request::DOWNLOAD, 0, Vec::new()).await?;
            dfu.status().await
        };
        match tried.await {
            Ok(status) if status.state == State::Manifest => return true,
            Err(Failure::Disconnected) => return true,
            _ => {}
        }
    }
    false
}

struct Dfu {
    line: Line,
    interface: u8,
    /// Bytes of a block.
    transfer: u16,
}

impl Dfu {
    async fn out(&self, code: u8, block: u16, data: Vec<u8>) -> Result<(), Failure> {
        let pipe = request::request(self.interface, code, block);
        Ok(self.line.send(pipe, data).await?)
    }

    async fn transfer_size(&self) -> Result<u16, Failure> {
        for _ in 0..ATTEMPTS {
            match self
                .line
                .receive(request::configuration(), 512, PATIENCE)
                .await
            {
                Ok(reply) => {
                    let size = request::transfer_size(&reply);
                    if let Some(size) = size.filter(|size| (64..=4096).contains(size)) {
                        return Ok(size);
                    }
                }
                Err(Fault::Timeout | Fault::Stalled) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        Ok(TRANSFER)
    }

    /// One question for the status; asking twice does no harm.
    async fn status(&self) -> Result<Status, Failure> {
        let mut last = Failure::NoAnswer;
        for _ in 0..ATTEMPTS {
            let pipe = request::request(self.interface, request::GET_STATUS, 0);
            match self.line.receive(pipe, 6, PATIENCE).await {
                Ok(reply) => match Status::parse(&reply) {
                    Some(status) => return Ok(status),
                    None => last = Failure::Garbled,
                },
                Err(Fault::Timeout | Fault::Stalled) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        Err(last)
    }

    /// The status once the device is not busy. An error is cleared and given.
    async fn ready(&self) -> Result<State, Failure> {
        let mut waited = 0;
        loop {
            let status = self.status().await?;
            match status.state {
                State::DownloadBusy | State::DownloadSync if waited < LONGEST => {
                    // A device that names no time is asked again soon.
                    let wait = status.wait.clamp(1, LONGEST - waited);
                    self.line.wait(wait).await?;
                    waited += wait;
                }
                State::DownloadBusy | State::DownloadSync => return Err(Failure::NoAnswer),
                State::Error => {
                    self.out(request::CLEAR_STATUS, 0, Vec::new()).await?;
                    return Err(match status.code {
                        0x0B => Failure::Locked,
                        status => Failure::Bootloader { status },
                    });
                }
                state => return Ok(state),
            }
        }
    }

    /// Brings the device into its idle state, whatever it was doing.
    async fn settle(&self) -> Result<(), Failure> {
        let mut last = Failure::NoAnswer;
        for _ in 0..ATTEMPTS {
            let tried = async {
                match self.ready().await? {
                    State::Idle => Ok(true),
                    _ => {
                        self.out(request::ABORT, 0, Vec::new()).await?;
                        Ok(false)
                    }
                }
            };
            // Once more after an abort: the answer may have been about something else.
            match tried.await {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                Err(failure @ (Failure::Disconnected | Failure::Cancelled)) => return Err(failure),
                Err(failure) => last = failure,
            }
        }
        match self.ready().await? {
            State::Idle => Ok(()),
            _ => Err(last),
        }
    }

    /// A block or a command, and the time that it takes.
    async fn download(&self, block: u16, data: Vec<u8>) -> Result<(), Failure> {
        let sent = self.out(request::DOWNLOAD, block, data).await;
        match (self.ready().await, sent) {
            (Ok(State::DownloadIdle), sent) => sent,
            (Ok(_), _) => Err(Failure::Garbled),
            (Err(failure), _) => Err(failure),
        }
    }

    /// Whether the memory from `start` holds `bytes`.
    async fn holds(
        &self,
        start: u32,
        bytes: &[u8],
        stage: Stage,
        done: usize,
        total: usize,
    ) -> Result<bool, Failure> {
        let mut last = None;
        let mut doubts = 0;
        for _ in 0..ATTEMPTS {
            match self
                .read_and_compare(start, bytes, stage, done, total)
                .await
            {
                Ok(true) => return Ok(true),
                // What came may be wrong instead of what is there.
                Ok(false) if doubts == 0 => doubts += 1,
                Ok(false) => return Ok(false),
                Err(
                    failure @ (Failure::NoAnswer | Failure::Garbled | Failure::Bootloader { .. }),
                ) => last = Some(failure),
                Err(failure) => return Err(failure),
            }
        }
        match last {
            Some(failure) => Err(failure),
            None => Ok(false),
        }
    }

    async fn read_and_compare(
        &self,
        start: u32,
        bytes: &[u8],
        stage: Stage,
        done: usize,
        total: usize,
    ) -> Result<bool, Failure> {
        self.settle().await?;
        self.download(0, request::set_address(start)).await?;
        // Uploads begin in the idle state (AN3156, "Read memory").
        self.out(request::ABORT, 0, Vec::new()).await?;
        let size = usize::from(self.transfer);
        for (index, expected) in bytes.chunks(size).enumerate() {
            self.line.report(stage, done + index * size, total);
            let pipe = request::request(self.interface, request::UPLOAD, index as u16 + 2);
            let found = match self.line.receive(pipe, size, PATIENCE).await {
                Ok(found) => found,
                Err(Fault::Stalled) => {
                    return match self.ready().await {
                        Ok(_) => Err(Failure::Garbled),
                        Err(failure) => Err(failure),
                    };
                }
                Err(fault) => return Err(fault.into()),
            };
            if found.get(..expected.len()) != Some(expected) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
