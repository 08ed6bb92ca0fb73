//! and, or, xor on signed magnitudes as if they were two's complement numbers without end.
//! (`~x` is `-x - 1`: the caller has it from addition.)

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bitwise {
    And,
    Or,
    Xor,
}

/// Limbs of the result of [`bitwise`].
pub const fn bitwise_len(a: usize, b: usize) -> usize {
    (if a > b { a } else { b }) + 1
}

/// `out = |a op b|`; returns whether the result is negative. `out` has [`bitwise_len`] limbs.
pub fn bitwise(
    op: Bitwise,
    (a, a_negative): (&[u32], bool),
    (b, b_negative): (&[u32], bool),
    out: &mut [u32],
) -> bool {
    let negative = match op {
        Bitwise::And => a_negative & b_negative,
        Bitwise::Or => a_negative | b_negative,
        Bitwise::Xor => a_negative ^ b_negative,
    };
    let (mut a_carry, mut b_carry, mut carry) = (a_negative, b_negative, negative);
    for (at, o) in out.iter_mut().enumerate() {
        let x = complement(a.get(at).copied().unwrap_or(0), a_negative, &mut a_carry);
        let y = complement(b.get(at).copied().unwrap_or(0), b_negative, &mut b_carry);
        let limb = match op {
            Bitwise::And => x & y,
            Bitwise::Or => x | y,
            Bitwise::Xor => x ^ y,
        };
        *o = complement(limb, negative, &mut carry);
    }
    negative
}

/// One limb of the two's complement when `negate`; the carry starts as `true` then.
fn complement(limb: u32, negate: bool, carry: &mut bool) -> u32 {
    if !negate {
        return limb;
    }
    let (limb, next) = (!limb).overflowing_add(*carry as u32);
    *carry = next;
    limb
}
