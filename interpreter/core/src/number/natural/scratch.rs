//! The room that a kernel works in, and whether anybody still waits for what it computes.

/// Someone who waits for a long computation.
pub trait Watch {
    /// Asked on the way, after about so many limbs of work: true when the result is no longer wanted, and from then on always.
    /// The kernel then returns soon, and what it leaves is no number.
    fn gone(&mut self, steps: usize) -> bool;
}

/// Waits to the end.
pub struct Patient;

impl Watch for Patient {
    fn gone(&mut self, _steps: usize) -> bool {
        false
    }
}

/// Limbs of any content that a kernel may use up.
pub struct Scratch<'a> {
    limbs: &'a mut [u32],
    watch: &'a mut dyn Watch,
}

impl<'a> Scratch<'a> {
    pub fn new(limbs: &'a mut [u32], watch: &'a mut dyn Watch) -> Self {
        Scratch { limbs, watch }
    }

    /// How many there are.
    pub fn size(&self) -> usize {
        self.limbs.len()
    }

    /// The first `count` limbs, and what is left.
    pub fn take(self, count: usize) -> (&'a mut [u32], Scratch<'a>) {
        let (taken, limbs) = self.limbs.split_at_mut(count);
        let watch = self.watch;
        (taken, Scratch { limbs, watch })
    }

    /// The same room for one step of several.
    pub fn again(&mut self) -> Scratch<'_> {
        Scratch {
            limbs: self.limbs,
            watch: self.watch,
        }
    }

    /// All limbs.
    pub fn limbs(&mut self) -> &mut [u32] {
        self.limbs
    }

    /// [`Watch::gone`].
    pub fn gone(&mut self, steps: usize) -> bool {
        self.watch.gone(steps)
    }
}
