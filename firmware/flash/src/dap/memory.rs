//! The target's memory through its debug port (ADIv5, chapters B and C2). Every packet sets its address and reads it back
//! behind the data, so that it can be repeated, and a reply that belongs to another packet is seen.

use super::command::{self, Access, Ack, Ap, Dp};
use super::{Dap, PATIENCE};
use crate::Failure;

/// Words that one packet reads: 64 bytes, less 3 of the reply and 4 of the address.
const READ: usize = 14;
/// Words that one packet writes: 64 bytes, less 3 of the request, 5 to set the address and 1 to read it; 5 each.
const WRITE: usize = 11;
/// The address counts up within blocks of this many bytes (ADIv5, C2.2.2).
const BLOCK: u32 = 1024;
const ATTEMPTS: usize = 5;

impl Dap {
    /// Takes the target's debug port and powers it up.
    pub async fn connect(&self) -> Result<(), Failure> {
        match self
            .ask(&command::CONNECT_SWD, |reply| reply.get(1).copied())
            .await?
        {
            1 => {}
            0 => return Err(Failure::NoTarget),
            _ => return Err(Failure::Garbled),
        }
        self.order(&command::CLOCK).await?;
        self.order(&command::CONFIGURE).await?;
        self.order(&command::CONFIGURE_SWD).await?;
        self.switch_on().await
    }

    /// From line reset to a memory access port that is ready.
    async fn switch_on(&self) -> Result<(), Failure> {
        // CDBGPWRUPREQ and CSYSPWRUPREQ; the answers are one bit above (ADIv5, B2.2.2).
        const REQUEST: u32 = 0x5000_0000;
        const ANSWER: u32 = 0xA000_0000;
        for _ in 0..ATTEMPTS {
            self.order(&command::SWITCH_TO_SWD).await?;
            // Reading the identity ends the line reset.
            let start = [
                Access::ReadDp(Dp::Identity),
                Access::Abort,
                Access::WriteDp(Dp::Select, 0),
                Access::WriteDp(Dp::ControlStatus, REQUEST),
                Access::ReadDp(Dp::ControlStatus),
            ];
            for _ in 0..ATTEMPTS {
                let Ok(words) = self.transfer(&start).await? else {
                    break;
                };
                if words.last().is_some_and(|word| word & ANSWER == ANSWER) {
                    // Words, counting up; the master is the debugger (ADIv5, C2.6.3; HPROT as in Cortex-M's AHB-AP).
                    let set = [Access::WriteAp(Ap::ControlStatus, 0x2300_0012)];
                    if self.transfer(&set).await?.is_ok() {
                        return Ok(());
                    }
                }
                self.line().wait(5).await?;
            }
        }
        Err(Failure::NoTarget)
    }

    /// One packet, repeated only while nothing comes back.
    async fn transfer(&self, accesses: &[Access]) -> Result<Result<Vec<u32>, Ack>, Failure> {
        let request = command::transfer(accesses);
        self.ask(&request, |reply| command::transferred(accesses, reply))
            .await
    }

    /// One packet of memory accesses from `address`, repeated until it has worked.
    async fn access(&self, address: u32, accesses: &[Access]) -> Result<Vec<u32>, Failure> {
        let words = accesses.len() as u32 - 2;
        let after = address.wrapping_add(words * 4);
        let request = command::transfer(accesses);
        // Behind the last word of a block the address may carry or wrap.
        let mine = |found: u32| found == after || after % BLOCK == 0 && found == after - BLOCK;
        let is_reply = |reply: &[u8]| match command::transferred(accesses, reply)? {
            Ok(words) if words.last().is_some_and(|found| mine(*found)) => Some(Ok(words)),
            Ok(_) => None,
            Err(ack) => Some(Err(ack)),
        };
        let mut last = Failure::NoAnswer;
        for _ in 0..ATTEMPTS {
            match self.ask_once(&request, PATIENCE, is_reply).await {
                Ok(Ok(mut words)) => {
                    words.pop();
                    return Ok(words);
                }
                Ok(Err(Ack::Wait)) => {
                    last = Failure::NoTarget;
                    self.line().wait(5).await?;
                    self.clear().await?;
                }
                Ok(Err(Ack::Fault)) => {
                    last = Failure::Protected;
                    self.clear().await?;
                }
                Ok(Err(Ack::None)) => {
                    last = Failure::NoTarget;
                    self.drain().await?;
                    self.switch_on().await?;
                }
                Err(failure @ (Failure::NoAnswer | Failure::Garbled)) => {
                    last = failure;
                    self.drain().await?;
                }
                Err(failure) => return Err(failure),
            }
        }
        Err(last)
    }

    async fn clear(&self) -> Result<(), Failure> {
        self.drain().await?;
        let _ = self.transfer(&[Access::Abort]).await?;
        Ok(())
    }

    pub async fn read(&self, address: u32, count: usize) -> Result<Vec<u32>, Failure> {
        let mut found = Vec::with_capacity(count);
        while found.len() < count {
            let at = address.wrapping_add(found.len() as u32 * 4);
            let share = share(at, count - found.len(), READ);
            let mut accesses = vec![Access::WriteAp(Ap::TransferAddress, at)];
            accesses.resize(share + 1, Access::ReadAp(Ap::Data));
            accesses.push(Access::ReadAp(Ap::TransferAddress));
            found.extend(self.access(at, &accesses).await?);
        }
        Ok(found)
    }

    pub async fn read_word(&self, address: u32) -> Result<u32, Failure> {
        let words = self.read(address, 1).await?;
        words.first().copied().ok_or(Failure::Garbled)
    }

    pub async fn write(&self, address: u32, words: &[u32]) -> Result<(), Failure> {
        let mut done = 0;
        while let Some(rest) = words.get(done..).filter(|rest| !rest.is_empty()) {
            let at = address.wrapping_add(done as u32 * 4);
            let share = share(at, rest.len(), WRITE);
            let mut accesses = vec![Access::WriteAp(Ap::TransferAddress, at)];
            accesses.extend(
                rest.iter()
                    .take(share)
                    .map(|word| Access::WriteAp(Ap::Data, *word)),
            );
            accesses.push(Access::ReadAp(Ap::TransferAddress));
            self.access(at, &accesses).await?;
            done += share;
        }
        Ok(())
    }

    pub async fn write_word(&self, address: u32, word: u32) -> Result<(), Failure> {
        self.write(address, &[word]).await
    }
}

/// Words from `address` that one packet may move without leaving the block.
fn share(address: u32, left: usize, most: usize) -> usize {
    let block = (BLOCK - address % BLOCK) as usize / 4;
    left.min(most).min(block.max(1))
}
