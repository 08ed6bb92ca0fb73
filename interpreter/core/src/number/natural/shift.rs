//! Shifts, and counting of bits.

/// `out = a << by`; limbs of `out` past the result are zeroed, limbs that do not fit are dropped.
pub fn shift_left(a: &[u32], by: usize, out: &mut [u32]) {
    let (limbs, bits) = (by / 32, (by % 32) as u32);
    let limbs = limbs.min(out.len());
    let (low, out) = out.split_at_mut(limbs);
    low.fill(0);
    let mut below = 0u32;
    let mut used = 0;
    for (o, &limb) in out.iter_mut().zip(a) {
        *o = ((((limb as u64) << 32) | below as u64) << bits >> 32) as u32;
        below = limb;
        used += 1;
    }
    let rest = &mut out[used..];
    rest.fill(0);
    if let (Some(top), true) = (rest.first_mut(), used == a.len()) {
        *top = (((below as u64) << bits) >> 32) as u32;
    }
}

/// `out = a >> by`, towards zero; limbs of `out` past the result are zeroed. True when a set bit fell out.
pub fn shift_right(a: &[u32], by: usize, out: &mut [u32]) -> bool {
    let (limbs, bits) = (by / 32, (by % 32) as u32);
    let Some(kept) = a.get(limbs..) else {
        out.fill(0);
        return a.iter().any(|&limb| limb != 0);
    };
    let mut used = 0;
    for (o, pair) in out.iter_mut().zip(kept.windows(2)) {
        *o = ((((pair[1] as u64) << 32) | pair[0] as u64) >> bits) as u32;
        used += 1;
    }
    let rest = &mut out[used..];
    rest.fill(0);
    if let (Some(top), true) = (rest.first_mut(), used + 1 == kept.len()) {
        *top = kept[used] >> bits;
    }
    let half_lost = kept
        .first()
        .is_some_and(|&limb| limb & ((1u32 << bits) - 1) != 0);
    half_lost || a[..limbs].iter().any(|&limb| limb != 0)
}

/// The number of bits without leading zeros; 0 for zero.
pub fn bit_length(a: &[u32]) -> usize {
    match a.iter().rposition(|&limb| limb != 0) {
        Some(top) => (top + 1) * 32 - a[top].leading_zeros() as usize,
        None => 0,
    }
}

/// The number of bits that are set.
pub fn bit_count(a: &[u32]) -> usize {
    a.iter().map(|limb| limb.count_ones() as usize).sum()
}

/// The number of zero bits below the lowest set one; 0 for zero.
pub fn trailing_zeros(a: &[u32]) -> usize {
    match a.iter().position(|&limb| limb != 0) {
        Some(at) => at * 32 + a[at].trailing_zeros() as usize,
        None => 0,
    }
}

/// The bit at this position.
pub fn bit(a: &[u32], at: usize) -> bool {
    a.get(at / 32)
        .is_some_and(|limb| limb >> (at % 32) & 1 != 0)
}

/// 64 bits from this position up; missing ones are zero.
pub fn bits64(a: &[u32], at: usize) -> u64 {
    let limb = |i: usize| a.get(at / 32 + i).copied().unwrap_or(0) as u64;
    let low = limb(0) | limb(1) << 32;
    match at % 32 {
        0 => low,
        by => low >> by | limb(2) << (64 - by),
    }
}
