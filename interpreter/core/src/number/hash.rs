//! Hashes of numbers: equal numbers hash alike whatever their type, as the language reference's
//! "Hashing of numeric types" lays down, modulo the Mersenne prime 2**61 - 1.

/// Bits of the prime.
const BITS: u32 = 61;
const PRIME: u64 = (1 << BITS) - 1;

/// `hash(inf)`.
pub const INFINITE: i64 = 314159;
/// What the hash of the imaginary part is multiplied by.
pub const IMAGINARY: i64 = 1000003;

fn reduce(value: u64) -> u64 {
    let folded = (value & PRIME) + (value >> BITS);
    if folded >= PRIME {
        folded - PRIME
    } else {
        folded
    }
}

fn rotate(value: u64, by: u32) -> u64 {
    (value << by & PRIME) | value >> (BITS - by)
}

/// -1 means an error to C, so that no hash is -1.
fn signed(value: u64, negative: bool) -> i64 {
    let value = if negative {
        -(value as i64)
    } else {
        value as i64
    };
    if value == -1 { -2 } else { value }
}

/// The hash of an int that fits a machine word.
pub fn small(value: i64) -> i64 {
    signed(reduce(value.unsigned_abs()), value < 0)
}

/// The hash of an int by sign and magnitude.
pub fn natural(limbs: &[u32], negative: bool) -> i64 {
    let hash = limbs
        .iter()
        .rev()
        .fold(0, |hash, &limb| reduce(rotate(hash, 32) + limb as u64));
    signed(hash, negative)
}

/// The hash of a double; `None` for a nan, whose hash is that of the object.
pub fn float(value: f64) -> Option<i64> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { INFINITE } else { -INFINITE });
    }
    let (mantissa, exponent) = super::float::split(value);
    let hash = rotate(reduce(mantissa), exponent.rem_euclid(BITS as i32) as u32);
    Some(signed(hash, value < 0.0))
}

/// The hash of a complex number from those of its parts.
pub fn complex(real: i64, imaginary: i64) -> i64 {
    let hash = real.wrapping_add(imaginary.wrapping_mul(IMAGINARY));
    if hash == -1 { -2 } else { hash }
}

#[cfg(test)]
mod tests {
    #[test]
    fn equal_numbers_hash_alike() {
        assert_eq!(super::small(-1), -2);
        assert_eq!(super::small((1 << 61) - 1), 0);
        assert_eq!(super::float(-1.0), Some(-2));
        assert_eq!(super::float(0.5), Some(1152921504606846976));
        assert_eq!(super::float(1e300), Some(1224995262755759164));
        assert_eq!(super::float(-5e-324), Some(-16777216));
        for value in [0i64, 1, -7, 1 << 40, -(1 << 53)] {
            assert_eq!(super::float(value as f64), Some(super::small(value)));
        }
        for value in [1u64 << 62, u64::MAX, 12345678901234567890] {
            let limbs = [value as u32, (value >> 32) as u32];
            assert_eq!(
                super::natural(&limbs, false),
                (value % ((1 << 61) - 1)) as i64
            );
        }
    }
}
