//! Sums without rounding on the way: `fsum`, `hypot` and `dist`.

use crate::number::natural;

/// The least double is 2**-1074, the largest below 2**1024; 64 bits more for carries.
const LIMBS: usize = (1074 + 1024 + 64) / 32 + 1;

/// A sum of doubles as one long fixed-point number in two's complement: exact whatever the order.
pub struct ExactSum {
    limbs: [u32; LIMBS],
    /// infs and nans added up.
    special: f64,
    infinite: bool,
}

impl Default for ExactSum {
    fn default() -> Self {
        ExactSum {
            limbs: [0; LIMBS],
            special: 0.0,
            infinite: false,
        }
    }
}

impl ExactSum {
    pub fn add(&mut self, value: f64) {
        if !value.is_finite() {
            self.special += value;
            self.infinite |= value.is_infinite();
            return;
        }
        let bits = value.to_bits();
        let biased = (bits >> 52 & 0x7ff) as usize;
        let fraction = bits & ((1 << 52) - 1);
        let mantissa = if biased == 0 {
            fraction
        } else {
            fraction | 1 << 52
        };
        let place = biased.max(1) - 1;
        let wide = (mantissa as u128) << (place % 32);
        let part = [wide as u32, (wide >> 32) as u32, (wide >> 64) as u32];
        let from = &mut self.limbs[place / 32..];
        if value < 0.0 {
            natural::subtract_assign(from, &part);
        } else {
            natural::add_assign(from, &part);
        }
    }

    /// The sum, rounded once. `Err` holds CPython's refusal of `inf - inf`; `Ok(None)` is an overflow.
    pub fn total(&self) -> Result<Option<f64>, &'static str> {
        if self.infinite && self.special.is_nan() {
            return Err("-inf + inf in fsum");
        }
        if self.infinite || self.special.is_nan() {
            return Ok(Some(self.special));
        }
        let mut size = self.limbs;
        let negative = size[LIMBS - 1] >> 31 != 0;
        if negative {
            size.iter_mut().for_each(|limb| *limb = !*limb);
            natural::add_assign(&mut size, &[1]);
        }
        let bits = natural::bit_length(&size);
        let down = bits.saturating_sub(64);
        let sticky = bits != 0 && natural::trailing_zeros(&size) < down;
        let total = natural::compose(natural::bits64(&size, down), sticky, down as i64 - 1074);
        Ok(total.map(|total| if negative { -total } else { total }))
    }
}

/// `a * b` as a product and what rounding took from it (Dekker's; no overflow for what is scaled below).
fn exact_product(a: f64, b: f64) -> (f64, f64) {
    let halves = |x: f64| {
        let t = 134_217_729.0 * x;
        let high = t - (t - x);
        (high, x - high)
    };
    let product = a * b;
    let ((a1, a0), (b1, b0)) = (halves(a), halves(b));
    (product, ((a1 * b1 - product) + a1 * b0 + a0 * b1) + a0 * b0)
}

/// `a + b` as a sum and what rounding took from it.
fn exact_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let part = sum - a;
    (sum, (a - (sum - part)) + (b - part))
}

/// The length of a vector, in two passes over its components: one for the largest, one for the squares.
pub struct Length {
    /// A power of two that brings the largest component near one.
    scale: f64,
    high: f64,
    low: f64,
}

impl Length {
    /// `largest`: the largest component's size, finite and not zero.
    pub fn new(largest: f64) -> Self {
        // Powers of two scale without rounding; those of subnormals would overflow.
        let exponent = (largest.to_bits() >> 52) & 0x7ff;
        Length {
            scale: f64::from_bits((2045 - exponent.min(2044)).min(2046) << 52),
            high: 0.0,
            low: 0.0,
        }
    }

    pub fn add(&mut self, component: f64) {
        let x = component * self.scale;
        let (square, rest) = exact_product(x, x);
        let (sum, lost) = exact_sum(self.high, square);
        self.high = sum;
        self.low += lost + rest;
    }

    pub fn total(&self) -> f64 {
        let (high, low) = exact_sum(self.high, self.low);
        let root = libm::sqrt(high);
        let (square, rest) = exact_product(root, root);
        // One step of Newton's iteration on the exact remainder.
        let remainder = ((high - square) - rest) + low;
        (root + remainder / (2.0 * root)) / self.scale
    }
}

/// `hypot(x, y)`: inf wins over nan.
pub fn hypot(x: f64, y: f64) -> f64 {
    let (x, y) = (x.abs(), y.abs());
    if x.is_infinite() || y.is_infinite() {
        return f64::INFINITY;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let largest = if x > y { x } else { y };
    if largest == 0.0 {
        return 0.0;
    }
    let mut length = Length::new(largest);
    length.add(x);
    length.add(y);
    length.total()
}
