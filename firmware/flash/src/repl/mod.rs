//! Any board that already runs Pyrite or MicroPython, through its prompt: run a program, move files, start afresh. The same
//! over a serial line and over the serial line in a micro:bit's debug interface.

mod command;
mod files;
pub mod helper;
mod raw;
mod wire;

use crate::{Failure, Machine, Stage};
use raw::Raw;
use wire::Wire;

pub use files::{Entry, Found, Request, files};
pub use wire::Port;

/// Milliseconds between looks while a program runs.
const LOOK: u32 = 200;
/// What a board writes when it starts afresh.
const REBOOT: &[u8] = b"soft reboot";

/// How a program ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// The traceback, where it ended with an exception.
    pub error: Option<String>,
}

/// Runs a program on the board. Its output comes by [`Machine::take_output`], its input goes by [`Machine::type_in`].
/// [`Machine::cancel`] is Ctrl-C; the machine then fails with [`Failure::Cancelled`], the board being at its prompt.
pub fn run(port: Port, program: &str) -> Machine<Ran> {
    let program = program.as_bytes().to_vec();
    Machine::new(move |line| async move {
        let mut raw = Raw::new(Wire::new(line, port));
        let outcome = run_through(&mut raw, &program).await;
        leave(&mut raw, outcome.is_err()).await;
        outcome
    })
}

async fn run_through(raw: &mut Raw, program: &[u8]) -> Result<Ran, Failure> {
    raw.line().report(Stage::Connecting, 0, 0);
    raw.enter().await?;
    raw.send_program(program).await?;
    raw.line().report(Stage::Running, 0, 0);
    loop {
        let came = raw.until_end(LOOK).await?;
        raw.line().output(&came.bytes);
        if came.ended {
            break;
        }
        let typed = raw.line().typed(256);
        if !typed.is_empty() {
            raw.send(&typed).await?;
        }
    }
    let error = raw.traceback().await?;
    Ok(Ran {
        error: (!error.is_empty()).then(|| String::from_utf8_lossy(&error).into_owned()),
    })
}

/// Starts the board afresh, as Ctrl-D does: its `main.py` runs. What it writes from there on is taken as output.
pub fn soft_reset(port: Port) -> Machine<()> {
    Machine::new(move |line| async move {
        let mut raw = Raw::new(Wire::new(line, port));
        raw.line().report(Stage::Starting, 0, 0);
        let outcome = reset(&mut raw).await;
        if outcome.is_err() {
            leave(&mut raw, true).await;
        }
        outcome
    })
}

async fn reset(raw: &mut Raw) -> Result<(), Failure> {
    for _ in 0..4 {
        raw.enter().await?;
        // From raw mode a board would skip main.py.
        raw.send(b"\x02").await?;
        raw.quiet(60).await?;
        raw.send(b"\x04").await?;
        if raw.read_until(REBOOT, 3000).await?.is_some() {
            let rest = raw.take();
            raw.line().output(&rest);
            return Ok(());
        }
    }
    Err(Failure::NoPrompt)
}

/// Carries bytes both ways until it is cancelled or the board is gone: a terminal.
pub fn terminal(port: Port) -> Machine<()> {
    Machine::new(move |line| async move {
        let wire = Wire::new(line, port);
        wire.open().await?;
        wire.line().report(Stage::Running, 0, 0);
        loop {
            let typed = wire.line().typed(256);
            if !typed.is_empty() {
                wire.send(&typed).await?;
            }
            let came = wire.receive(20).await?;
            wire.line().output(&came);
        }
    })
}

/// Back to the prompt that people use, whatever was going on.
async fn leave(raw: &mut Raw, interrupt: bool) {
    if raw.line().is_gone() {
        return;
    }
    raw.line().leave();
    if interrupt {
        let _ = raw.send(b"\x03\x03").await;
        let _ = raw.quiet(60).await;
    }
    let _ = raw.send(b"\x02").await;
    let _ = raw.quiet(20).await;
}
