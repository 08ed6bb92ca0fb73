//! What carries a protocol's bytes, and the loop between the two; how far it is, for a person who waits.

use pyrite_flash::{Action, Estimate, Event, Failure, Machine, Pipe, Progress, Traffic};
use std::fmt;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A way to a device. Errors are events: the protocol decides what they mean.
pub trait Cable {
    /// `Sent`, `Stalled`, `Timeout` or `Disconnected`.
    fn send(&mut self, pipe: Pipe, data: &[u8]) -> Event;

    /// `Received`, `Stalled`, `Disconnected`, or `Timeout` after so many milliseconds.
    fn receive(&mut self, pipe: Pipe, length: usize, within: u32) -> Event;

    fn wait(&mut self, milliseconds: u32);

    /// Milliseconds; never goes back.
    fn now(&self) -> u64;
}

/// Polls a machine to its end. Ctrl-C ends it in an orderly way.
pub fn drive<T>(
    machine: &mut Machine<T>,
    cable: &mut impl Cable,
    report: &mut Report,
) -> Result<T, Failure> {
    let cancelled = Arc::new(AtomicBool::new(false));
    // Without it Ctrl-C ends the process, which a board survives too.
    let signal = signal_hook::flag::register(signal_hook::consts::SIGINT, cancelled.clone());
    let mut event = Event::Start;
    let outcome = loop {
        if cancelled.swap(false, Ordering::Relaxed) {
            machine.cancel();
        }
        let action = machine.poll(cable.now(), event);
        report.show(cable.now(), &machine.progress());
        event = match action {
            Action::Out { pipe, data } => cable.send(pipe, &data),
            Action::In {
                pipe,
                length,
                within,
            } => cable.receive(pipe, length, within),
            Action::Wait { milliseconds } => {
                cable.wait(milliseconds);
                Event::Elapsed
            }
            Action::Done(value) => break Ok(value),
            Action::Failed(failure) => break Err(failure),
        };
    };
    if let Ok(signal) = signal {
        signal_hook::low_level::unregister(signal);
    }
    report.end(machine.traffic());
    outcome
}

/// One line on the terminal that says how far it is; elsewhere a line for each stage. Displays as what it took.
pub struct Report {
    /// The line is written over and over.
    live: bool,
    estimate: Estimate,
    shown: String,
    note: Option<String>,
    traffic: Traffic,
}

impl Report {
    pub fn new() -> Report {
        Report {
            live: std::io::stderr().is_terminal(),
            estimate: Estimate::default(),
            shown: String::new(),
            note: None,
            traffic: Traffic::default(),
        }
    }

    fn show(&mut self, now: u64, progress: &Progress) {
        let left = self.estimate.left(now, progress);
        let mut line = progress.stage.text().to_owned();
        if self.live && progress.total > 0 {
            let kilobytes = |bytes: u64| bytes.div_ceil(1024);
            let (done, total) = (kilobytes(progress.done), kilobytes(progress.total));
            line += &format!(", {done} of {total} KB");
            if let Some(left) = left.filter(|left| *left > 1000) {
                line += &format!(", {} s left", left.div_ceil(1000));
            }
        }
        if progress.note != self.note {
            self.note.clone_from(&progress.note);
            if let Some(note) = &self.note {
                self.write(&format!("{note}\n"));
            }
        }
        if line != self.shown {
            self.write(&if self.live {
                line.clone()
            } else {
                format!("{line}\n")
            });
            self.shown = line;
        }
    }

    /// Over the line that stands there.
    fn write(&self, text: &str) {
        let clear = if self.live { "\r\x1b[K" } else { "" };
        // Nobody may look any more.
        let _ = write!(std::io::stderr(), "{clear}{text}");
    }

    fn end(&mut self, traffic: Traffic) {
        if self.live {
            self.write("");
        }
        self.shown.clear();
        self.traffic.transfers += traffic.transfers;
        self.traffic.sent += traffic.sent;
        self.traffic.received += traffic.received;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Traffic {
            transfers,
            sent,
            received,
        } = self.traffic;
        write!(
            formatter,
            " ({transfers} transfers, {sent} bytes there, {received} back)"
        )
    }
}
