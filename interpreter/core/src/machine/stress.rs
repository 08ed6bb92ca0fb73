//! Builds that look for faults of the collector and of those who use it: how often to collect, which allocation fails.

/// What allocations meet with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stress {
    /// Every so many allocations the arena is collected and, at safe points, compacted; 0: only when it is full.
    pub every: u32,
    /// The number of the allocation that fails; 0: none.
    pub fail: u64,
    /// Allocations so far.
    pub count: u64,
    /// How many there had been when the arena was compacted last.
    compacted: u64,
}

impl Default for Stress {
    fn default() -> Self {
        Stress {
            every: 1,
            fail: 0,
            count: 0,
            compacted: 0,
        }
    }
}

impl Stress {
    /// Counts an allocation: whether it may succeed.
    pub(crate) fn step(&mut self) -> bool {
        self.count += 1;
        self.count != self.fail
    }

    /// Whether it is time to compact, at a safe point.
    pub(crate) fn compacts(&mut self) -> bool {
        let due = self.every != 0 && self.count >= self.compacted + u64::from(self.every);
        if due {
            self.compacted = self.count;
        }
        due
    }

    /// Whether it is time to collect.
    pub(crate) fn collects(&self) -> bool {
        self.every != 0 && self.count.is_multiple_of(u64::from(self.every))
    }
}
