//! Pixels in bytes, and drawing with them: knows no Python. Formats are those of MicroPython's documentation of `framebuf`.

use super::font;
use core::cmp::Ordering;

/// How pixels lie in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Format {
    /// A bit each; a byte is 8 pixels below each other, the upper one in bit 0.
    MonoVertical,
    /// Two bytes each, the lower one first.
    Rgb565,
    /// Four bits each, the left one in the upper half.
    Grey4,
    /// A bit each; a byte is 8 pixels beside each other, the left one in bit 7.
    MonoLeftHigh,
    /// The same with the left one in bit 0.
    MonoLeftLow,
    /// Two bits each, the left one in the lowest.
    Grey2,
    /// A byte each.
    Grey8,
}

impl Format {
    /// By the number of the module's constant.
    pub fn find(number: i64) -> Option<Format> {
        use Format::*;
        let all = [
            MonoVertical,
            Rgb565,
            Grey4,
            MonoLeftHigh,
            MonoLeftLow,
            Grey2,
            Grey8,
        ];
        all.get(usize::try_from(number).ok()?).copied()
    }

    fn bits(self) -> usize {
        match self {
            Format::Rgb565 => 16,
            Format::Grey8 => 8,
            Format::Grey4 => 4,
            Format::Grey2 => 2,
            _ => 1,
        }
    }
}

/// Size and layout of a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    pub width: i32,
    pub height: i32,
    /// Pixels from row to row.
    pub stride: usize,
    pub format: Format,
}

impl Shape {
    /// A shape whose rows begin with whole bytes.
    pub fn new(width: i32, height: i32, stride: usize, format: Format) -> Shape {
        let pixels = match format {
            Format::MonoVertical => 1,
            _ => (8 / format.bits()).max(1),
        };
        Shape {
            width,
            height,
            stride: stride.next_multiple_of(pixels),
            format,
        }
    }

    /// Bytes that it needs at least.
    pub fn bytes(&self) -> usize {
        let bits = self.format.bits();
        let (width, height) = (self.width.max(0) as usize, self.height.max(1) as usize);
        if self.format == Format::MonoVertical {
            return (height.div_ceil(8) - 1) * self.stride + width;
        }
        ((height - 1) * self.stride * bits + width * bits).div_ceil(8)
    }

    fn is_inside(&self, x: i32, y: i32) -> bool {
        (0..self.width).contains(&x) && (0..self.height).contains(&y)
    }

    /// The byte of a pixel, the lowest bit in it, and its mask there.
    fn place(&self, x: i32, y: i32) -> (usize, usize, u8) {
        let (x, y) = (x as usize, y as usize);
        let at = y * self.stride + x;
        match self.format {
            Format::MonoVertical => (y / 8 * self.stride + x, y % 8, 1),
            Format::MonoLeftHigh => (at / 8, 7 - x % 8, 1),
            Format::MonoLeftLow => (at / 8, x % 8, 1),
            Format::Grey2 => (at / 4, x % 4 * 2, 3),
            Format::Grey4 => (at / 2, 4 - x % 2 * 4, 15),
            Format::Grey8 => (at, 0, 255),
            Format::Rgb565 => (at * 2, 0, 255),
        }
    }

    /// The colour of a pixel; `None` outside.
    pub fn get(&self, bytes: &[u8], x: i32, y: i32) -> Option<u32> {
        if !self.is_inside(x, y) {
            return None;
        }
        let (at, bit, mask) = self.place(x, y);
        if self.format == Format::Rgb565 {
            let low = u32::from(*bytes.get(at)?);
            return Some(low | u32::from(*bytes.get(at + 1)?) << 8);
        }
        Some(u32::from(bytes.get(at)? >> bit & mask))
    }
}

/// A picture that is drawn on.
pub struct Canvas<'a> {
    pub shape: Shape,
    pub bytes: &'a mut [u8],
}

impl Canvas<'_> {
    /// Outside of the picture nothing happens.
    pub fn put(&mut self, x: i32, y: i32, colour: u32) {
        if !self.shape.is_inside(x, y) {
            return;
        }
        let (at, bit, mask) = self.shape.place(x, y);
        if self.shape.format == Format::Rgb565 {
            if let Some(place) = self.bytes.get_mut(at..at + 2) {
                place.copy_from_slice(&(colour as u16).to_le_bytes());
            }
            return;
        }
        let value = match mask {
            1 => u8::from(colour != 0),
            _ => colour as u8 & mask,
        };
        if let Some(byte) = self.bytes.get_mut(at) {
            *byte = *byte & !(mask << bit) | value << bit;
        }
    }

    pub fn get(&self, x: i32, y: i32) -> Option<u32> {
        self.shape.get(self.bytes, x, y)
    }

    /// A filled rectangle.
    pub fn fill(&mut self, x: i32, y: i32, width: i32, height: i32, colour: u32) {
        let right = x.saturating_add(width.max(0)).min(self.shape.width);
        let bottom = y.saturating_add(height.max(0)).min(self.shape.height);
        for y in y.max(0)..bottom {
            for x in x.max(0)..right {
                self.put(x, y, colour);
            }
        }
    }

    /// The outline of a rectangle.
    pub fn rectangle(&mut self, x: i32, y: i32, width: i32, height: i32, colour: u32) {
        if width < 1 || height < 1 {
            return;
        }
        self.fill(x, y, width, 1, colour);
        self.fill(x, y + height - 1, width, 1, colour);
        self.fill(x, y, 1, height, colour);
        self.fill(x + width - 1, y, 1, height, colour);
    }

    /// A line, both ends included (Bresenham).
    pub fn line(&mut self, from: (i32, i32), to: (i32, i32), colour: u32) {
        let (dx, dy) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
        let (step_x, step_y) = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
        let (long, short) = (dx.max(dy), dx.min(dy));
        let (mut x, mut y) = from;
        let mut error = 2 * short - long;
        for _ in 0..=long {
            self.put(x, y, colour);
            let aside = error >= 0;
            if aside {
                error -= 2 * long;
            }
            error += 2 * short;
            if dx >= dy {
                x += step_x;
                y += if aside { step_y } else { 0 };
            } else {
                y += step_y;
                x += if aside { step_x } else { 0 };
            }
        }
    }

    /// An ellipse (Kennedy's variant of Bresenham's way). `quarters`: bit 0 is the one to the upper right, then
    /// counterclockwise.
    pub fn ellipse(
        &mut self,
        centre: (i32, i32),
        radii: (i32, i32),
        colour: u32,
        filled: bool,
        quarters: u8,
    ) {
        let (a, b) = (i64::from(radii.0), i64::from(radii.1));
        if a == 0 && b == 0 {
            if quarters & 15 != 0 {
                self.put(centre.0, centre.1, colour);
            }
            return;
        }
        let (aa, bb) = (2 * a * a, 2 * b * b);
        let (mut x, mut y) = (a, 0);
        let (mut change_x, mut change_y, mut error) = (b * b * (1 - 2 * a), a * a, 0);
        let (mut stop_x, mut stop_y) = (bb * a, 0);
        while stop_x >= stop_y {
            self.quarters(centre, (x as i32, y as i32), colour, filled, quarters);
            y += 1;
            stop_y += aa;
            error += change_y;
            change_y += aa;
            if 2 * error + change_x > 0 {
                x -= 1;
                stop_x -= bb;
                error += change_x;
                change_x += bb;
            }
        }
        (x, y) = (0, b);
        (change_x, change_y, error) = (b * b, a * a * (1 - 2 * b), 0);
        (stop_x, stop_y) = (0, aa * b);
        while stop_x <= stop_y {
            self.quarters(centre, (x as i32, y as i32), colour, filled, quarters);
            x += 1;
            stop_x += bb;
            error += change_x;
            change_x += bb;
            if 2 * error + change_y > 0 {
                y -= 1;
                stop_y -= aa;
                error += change_y;
                change_y += aa;
            }
        }
    }

    fn quarters(
        &mut self,
        (cx, cy): (i32, i32),
        (x, y): (i32, i32),
        colour: u32,
        filled: bool,
        which: u8,
    ) {
        for (i, (right, down)) in [(1, -1), (-1, -1), (-1, 1), (1, 1)].into_iter().enumerate() {
            if which >> i & 1 == 0 {
                continue;
            }
            let row = cy + down * y;
            if filled {
                let left = if right > 0 { cx } else { cx - x };
                self.fill(left, row, x + 1, 1, colour);
            } else {
                self.put(cx + right * x, row, colour);
            }
        }
    }

    /// A closed polygon. Filled: what lies inside of its outline, by the rule of odd crossings, and its lower ends.
    pub fn polygon(&mut self, points: &[(i32, i32)], colour: u32, filled: bool) {
        let Some(first) = points.first() else { return };
        if filled {
            let low = points.iter().map(|p| p.1).min().unwrap_or(0).max(0);
            let high = points
                .iter()
                .map(|p| p.1)
                .max()
                .unwrap_or(0)
                .min(self.shape.height - 1);
            for y in low..=high {
                self.span(points, y, colour);
            }
            return;
        }
        let mut before = *first;
        for point in points.iter().rev() {
            self.line(before, *point, colour);
            before = *point;
        }
    }

    /// Fills a row of a polygon.
    fn span(&mut self, points: &[(i32, i32)], y: i32, colour: u32) {
        // Where edges cross the row.
        let mut crossings = [0; 32];
        let mut count = 0;
        let mut before = points[0];
        for &point in points.iter().rev() {
            if (before.1 > y) != (point.1 > y) && count < crossings.len() {
                let along = i64::from(point.0 - before.0) * i64::from(y - before.1);
                let offset = 32 * along / i64::from(point.1 - before.1);
                // Rounded about as the outline is, so that nothing lies outside of it.
                let x = (32 * i64::from(before.0) + offset + 16).div_euclid(32);
                crossings[count] = x.clamp(-1, 1 << 20) as i32;
                count += 1;
            } else if y == before.1.max(point.1) {
                // The lower end of an edge, which the crossings leave out.
                match before.1.cmp(&point.1) {
                    Ordering::Less => self.put(point.0, y, colour),
                    Ordering::Greater => self.put(before.0, y, colour),
                    Ordering::Equal => {
                        let left = before.0.min(point.0);
                        self.fill(left, y, before.0.max(point.0) - left + 1, 1, colour);
                    }
                }
            }
            before = point;
        }
        let crossings = &mut crossings[..count];
        crossings.sort_unstable();
        for pair in crossings.chunks_exact(2) {
            self.fill(pair[0], y, pair[1] - pair[0] + 1, 1, colour);
        }
    }

    /// A letter in its cell of 8x8; what is behind it stays.
    pub fn letter(&mut self, character: u32, x: i32, y: i32, colour: u32) {
        for (row, column) in (0..8).flat_map(|row| (0..8).map(move |column| (row, column))) {
            if font::is_on(character, column, row) {
                self.put(x + column as i32, y + row as i32, colour);
            }
        }
    }

    /// Moves everything; what comes in from outside is what was there before.
    pub fn scroll(&mut self, dx: i32, dy: i32) {
        let (width, height) = (self.shape.width, self.shape.height);
        for i in 0..height {
            let y = if dy < 0 { i } else { height - 1 - i };
            for j in 0..width {
                let x = if dx < 0 { j } else { width - 1 - j };
                if let Some(colour) = self.get(x.saturating_sub(dx), y.saturating_sub(dy)) {
                    self.put(x, y, colour);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::String;
    use std::vec;

    fn drawn(width: i32, height: i32, f: impl FnOnce(&mut Canvas)) -> String {
        let shape = Shape::new(width, height, width as usize, Format::Grey8);
        let mut bytes = vec![0; shape.bytes()];
        f(&mut Canvas {
            shape,
            bytes: &mut bytes,
        });
        let rows = bytes.chunks(width as usize);
        let rows = rows.map(|row| {
            row.iter()
                .map(|b| if *b == 0 { '.' } else { '#' })
                .collect::<String>()
        });
        rows.collect::<vec::Vec<_>>().join(" ")
    }

    #[test]
    fn every_format_keeps_its_pixels() {
        for number in 0..7 {
            let format = Format::find(number).unwrap();
            let shape = Shape::new(11, 9, 11, format);
            let mut bytes = vec![0; shape.bytes()];
            let mut canvas = Canvas {
                shape,
                bytes: &mut bytes,
            };
            let most = (1u32 << format.bits()) - 1;
            let colour = |x: i32, y: i32| (x * 7 + y * 3) as u32 & most;
            for y in 0..9 {
                for x in 0..11 {
                    canvas.put(x, y, colour(x, y));
                }
            }
            for y in 0..9 {
                for x in 0..11 {
                    assert_eq!(canvas.get(x, y), Some(colour(x, y)), "{format:?} {x} {y}");
                }
            }
            assert_eq!((canvas.get(11, 0), canvas.get(0, -1)), (None, None));
        }
    }

    #[test]
    fn lines_and_shapes() {
        assert_eq!(drawn(4, 3, |c| c.line((0, 0), (3, 2), 1)), "#... .##. ...#");
        assert_eq!(
            drawn(4, 3, |c| c.rectangle(0, 0, 4, 3, 1)),
            "#### #..# ####"
        );
        assert_eq!(
            drawn(5, 5, |c| c.ellipse((2, 2), (2, 2), 1, false, 15)),
            ".###. #...# #...# #...# .###."
        );
        assert_eq!(
            drawn(5, 5, |c| c.ellipse((2, 2), (2, 2), 1, true, 1)),
            "..##. ..### ..### ..... ....."
        );
        assert_eq!(
            drawn(4, 4, |c| c.polygon(&[(0, 0), (3, 0), (0, 3)], 1, true)),
            "#### ###. ##.. #..."
        );
        assert_eq!(
            drawn(3, 2, |c| {
                c.put(0, 0, 1);
                c.scroll(1, 1);
            }),
            "#.. .#."
        );
        assert_eq!(
            drawn(3, 3, |c| c.line((-5, -5), (10, 10), 1)),
            "#.. .#. ..#"
        );
        assert_eq!(
            drawn(6, 8, |c| c.letter(u32::from('T'), 0, 0, 1)),
            "#####. ..#... ..#... ..#... ..#... ..#... ..#... ......"
        );
    }
}
