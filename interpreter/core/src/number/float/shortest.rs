//! The fewest digits that read back as the same double, and `repr`.

/// Digits and decimal exponent of a finite number: `d.ddd * 10**exponent`.
pub struct Shortest {
    digits: [u8; 24],
    len: usize,
    pub exponent: i32,
}

impl Shortest {
    pub fn new(value: f64) -> Shortest {
        let mut buffer = ryu::Buffer::new();
        let text = buffer.format_finite(f64::from_bits(value.to_bits() & !(1 << 63)));
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
