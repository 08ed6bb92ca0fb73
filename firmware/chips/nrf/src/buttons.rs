//! A button that is looked at every few milliseconds: whether it is down, and how often it was pressed. Its contacts bounce.

#[derive(Clone, Copy, Default)]
pub struct Button {
    /// The last looks, a bit each.
    seen: u8,
    pub pressed: bool,
    /// Wraps around.
    pub presses: u32,
}

/// Looks that must agree.
const LOOKS: u8 = 0b1111;

impl Button {
    pub fn look(&mut self, down: bool) {
        self.seen = self.seen << 1 | u8::from(down);
        match self.seen & LOOKS {
            LOOKS if !self.pressed => {
                self.pressed = true;
                self.presses = self.presses.wrapping_add(1);
            }
            0 => self.pressed = false,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_that_bounces_counts_once() {
        let mut button = Button::default();
        for down in [1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0] {
            button.look(down == 1);
        }
        assert_eq!((button.presses, button.pressed), (1, false));
    }
}
