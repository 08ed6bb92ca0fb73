//! Powers, powers modulo a number, integer square roots and greatest common divisors.

use super::digit;
use super::divide::{divide, divide_scratch};
use super::multiply::{multiply, multiply_scratch, multiply_scratch_bound, square, square_scratch};
use super::scratch::Scratch;
use super::shift::{bit_length, bits64, shift_left, shift_right, trailing_zeros};
use super::{compare, trim};
use core::cmp::Ordering;
use core::mem::swap;

/// Limbs that hold any number of `bits` bits to the power `exponent`; `None` when that is out of all bounds.
pub fn power_len(bits: usize, exponent: u32) -> Option<usize> {
    Some(bits.checked_mul(exponent as usize)? / 32 + 1)
}

/// Scratch limbs for [`power`] of a base of `len` limbs, `odd_bits` bits above the lowest one that is set;
/// `None` as for [`power_len`].
pub fn power_scratch(odd_bits: usize, len: usize, exponent: u32) -> Option<usize> {
    let power = power_len(odd_bits, exponent)? + 2;
    let products = square_scratch(power).max(multiply_scratch_bound(len));
    power
        .checked_mul(2)?
        .checked_add(products)?
        .checked_add(len)
}

/// `out = base ** exponent`; lengths by [`power_len`] and [`power_scratch`]. `base` has no zero limb on top.
pub fn power(base: &[u32], exponent: u32, out: &mut [u32], scratch: Scratch) {
    if exponent == 0 || base.is_empty() {
        out.fill(0);
        if let (0, Some(one)) = (exponent, out.first_mut()) {
            *one = 1;
        }
        return;
    }
    // Powers of two are shifts: only the odd part is multiplied.
    let zeros = trailing_zeros(base);
    let (odd, scratch) = scratch.take(base.len());
    shift_right(base, zeros, odd);
    let odd = trim(odd);
    let len = power_len(bit_length(odd), exponent).unwrap_or(0) + 2;
    let (mut now, scratch) = scratch.take(len);
    let (mut next, mut scratch) = scratch.take(len);
    let mut used = odd.len();
    now[..used].copy_from_slice(odd);
    for at in (0..exponent.ilog2()).rev() {
        square(&now[..used], &mut next[..2 * used], scratch.again());
        used = trim(&next[..2 * used]).len();
        swap(&mut now, &mut next);
        if scratch.gone(used) {
            return;
        }
        if exponent >> at & 1 != 0 {
            multiply(
                &now[..used],
                odd,
                &mut next[..used + odd.len()],
                scratch.again(),
            );
            used = trim(&next[..used + odd.len()]).len();
            swap(&mut now, &mut next);
        }
    }
    shift_left(&now[..used], zeros * exponent as usize, out);
}

/// Exponents from this many bits up are taken four bits at a time, with a table of 16 powers.
const WINDOWED: usize = 96;

/// The width of these windows.
fn window(exponent_bits: usize) -> usize {
    if cfg!(feature = "compact") || exponent_bits < WINDOWED {
        1
    } else {
        4
    }
}

/// Scratch limbs for [`mod_power`].
pub fn mod_power_scratch(modulus: usize, exponent_bits: usize) -> usize {
    let table = if window(exponent_bits) == 1 { 1 } else { 16 };
    let product = square_scratch(modulus).max(multiply_scratch(modulus, modulus));
    let work = divide_scratch(2 * modulus, modulus);
    modulus * (table + 3) + 2 + if product > work { product } else { work }
}

/// `out = base ** exponent % modulus` with `base < modulus`, `modulus` not zero and without zero limbs on top;
/// `out` is as long as the modulus.
pub fn mod_power(
    base: &[u32],
    exponent: &[u32],
    modulus: &[u32],
    out: &mut [u32],
    scratch: Scratch,
) {
    let n = modulus.len();
    let bits = bit_length(exponent);
    out.fill(0);
    if *modulus == [1] {
        return;
    }
    out[0] = 1;
    let window = window(bits);
    let (table, scratch) = scratch.take(n << window >> usize::from(window == 1));
    let (product, scratch) = scratch.take(2 * n);
    let (quotient, mut scratch) = scratch.take(n + 2);
    let mut reduce = |product: &[u32], out: &mut [u32], scratch: Scratch| {
        divide(trim(product), modulus, quotient, out, scratch);
    };
    // For one bit at a time the table is the base alone; otherwise entry i is base ** i.
    if window == 1 {
        table[..base.len()].copy_from_slice(base);
        table[base.len()..].fill(0);
    } else {
        table.fill(0);
        table[0] = 1;
        for at in 1..16 {
            let (done, rest) = table.split_at_mut(at * n);
            let before = trim(&done[(at - 1) * n..]);
            let product = &mut product[..before.len() + base.len()];
            multiply(before, base, product, scratch.again());
            reduce(product, &mut rest[..n], scratch.again());
            if scratch.gone(n) {
                return;
            }
        }
    }
    let mut at = bits.next_multiple_of(window);
    while at > 0 {
        at -= window;
        for _ in 0..window {
            let used = trim(out).len();
            square(&out[..used], &mut product[..2 * used], scratch.again());
            reduce(&product[..2 * used], out, scratch.again());
            if scratch.gone(n * used) {
                return;
            }
        }
        let chosen = (bits64(exponent, at) & ((1 << window) - 1)) as usize;
        if chosen != 0 {
            let from = if window == 1 { 0 } else { chosen * n };
            let factor = trim(&table[from..from + n]);
            let used = trim(out).len();
            let product = &mut product[..used + factor.len()];
            multiply(&out[..used], factor, product, scratch.again());
            reduce(product, out, scratch.again());
        }
    }
}

/// Scratch limbs for [`isqrt`] of a number of this many limbs.
pub fn isqrt_scratch(len: usize) -> usize {
    let half = len / 2 + 2;
    3 * len + 2 * half + 1 + divide_scratch(len, half).max(square_scratch(half))
}

/// `out = floor(sqrt(a))`; `out` has at least `a.len() / 2 + 1` limbs. `a` has no zero limb on top.
///
/// Newton's iteration whose precision doubles with each step, so that the last division is most of the work.
pub fn isqrt(a: &[u32], out: &mut [u32], scratch: Scratch) {
    out.fill(0);
    let bits = bit_length(a);
    if bits <= 64 {
        let root = root(bits64(a, 0));
        for (o, limb) in out.iter_mut().zip([root as u32, (root >> 32) as u32]) {
            *o = limb;
        }
        return;
    }
    let half = a.len() / 2 + 2;
    let (root, scratch) = scratch.take(half);
    let (other, scratch) = scratch.take(half);
    let (shifted, scratch) = scratch.take(a.len());
    let (quotient, scratch) = scratch.take(a.len() + 1);
    let (rest, mut scratch) = scratch.take(a.len());
    let all = (bits - 1) / 2;
    let mut step = all.ilog2() + 1 - 5;
    let mut have = all >> step;
    root.fill(0);
    root[0] = self::root(bits64(a, 2 * (all - have))) as u32;
    while step > 0 {
        step -= 1;
        let before = have;
        have = all >> step;
        let divisor = trim(root);
        let down = 2 * all + 1 - before - have;
        let left = a.len() - down / 32;
        let shifted = &mut shifted[..left];
        shift_right(a, down, shifted);
        let shifted = trim(shifted);
        let quotient = &mut quotient[..shifted.len() + 1];
        divide(shifted, divisor, quotient, rest, scratch.again());
        if scratch.gone(left) {
            return;
        }
        shift_left(divisor, have - before - 1, other);
        digit::add_assign(other, trim(quotient));
        root.copy_from_slice(other);
    }
    // One too large at most.
    let used = trim(root).len();
    let squared = &mut quotient[..a.len() + 1];
    squared.fill(0);
    if 2 * used <= squared.len() {
        square(&root[..used], &mut squared[..2 * used], scratch.again());
    }
    if 2 * used > squared.len() || compare(trim(squared), a) == Ordering::Greater {
        digit::decrement(root);
    }
    let root = trim(root);
    out[..root.len()].copy_from_slice(root);
}

/// The whole part of a square root.
#[cfg(not(feature = "compact"))]
fn root(n: u64) -> u64 {
    n.isqrt()
}

/// The same, bit by bit.
#[cfg(feature = "compact")]
fn root(n: u64) -> u64 {
    let (mut root, mut rest) = (0, n);
    for at in (0..32).rev() {
        let more = (2 * root + (1 << at)) << at;
        if more <= rest {
            rest -= more;
            root += 1 << at;
        }
    }
    root
}

/// Scratch limbs for [`gcd`] of numbers of these lengths.
pub fn gcd_scratch(a: usize, b: usize) -> usize {
    let long = if a > b { a } else { b };
    3 * long + 1 + divide_scratch(long, long)
}

/// `out = gcd(a, b)`; `out` is at least as long as the longer one (the rest is zeroed).
///
/// Lehmer's algorithm: the quotients of many steps are found from the top 62 bits, then applied at once. Where flash is
/// short, Euclid's alone.
pub fn gcd(a: &[u32], b: &[u32], out: &mut [u32], scratch: Scratch) {
    let (a, b) = (trim(a), trim(b));
    let (a, b) = if compare(a, b) == Ordering::Less {
        (b, a)
    } else {
        (a, b)
    };
    let (mut x, scratch) = scratch.take(a.len());
    let (mut y, scratch) = scratch.take(a.len());
    let (quotient, mut scratch) = scratch.take(a.len() + 1);
    x.copy_from_slice(a);
    y[..b.len()].copy_from_slice(b);
    y[b.len()..].fill(0);
    let (mut x_len, mut y_len) = (a.len(), b.len());
    let least = if cfg!(feature = "compact") { 0 } else { 2 };
    while y_len > least && !scratch.gone(2 * x_len) {
        let steps = if cfg!(feature = "compact") || x_len - y_len > 1 {
            None
        } else {
            lehmer(&x[..x_len], &y[..y_len])
        };
        if let Some(steps) = steps {
            steps.apply(&mut x[..x_len], &mut y[..x_len]);
        } else {
            // x, y = y, x % y. The remainder is written over x, which has been copied for the division.
            let quotient = &mut quotient[..x_len - y_len + 1];
            let copy = &mut out[..x_len];
            copy.copy_from_slice(&x[..x_len]);
            divide(
                copy,
                &y[..y_len],
                quotient,
                &mut x[..x_len],
                scratch.again(),
            );
            swap(&mut x, &mut y);
            if scratch.gone(0) {
                return;
            }
        }
        x_len = trim(&x[..x_len]).len();
        y_len = trim(&y[..x_len]).len();
    }
    let mut small = bits64(&y[..y_len], 0);
    if !cfg!(feature = "compact") && small != 0 {
        let mut rest = remainder_64(&x[..x_len], small);
        while rest != 0 {
            (small, rest) = (rest, small % rest);
        }
        x[..x_len].fill(0);
        x[0] = small as u32;
        if let Some(high) = x.get_mut(1) {
            *high = (small >> 32) as u32;
        }
    }
    out[..x_len].copy_from_slice(&x[..x_len]);
    out[x_len..].fill(0);
}

fn remainder_64(a: &[u32], divisor: u64) -> u64 {
    let mut rest = 0u64;
    for &limb in a.iter().rev() {
        rest = ((((rest as u128) << 32) | limb as u128) % divisor as u128) as u64;
    }
    rest
}

/// What several steps of Euclid's algorithm do together: `x, y = a*x + b*y, c*x + d*y`.
struct Steps {
    a: i64,
    b: i64,
    c: i64,
    d: i64,
}

/// The steps that the top 62 bits decide (Knuth, volume 2, 4.5.2, algorithm L); `None` when they decide none.
fn lehmer(x: &[u32], y: &[u32]) -> Option<Steps> {
    let at = bit_length(x) - 62;
    let mut high_x = bits64(x, at) as i64;
    let mut high_y = bits64(y, at) as i64;
    let mut steps = Steps {
        a: 1,
        b: 0,
        c: 0,
        d: 1,
    };
    while high_y + steps.c != 0 && high_y + steps.d != 0 {
        let quotient = (high_x + steps.a) / (high_y + steps.c);
        if quotient != (high_x + steps.b) / (high_y + steps.d) || quotient >= 1 << 30 {
            break;
        }
        let c = steps.a - quotient * steps.c;
        let d = steps.b - quotient * steps.d;
        if c.abs() >= 1 << 30 || d.abs() >= 1 << 30 {
            break;
        }
        (steps.a, steps.b, steps.c, steps.d) = (steps.c, steps.d, c, d);
        (high_x, high_y) = (high_y, high_x - quotient * high_y);
    }
    (steps.b != 0).then_some(steps)
}

impl Steps {
    fn apply(&self, x: &mut [u32], y: &mut [u32]) {
        let (mut carry_x, mut carry_y) = (0i64, 0i64);
        for (x, y) in x.iter_mut().zip(y) {
            let (old_x, old_y) = (*x as i64, *y as i64);
            carry_x += self.a * old_x + self.b * old_y;
            carry_y += self.c * old_x + self.d * old_y;
            *x = carry_x as u32;
            *y = carry_y as u32;
            carry_x >>= 32;
            carry_y >>= 32;
        }
    }
}
