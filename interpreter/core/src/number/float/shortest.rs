//! The fewest digits that read back as the same double, and `repr`. Where a value keeps less than a double, fewer digits
//! do.

use super::decimal::{Decimal, Wanted};

/// Digits and decimal exponent of a finite number: `d.ddd * 10**exponent`.
pub struct Shortest {
    digits: [u8; 24],
    len: usize,
    pub exponent: i32,
}

impl Shortest {
    pub fn new(value: f64) -> Shortest {
        let value = value.abs();
        let shortest = if cfg!(feature = "small-tables") {
            Shortest::by_trial(value)
        } else {
            Shortest::by_table(value)
        };
        if cfg!(model = "stuffed") {
            return shortest.as_kept(value);
        }
        shortest
    }

    /// The first of 15, 16 and 17 exact digits that read back as the number: without tables, for boards. Where the numbers
    /// below lie closer together than those above (at powers of two), these may be more digits than needed.
    pub(super) fn by_trial(value: f64) -> Shortest {
        // Subnormal numbers have fewer digits.
        let mut count = if value < f64::MIN_POSITIVE { 1 } else { 15 };
        loop {
            let mut exact = Decimal::exact(value, Wanted::Significant(count));
            exact.round(count as i64);
            let mut digits = [b'0'; 24];
            let len = exact.len().clamp(1, count);
            for (at, place) in digits[..len].iter_mut().enumerate() {
                *place += exact.digit(at);
            }
            let trial = Shortest {
                digits,
                len,
                exponent: exact.exponent,
            };
            if count == 17 || trial.read() == value {
                return trial;
            }
            count += 1;
        }
    }

    pub(super) fn by_table(value: f64) -> Shortest {
        let mut buffer = ryu::Buffer::new();
        let text = buffer.format_finite(value);
        let mut shortest = Shortest {
            digits: [b'0'; 24],
            len: 0,
            exponent: -1,
        };
        let (mut point, mut written, mut negative) = (false, 0i32, false);
        let mut bytes = text.bytes();
        for byte in bytes.by_ref() {
            match byte {
                b'.' => point = true,
                b'e' => break,
                _ => {
                    // Zeros in front are no digits, but after the point they count.
                    if byte != b'0' || shortest.len > 0 {
                        if let Some(place) = shortest.digits.get_mut(shortest.len) {
                            *place = byte;
                            shortest.len += 1;
                        }
                        shortest.exponent += !point as i32;
                    } else {
                        shortest.exponent -= point as i32;
                    }
                }
            }
        }
        for byte in bytes {
            match byte {
                b'-' => negative = true,
                _ => written = written * 10 + (byte - b'0') as i32,
            }
        }
        shortest.exponent += if negative { -written } else { written };
        while shortest.len > 1 && shortest.digits[shortest.len - 1] == b'0' {
            shortest.len -= 1;
        }
        if shortest.len == 0 {
            (shortest.len, shortest.exponent) = (1, 0);
        }
        shortest
    }

    /// The fewest of the digits that still read as the same value, in an object model that keeps only a part of a double.
    fn as_kept(self, value: f64) -> Shortest {
        let value = value.abs();
        if crate::value::kept(value) != value {
            return self;
        }
        // Nine digits tell any two numbers of 24 bits apart.
        (1..self.len.min(10))
            .map(|count| self.cut(count))
            .find(|cut| crate::value::kept(cut.read()) == value)
            .unwrap_or(self)
    }

    /// Rounded to `count` digits.
    fn cut(&self, count: usize) -> Shortest {
        let mut cut = Shortest {
            digits: [b'0'; 24],
            len: count,
            exponent: self.exponent,
        };
        cut.digits[..count].copy_from_slice(&self.digits[..count]);
        if self.digits[count] < b'5' {
            return cut;
        }
        for digit in cut.digits[..count].iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                return cut;
            }
            *digit = b'0';
        }
        (cut.digits[0], cut.len) = (b'1', 1);
        cut.exponent += 1;
        cut
    }

    /// The double that the digits say.
    fn read(&self) -> f64 {
        let mut text = [0; REPR_LIMIT];
        let mut out = Text {
            buffer: &mut text,
            used: 0,
        };
        out.put(&self.digits[..self.len]);
        out.put(b"e");
        let exponent = self.exponent - (self.len as i32 - 1);
        out.put(if exponent < 0 { b"-" } else { b"" });
        let mut digits = [0; 4];
        let mut rest = exponent.unsigned_abs();
        for place in digits.iter_mut().rev() {
            *place = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        out.put(&digits);
        let used = out.used;
        core::str::from_utf8(&text[..used])
            .ok()
            .and_then(super::parse)
            .unwrap_or(0.0)
    }

    /// The digits in ASCII; never empty, without zeros at the end.
    pub fn digits(&self) -> &[u8] {
        &self.digits[..self.len]
    }
}

/// What [`repr`] needs at most.
pub const REPR_LIMIT: usize = 32;

/// Writes `repr(value)` and returns its bytes: `0.1`, `1e+16`, `-0.0`, `inf`, `nan`.
pub fn repr(value: f64, buffer: &mut [u8; REPR_LIMIT]) -> &[u8] {
    let mut out = Text { buffer, used: 0 };
    if value.is_nan() {
        out.put(b"nan");
        return &buffer[..3];
    }
    if value.is_sign_negative() {
        out.put(b"-");
    }
    if value.is_infinite() {
        out.put(b"inf");
    } else {
        number(&Shortest::new(value), true, &mut out);
    }
    let used = out.used;
    &buffer[..used]
}

/// As [`repr`], but whole numbers without `.0`: the parts of a complex number.
pub fn repr_part(value: f64, buffer: &mut [u8; REPR_LIMIT]) -> &[u8] {
    let text = repr(value, buffer);
    let used = text.strip_suffix(b".0").unwrap_or(text).len();
    &buffer[..used]
}

struct Text<'a> {
    buffer: &'a mut [u8; REPR_LIMIT],
    used: usize,
}

impl Text<'_> {
    fn put(&mut self, bytes: &[u8]) {
        if let Some(room) = self.buffer.get_mut(self.used..self.used + bytes.len()) {
            room.copy_from_slice(bytes);
            self.used += bytes.len();
        }
    }
}

fn number(shortest: &Shortest, point: bool, out: &mut Text) {
    let (digits, exponent) = (shortest.digits(), shortest.exponent);
    if !(-4..16).contains(&exponent) {
        let (first, rest) = digits.split_at(1);
        out.put(first);
        if !rest.is_empty() {
            out.put(b".");
            out.put(rest);
        }
        out.put(if exponent < 0 { b"e-" } else { b"e+" });
        let size = exponent.unsigned_abs();
        if size >= 100 {
            out.put(&[b'0' + (size / 100) as u8]);
        }
        out.put(&[b'0' + (size / 10 % 10) as u8, b'0' + (size % 10) as u8]);
    } else if exponent < 0 {
        out.put(b"0.");
        out.put(&b"000"[..(-exponent - 1) as usize]);
        out.put(digits);
    } else {
        let whole = exponent as usize + 1;
        if digits.len() > whole {
            out.put(&digits[..whole]);
            out.put(b".");
            out.put(&digits[whole..]);
        } else {
            out.put(digits);
            out.put(&b"0000000000000000"[..whole - digits.len()]);
            if point {
                out.put(b".0");
            }
        }
    }
}
