//! Numbers as bytes: `int.to_bytes` and `int.from_bytes`.

/// Writes the number in two's complement (when `signed`) or unsigned. `out` is filled entirely; false
/// when the number does not fit. An unsigned negative number is the caller's error to raise.
pub fn to_bytes(a: &[u32], negative: bool, signed: bool, big_endian: bool, out: &mut [u8]) -> bool {
    let len = out.len();
    let mut carry = negative;
    for at in 0..len {
        let mut byte = (a.get(at / 4).copied().unwrap_or(0) >> (at % 4 * 8)) as u8;
        if negative {
            (byte, carry) = (!byte).overflowing_add(carry as u8);
        }
        out[if big_endian { len - 1 - at } else { at }] = byte;
    }
    let bits = super::bit_length(a);
    if !signed {
        return !negative && bits <= len * 8;
    }
    if bits < len * 8 || bits == 0 {
        return true;
    }
    // The most negative number has one bit more than its sign leaves to the positive ones.
    negative && bits == len * 8 && super::trailing_zeros(a) == bits - 1
}

/// Reads bytes into `out`, which has at least `bytes.len().div_ceil(4)` limbs; returns whether the number is negative.
pub fn from_bytes(bytes: &[u8], signed: bool, big_endian: bool, out: &mut [u32]) -> bool {
    out.fill(0);
    let top = if big_endian {
        bytes.first()
    } else {
        bytes.last()
    };
    let negative = signed && top.is_some_and(|byte| byte & 0x80 != 0);
    let mut carry = negative;
    for at in 0..bytes.len() {
        let mut byte = bytes[if big_endian { bytes.len() - 1 - at } else { at }];
        if negative {
            (byte, carry) = (!byte).overflowing_add(carry as u8);
        }
        out[at / 4] |= (byte as u32) << (at % 4 * 8);
    }
    negative
}
