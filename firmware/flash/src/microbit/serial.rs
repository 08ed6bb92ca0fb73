//! The micro:bit's serial line through the same interface (vendor commands 2 to 4), so that the prompt can be used without
//! asking for another device. Runs until it is cancelled or the board is gone.

use super::BAUD;
use crate::dap::{Dap, Link, command};
use crate::{Failure, Machine, Stage};

/// Milliseconds between looks when nothing comes.
const PAUSE: u32 = 10;
/// Failures in a row after which the board counts as gone.
const PATIENCE: usize = 5;

/// Carries bytes both ways: [`Machine::type_in`] and [`Machine::take_output`]. Ends with [`Failure::Cancelled`] in the
/// normal course of things.
pub fn serial(link: Link) -> Machine<()> {
    Machine::new(move |line| async move {
        let dap = Dap::new(line, link);
        dap.report(Stage::Connecting, 0, 0);
        dap.drain().await?;
        dap.ask(&command::serial_speed(BAUD), |reply| {
            reply.get(1).map(|_| ())
        })
        .await?;
        dap.report(Stage::Running, 0, 0);
        let mut failures = 0;
        loop {
            match turn(&dap).await {
                Ok(()) => failures = 0,
                Err(failure @ (Failure::NoAnswer | Failure::Garbled)) => {
                    failures += 1;
                    if failures >= PATIENCE {
                        return Err(failure);
                    }
                    dap.drain().await?;
                }
                Err(failure) => return Err(failure),
            }
        }
    })
}

async fn turn(dap: &Dap) -> Result<(), Failure> {
    let typed = dap.line().typed(command::CHUNK);
    let busy = !typed.is_empty();
    if busy {
        // Not sent again when the answer is lost: a key typed twice is worse than one not typed.
        dap.ask_once(&command::serial_write(&typed), 500, |reply| {
            reply.get(1).map(|_| ())
        })
        .await?;
    }
    let came = dap
        .ask_once(&command::SERIAL_READ, 500, |reply| {
            let bytes = command::counted_reply(reply)?;
            Some(bytes.to_vec())
        })
        .await?;
    dap.line().output(&came);
    if came.is_empty() && !busy {
        dap.line().wait(PAUSE).await?;
    }
    Ok(())
}
