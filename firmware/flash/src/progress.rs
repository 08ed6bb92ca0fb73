//! How far a machine is, and how long it may still take. Knows no protocol.

/// What a machine is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    #[default]
    Connecting,
    /// Finds out what is on the board already.
    Comparing,
    Erasing,
    Writing,
    Verifying,
    /// Starts the new program.
    Starting,
    /// Moves files.
    Transferring,
    /// The board runs a program.
    Running,
}

impl Stage {
    pub fn text(self) -> &'static str {
        match self {
            Stage::Connecting => "Connecting",
            Stage::Comparing => "Comparing",
            Stage::Erasing => "Erasing",
            Stage::Writing => "Writing",
            Stage::Verifying => "Verifying",
            Stage::Starting => "Starting",
            Stage::Transferring => "Transferring",
            Stage::Running => "Running",
        }
    }
}

/// Stage, and bytes of it that are done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub stage: Stage,
    pub done: u64,
    pub total: u64,
    /// The last thing that the person should know: why it takes longer.
    pub note: Option<String>,
}

/// Time left in a stage, from the speed seen in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Estimate {
    stage: Stage,
    since: u64,
    from: u64,
}

impl Estimate {
    /// Milliseconds left in this stage, once enough of it is done to tell. `now` as in [`crate::Machine::poll`].
    pub fn left(&mut self, now: u64, progress: &Progress) -> Option<u64> {
        if self.stage != progress.stage || progress.done < self.from {
            *self = Estimate {
                stage: progress.stage,
                since: now,
                from: progress.done,
            };
        }
        let done = progress.done.saturating_sub(self.from);
        let time = now.saturating_sub(self.since);
        if done == 0 || time < 200 {
            return None;
        }
        let left = progress.total.saturating_sub(progress.done);
        Some(time.saturating_mul(left) / done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_done_takes_as_long_again() {
        let mut estimate = Estimate::default();
        let mut progress = Progress {
            stage: Stage::Writing,
            done: 0,
            total: 1000,
            note: None,
        };
        assert_eq!(estimate.left(5000, &progress), None);
        progress.done = 500;
        assert_eq!(estimate.left(6000, &progress), Some(1000));
        progress.stage = Stage::Verifying;
        progress.done = 1;
        assert_eq!(estimate.left(6500, &progress), None);
    }
}
