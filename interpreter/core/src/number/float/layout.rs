//! The presentation types of floats: `e`, `f`, `g`, `%`, repr, in the pieces that padding and grouping need.

use super::decimal::{Decimal, Wanted};
use crate::number::sink::{Full, Sink};

/// How a float is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// One of `e E f F g G n %`, `r` for repr, `c` for a part of a complex number's, or 0 for a format without a type.
    pub kind: u8,
    pub precision: Option<usize>,
    /// `#`: keep the point, and the zeros of `g`.
    pub alternate: bool,
    /// `z`: a negative number that rounds to zero loses its sign.
    pub coerce_zero: bool,
}

/// A float laid out: sign, the digits before the point, and all that follows them.
pub struct Layout {
    pub negative: bool,
    /// Not a number of digits but a word: `inf`, `nan`, in the case that the type asks for.
    word: Option<&'static [u8]>,
    decimal: Decimal,
    /// Digits before the point, and after it.
    whole: usize,
    places: usize,
    point: bool,
    /// The power of ten after an `e`.
    exponent: Option<i32>,
    upper: bool,
    percent: bool,
}

impl Layout {
    pub fn new(value: f64, style: Style) -> Layout {
        let upper = style.kind.is_ascii_uppercase();
        let percent = style.kind == b'%';
        // The product may overflow to inf, as CPython's does.
        let value = if percent { value * 100.0 } else { value };
        let mut layout = Layout {
            negative: value.is_sign_negative() && !value.is_nan(),
            word: None,
            decimal: Decimal::exact(0.0, Wanted::Places(0)),
            whole: 0,
            places: 0,
            point: false,
            exponent: None,
            upper,
            percent,
        };
        if !value.is_finite() {
            layout.word = Some(match (value.is_nan(), upper) {
                (true, false) => b"nan",
                (true, true) => b"NAN",
                (false, false) => b"inf",
                (false, true) => b"INF",
            });
            return layout;
        }
        match style.kind {
            b'e' | b'E' => layout.exponential(value, style),
            b'f' | b'F' | b'%' => layout.fixed(value, style),
            _ => layout.general(value, style),
        }
        if style.coerce_zero && layout.decimal.is_zero() {
            layout.negative = false;
        }
        layout
    }

    fn exponential(&mut self, value: f64, style: Style) {
        let places = style.precision.unwrap_or(6);
        let digits = places.saturating_add(1);
        self.decimal = Decimal::exact(value, Wanted::Significant(digits));
        self.decimal.round(digits.min(1 << 20) as i64);
        (self.whole, self.places) = (1, places);
        self.point = places > 0 || style.alternate;
        self.exponent = Some(self.decimal.exponent);
    }

    fn fixed(&mut self, value: f64, style: Style) {
        let places = style.precision.unwrap_or(6);
        self.decimal = Decimal::exact(value, Wanted::Places(places));
        self.decimal.round_places(places.min(1 << 20) as i64);
        self.whole = self.decimal.exponent.max(0) as usize + 1;
        self.places = places;
        self.point = places > 0 || style.alternate;
    }

    /// `g`, repr, and a format without a type, which is like one of them but shows that it is a float.
    fn general(&mut self, value: f64, style: Style) {
        let plain = style.kind == 0 || style.kind == b'r';
        // The parts of a complex number are as in repr, but do not show that they are floats.
        let shortest = plain || style.kind == b'c';
        let asked = if shortest {
            style.precision
        } else {
            Some(style.precision.unwrap_or(6))
        };
        let (digits, limit) = match asked {
            Some(precision) => {
                let digits = precision.max(1);
                self.decimal = Decimal::exact(value, Wanted::Significant(digits));
                self.decimal.round(digits.min(1 << 20) as i64);
                // One digit is kept for the place after the point.
                (digits, digits - plain as usize)
            }
            None => {
                self.decimal = Decimal::shortest(value);
                (self.decimal.len().max(1), 16)
            }
        };
        let exponent = self.decimal.exponent;
        let shown = if style.alternate && asked.is_some() {
            digits
        } else {
            self.decimal.len().max(1)
        };
        if exponent < -4 || exponent >= 0 && exponent as usize >= limit {
            (self.whole, self.places) = (1, shown - 1);
            self.exponent = Some(exponent);
        } else {
            self.whole = exponent.max(0) as usize + 1;
            self.places = if exponent < 0 {
                shown + exponent.unsigned_abs() as usize - 1
            } else {
                shown.saturating_sub(self.whole)
            };
            if plain && self.places == 0 {
                self.places = 1;
            }
        }
        self.point = self.places > 0 || style.alternate;
    }

    /// Digits before the point (none for inf and nan): what grouping works on.
    pub fn whole_len(&self) -> usize {
        self.whole
    }

    /// The digit at this place, counted from the first one before the point.
    fn shown(&self, at: usize) -> u8 {
        let exponent = self.decimal.exponent;
        let skipped = if self.exponent.is_none() && exponent < 0 {
            exponent.unsigned_abs() as usize
        } else {
            0
        };
        b'0' + at
            .checked_sub(skipped)
            .map_or(0, |at| self.decimal.digit(at))
    }

    fn run(&self, from: usize, to: usize, sink: &mut dyn Sink) -> Result<(), Full> {
        // No double has digits past this place; a long tail of zeros goes out in blocks.
        let end = to.min(1200);
        let mut block = [0; 16];
        let mut at = from;
        while at < end {
            let now = (end - at).min(block.len());
            for (place, digit) in block[..now].iter_mut().enumerate() {
                *digit = self.shown(at + place);
            }
            sink.put(&block[..now])?;
            at += now;
        }
        sink.repeat('0', to.saturating_sub(from.max(end)))
    }

    /// Writes some of the digits before the point.
    pub fn whole(&self, from: usize, to: usize, sink: &mut dyn Sink) -> Result<(), Full> {
        self.run(from, to, sink)
    }

    /// Bytes (all ASCII) that [`Layout::rest`] writes.
    pub fn rest_len(&self) -> usize {
        let exponent = self.exponent.map_or(
            0,
            |exponent| if exponent.unsigned_abs() < 100 { 4 } else { 5 },
        );
        let word = self.word.map_or(0, |word| word.len());
        word + self.point as usize + self.places + exponent + self.percent as usize
    }

    /// Writes the point, the places after it, the exponent, the percent sign; or the word.
    pub fn rest(&self, sink: &mut dyn Sink) -> Result<(), Full> {
        if let Some(word) = self.word {
            sink.put(word)?;
        }
        if self.point {
            sink.put(b".")?;
            self.run(self.whole, self.whole.saturating_add(self.places), sink)?;
        }
        if let Some(exponent) = self.exponent {
            let sign = if exponent < 0 { b'-' } else { b'+' };
            sink.put(&[if self.upper { b'E' } else { b'e' }, sign])?;
            let size = exponent.unsigned_abs();
            let digits = [
                b'0' + (size / 100) as u8,
                b'0' + (size / 10 % 10) as u8,
                b'0' + (size % 10) as u8,
            ];
            sink.put(if size < 100 { &digits[1..] } else { &digits })?;
        }
        if self.percent {
            sink.put(b"%")?;
        }
        Ok(())
    }

    /// Everything but the sign, without padding.
    pub fn write(&self, sink: &mut dyn Sink) -> Result<(), Full> {
        self.whole(0, self.whole, sink)?;
        self.rest(sink)
    }
}
