//! Lets a machine talk with a model, as fast as the processor can: time is a number here too.

use pyrite_flash::{Action, Event, Failure, Machine, Pipe};

/// A device at the other end of a cable.
pub trait Device {
    /// Takes bytes: `Sent`, `Stalled`, `Timeout` or `Disconnected`.
    fn output(&mut self, pipe: Pipe, data: &[u8]) -> Event;
    /// Gives up to `length` bytes: `Received`, `Stalled`, `Timeout` or `Disconnected`.
    fn input(&mut self, pipe: Pipe, length: usize) -> Event;
    /// Time goes by.
    fn pass(&mut self, milliseconds: u32);
}

/// Drives a machine to its end.
#[derive(Clone, Copy, Debug)]
pub struct Driver {
    /// Actions after which it counts as endless.
    pub limit: u64,
    /// Actions after which the machine is cancelled.
    pub cancel: Option<u64>,
    /// What the clock shows at the beginning.
    pub now: u64,
}

impl Default for Driver {
    fn default() -> Driver {
        Driver {
            limit: 1_000_000,
            cancel: None,
            now: 1000,
        }
    }
}

/// How it ended.
#[derive(Clone, Debug)]
pub struct Ended<T> {
    /// Nothing where the limit was reached.
    pub outcome: Option<Result<T, Failure>>,
    pub actions: u64,
    /// Milliseconds that it took in the model's time.
    pub time: u64,
}

impl Driver {
    pub fn run<T>(&self, machine: &mut Machine<T>, device: &mut dyn Device) -> Ended<T> {
        let mut now = self.now;
        let mut event = Event::Start;
        for actions in 0..self.limit {
            if self.cancel == Some(actions) {
                machine.cancel();
            }
            let spent;
            (event, spent) = match machine.poll(now, event) {
                Action::Out { pipe, data } => (device.output(pipe, &data), 1),
                Action::In {
                    pipe,
                    length,
                    within,
                } => match device.input(pipe, length) {
                    Event::Timeout => (Event::Timeout, within),
                    event => (event, 1),
                },
                Action::Wait { milliseconds } => (Event::Elapsed, milliseconds),
                Action::Done(value) => return self.ended(Ok(value), actions, now),
                Action::Failed(failure) => return self.ended(Err(failure), actions, now),
            };
            device.pass(spent);
            now += u64::from(spent);
        }
        Ended {
            outcome: None,
            actions: self.limit,
            time: now - self.now,
        }
    }

    fn ended<T>(&self, outcome: Result<T, Failure>, actions: u64, now: u64) -> Ended<T> {
        Ended {
            outcome: Some(outcome),
            actions,
            time: now - self.now,
        }
    }
}
