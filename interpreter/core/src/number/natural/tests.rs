//! The kernels against plain long-hand arithmetic, against each other's inverses and against known numbers.

use super::*;
use std::vec;
use std::vec::Vec;

/// A small generator of our own, so that failures repeat.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Limbs with a nonzero one on top; often with long runs of ones or zeros, where carries travel.
    fn number(&mut self, len: usize) -> Vec<u32> {
        let kind = self.below(4);
        let mut limbs: Vec<u32> = (0..len)
            .map(|_| match (kind, self.below(3)) {
                (0, 0) | (1, 0) => self.next() as u32,
                (0, _) => 0,
                (1, _) => u32::MAX,
                _ => self.next() as u32,
            })
            .collect();
        if let Some(top) = limbs.last_mut() {
            if *top == 0 {
                *top = 1;
            }
        }
        limbs
    }
}

fn long_hand(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut out = vec![0u32; a.len() + b.len()];
    for (i, &x) in a.iter().enumerate() {
        let mut carry = 0u64;
        for (j, &y) in b.iter().enumerate() {
            let sum = x as u64 * y as u64 + out[i + j] as u64 + carry;
            out[i + j] = sum as u32;
            carry = sum >> 32;
        }
        out[i + b.len()] = carry as u32;
    }
    out
}

fn product(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut out = vec![0xaaaa_aaaa; a.len() + b.len()];
    let mut scratch = vec![0x5555_5555; multiply_scratch(a.len(), b.len())];
    multiply(a, b, &mut out, Scratch::new(&mut scratch, &mut Patient));
    out
}

fn quotient(a: &[u32], b: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut q = vec![7; (a.len() + 1).saturating_sub(b.len())];
    let mut r = vec![7; b.len().max(a.len().min(b.len()))];
    let mut scratch = vec![0x5555_5555; divide_scratch(a.len(), b.len())];
    divide(
        a,
        b,
        &mut q,
        &mut r,
        Scratch::new(&mut scratch, &mut Patient),
    );
    (trim(&q).to_vec(), trim(&r).to_vec())
}

fn text(a: &[u32], radix: u32) -> std::string::String {
    let mut out = vec![0; digits_limit(bit_length(a), radix)];
    let mut scratch = vec![0x5555_5555; to_digits_scratch(a.len(), radix)];
    let used = to_digits(a, radix, &mut out, Scratch::new(&mut scratch, &mut Patient));
    std::string::String::from_utf8(out[..used].to_vec()).unwrap()
}

fn parse(digits: &str, radix: u32) -> Vec<u32> {
    let mut out = vec![7; from_digits_len(digits.len(), radix)];
    let mut scratch = vec![0x5555_5555; from_digits_scratch(digits.len(), radix)];
    from_digits(
        digits.as_bytes(),
        radix,
        &mut out,
        Scratch::new(&mut scratch, &mut Patient),
    );
    trim(&out).to_vec()
}

fn raised(base: &[u32], exponent: u32) -> Vec<u32> {
    let mut out = vec![7; power_len(bit_length(base), exponent).unwrap()];
    let mut scratch = vec![
        0x5555_5555;
        power_scratch(
            bit_length(base) - trailing_zeros(base),
            base.len(),
            exponent
        )
        .unwrap()
    ];
    power(
        base,
        exponent,
        &mut out,
        Scratch::new(&mut scratch, &mut Patient),
    );
    trim(&out).to_vec()
}

fn of(value: u128) -> Vec<u32> {
    let limbs: Vec<u32> = (0..4).map(|at| (value >> (32 * at)) as u32).collect();
    trim(&limbs).to_vec()
}

#[test]
fn products_of_every_shape() {
    let mut dice = Dice(1);
    for round in 0..600 {
        let (n, m) = if round < 300 {
            (dice.below(20), dice.below(20))
        } else {
            (dice.below(500), dice.below(300))
        };
        let (a, b) = (dice.number(n), dice.number(m));
        assert_eq!(product(&a, &b), long_hand(&a, &b), "{n} by {m}");
        let mut out = vec![7; 2 * n];
        square(
            &a,
            &mut out,
            Scratch::new(&mut vec![0; square_scratch(n)], &mut Patient),
        );
        assert_eq!(out, long_hand(&a, &a), "square of {n}");
    }
    for (n, m) in [
        (64, 64),
        (65, 65),
        (66, 129),
        (128, 64),
        (1000, 64),
        (1111, 1111),
        (2000, 1300),
        (40, 3000),
    ] {
        let (a, b) = (dice.number(n), dice.number(m));
        assert_eq!(product(&a, &b), long_hand(&a, &b), "{n} by {m}");
    }
}

#[test]
fn scratch_of_unequal_products_stays_within_its_bound() {
    for short in 0..700 {
        for long in short..short + 700 {
            assert!(
                multiply_scratch(long, short) <= super::multiply::multiply_scratch_bound(short)
            );
        }
    }
}

#[test]
fn division_is_the_inverse_of_multiplication() {
    let mut dice = Dice(2);
    for round in 0..900 {
        let (n, m) = match round {
            0..400 => (dice.below(24), 1 + dice.below(12)),
            400..800 => (dice.below(900), 1 + dice.below(500)),
            _ => (400 + dice.below(1500), 200 + dice.below(600)),
        };
        let (a, b) = (dice.number(n), dice.number(m));
        let (q, r) = quotient(&a, &b);
        assert!(compare(&r, &b).is_lt());
        let mut back = vec![0; q.len() + m + 1];
        back[..q.len() + m].copy_from_slice(&long_hand(&q, &b));
        assert!(back.len() >= n);
        add_assign(&mut back, &r);
        assert_eq!(trim(&back), &a[..], "{n} by {m}");
    }
}

#[test]
fn sums_and_differences() {
    let mut dice = Dice(3);
    for _ in 0..500 {
        let (n, m) = (dice.below(20), dice.below(20));
        let (a, b) = (dice.number(n), dice.number(m));
        let mut sum = vec![7; n.max(m) + 1];
        add(&a, &b, &mut sum);
        let mut back = vec![7; sum.len()];
        assert!(!difference(&sum, &b, &mut back));
        assert_eq!(trim(&back), &a[..]);
        assert_eq!(difference(&b, &sum, &mut back), !a.is_empty());
        assert_eq!(trim(&back), &a[..]);
    }
}

#[test]
fn shifts_and_bits() {
    let mut dice = Dice(4);
    for _ in 0..500 {
        let n = dice.below(8);
        let by = dice.below(100);
        let a = dice.number(n);
        let mut up = vec![7; n + by / 32 + 1];
        shift_left(&a, by, &mut up);
        assert_eq!(trim(&up), trim(&product(&a, &raised(&[2], by as u32))));
        let mut down = vec![7; n];
        let lost = shift_right(&a, by, &mut down);
        let (q, r) = quotient(&a, &raised(&[2], by as u32));
        assert_eq!(trim(&down), &q[..]);
        assert_eq!(lost, !r.is_empty());
        shift_right(&up, by, &mut down);
        assert_eq!(down, a);
    }
    assert_eq!(bit_length(&[]), 0);
    assert_eq!(bit_length(&[0, 1]), 33);
    assert_eq!(trailing_zeros(&[0, 8]), 35);
    assert_eq!(bits64(&[0xffff_0000, 0x1234], 16), 0x1234_ffff);
}

#[test]
fn bitwise_is_twos_complement() {
    let mut dice = Dice(5);
    for _ in 0..3000 {
        let mut value = || (dice.next() as i64 as i128) << dice.below(40) >> dice.below(90);
        let (a, b) = (value(), value());
        for (op, expected) in [
            (Bitwise::And, a & b),
            (Bitwise::Or, a | b),
            (Bitwise::Xor, a ^ b),
        ] {
            let (x, y) = (of(a.unsigned_abs()), of(b.unsigned_abs()));
            let mut out = vec![7; bitwise_len(x.len(), y.len())];
            let negative = bitwise(op, (&x, a < 0), (&y, b < 0), &mut out);
            assert_eq!(
                (trim(&out).to_vec(), negative),
                (of(expected.unsigned_abs()), expected < 0)
            );
        }
    }
}

#[test]
fn bytes_both_ways() {
    let mut dice = Dice(6);
    for _ in 0..2000 {
        let value = (dice.next() as i64 as i128) << dice.below(40) >> dice.below(90);
        let size = dice.below(14);
        let big = dice.below(2) == 0;
        let mut out = vec![0; size];
        let fits = to_bytes(&of(value.unsigned_abs()), value < 0, true, big, &mut out);
        let limit = if size == 0 {
            0
        } else {
            1i128 << (size * 8 - 1)
        };
        assert_eq!(
            fits,
            (value >= -limit && value < limit) || value == 0,
            "{value} in {size}"
        );
        if fits {
            let mut back = vec![7; size.div_ceil(4)];
            let negative = from_bytes(&out, true, big, &mut back);
            assert_eq!(
                (trim(&back).to_vec(), negative),
                (of(value.unsigned_abs()), value < 0)
            );
        }
        let fits = to_bytes(&of(value.unsigned_abs()), value < 0, false, big, &mut out);
        assert_eq!(fits, value >= 0 && value < 1i128 << (size * 8));
    }
}

#[test]
fn doubles_both_ways() {
    let mut dice = Dice(7);
    for _ in 0..5000 {
        let value = (dice.next() as u128 * dice.next() as u128) >> dice.below(128);
        assert_eq!(to_f64(&of(value)), Some(value as f64), "{value}");
        let float = value as f64;
        let mut back = vec![7; from_f64_len(float)];
        from_f64(float, &mut back);
        assert_eq!(trim(&back), of(float as u128));
        let exact = if float as u128 == u128::MAX {
            core::cmp::Ordering::Less
        } else {
            value.cmp(&(float as u128))
        };
        assert_eq!(compare_f64(&of(value), false, float), Some(exact));
        assert_eq!(compare_f64(&of(value), true, -float), Some(exact.reverse()));
    }
    // The largest double is 2**1024 - 2**970; from half an ulp above it everything overflows.
    let mut top = vec![u32::MAX; 32];
    assert_eq!(to_f64(&top), None);
    top[30] = 0xffff_fbff;
    assert_eq!(to_f64(&top), Some(f64::MAX));
    assert_eq!(
        compare_f64(&top, false, f64::MAX),
        Some(core::cmp::Ordering::Greater)
    );
    assert_eq!(
        compare_f64(&top, false, f64::INFINITY),
        Some(core::cmp::Ordering::Less)
    );
    assert_eq!(
        compare_f64(&[], false, 5e-324),
        Some(core::cmp::Ordering::Less)
    );
    assert_eq!(
        compare_f64(&[1], false, 0.5),
        Some(core::cmp::Ordering::Greater)
    );
    assert_eq!(compare_f64(&[1], false, f64::NAN), None);
}

#[test]
fn ratios_round_once() {
    let ratio = |a: &[u32], b: &[u32]| {
        ratio_to_f64(
            a,
            b,
            Scratch::new(&mut vec![0; ratio_scratch(a.len(), b.len())], &mut Patient),
        )
    };
    assert_eq!(ratio(&[1], &[3]), Some(1.0 / 3.0));
    let mut dice = Dice(8);
    for _ in 0..2000 {
        let (a, b) = (dice.next() >> 11, (dice.next() >> 11) + 1);
        let scale = raised(&[3], dice.below(60) as u32);
        let (x, y) = (
            product(&of(a as u128), &scale),
            product(&of(b as u128), &scale),
        );
        assert_eq!(ratio(trim(&x), trim(&y)), Some(a as f64 / b as f64));
    }
    // 1 / 2**1074 is the least double; a third of it is nothing; half of it ties to even.
    assert_eq!(ratio(&[1], &raised(&[2], 1074)), Some(5e-324));
    assert_eq!(ratio(&[1], &raised(&[2], 1075)), Some(0.0));
    assert_eq!(ratio(&[3], &raised(&[2], 1075)), Some(1e-323));
    assert_eq!(ratio(&raised(&[2], 1024), &[1]), None);
    assert_eq!(ratio(&raised(&[10], 400), &raised(&[10], 399)), Some(10.0));
}

#[test]
fn digits_both_ways() {
    assert_eq!(text(&[], 10), "0");
    assert_eq!(
        text(&raised(&[2], 100), 10),
        "1267650600228229401496703205376"
    );
    assert_eq!(text(&[0xdead_beef], 16), "deadbeef");
    assert_eq!(text(&[35, 0, 1], 36), "3w5e11264sgtf");
    let mut dice = Dice(9);
    for round in 0..400 {
        let n = if round < 300 {
            dice.below(30)
        } else {
            dice.below(1500)
        };
        let radix = if round % 2 == 0 {
            10
        } else {
            2 + dice.below(35) as u32
        };
        let a = dice.number(n);
        let digits = text(&a, radix);
        assert!(digits == "0" || !digits.starts_with('0'));
        assert_eq!(parse(&digits, radix), a, "{n} limbs in radix {radix}");
        assert_eq!(parse(&digits.to_uppercase(), radix), a);
    }
}

#[test]
fn long_texts_need_no_scratch_beyond_the_least() {
    let mut dice = Dice(10);
    for n in [200, 777, 3000] {
        let a = dice.number(n);
        let fast = text(&a, 10);
        let mut slow = vec![0; digits_limit(bit_length(&a), 10)];
        let used = to_digits(
            &a,
            10,
            &mut slow,
            Scratch::new(&mut vec![0; n + 1], &mut Patient),
        );
        assert_eq!(fast.as_bytes(), &slow[..used]);
        let mut out = vec![0; from_digits_len(fast.len(), 10)];
        from_digits(
            fast.as_bytes(),
            10,
            &mut out,
            Scratch::new(&mut [], &mut Patient),
        );
        assert_eq!(trim(&out), &a[..]);
    }
    // A power of ten: every division on the way leaves nothing.
    let ten = raised(&[10], 20_000);
    let digits = text(&ten, 10);
    assert_eq!(digits.len(), 20_001);
    assert!(digits.starts_with('1') && digits[1..].bytes().all(|digit| digit == b'0'));
}

#[test]
fn roots() {
    let root = |a: &[u32]| {
        let mut out = vec![7; a.len() / 2 + 1];
        isqrt(
            a,
            &mut out,
            Scratch::new(&mut vec![0x5555_5555; isqrt_scratch(a.len())], &mut Patient),
        );
        trim(&out).to_vec()
    };
    let mut dice = Dice(11);
    for round in 0..600 {
        let n = if round < 500 {
            dice.below(12)
        } else {
            dice.below(700)
        };
        let a = dice.number(n);
        let r = root(&a);
        assert!(compare(trim(&long_hand(&r, &r)), &a).is_le());
        let mut next = vec![0; r.len() + 1];
        add(&r, &[1], &mut next);
        assert!(compare(trim(&long_hand(trim(&next), trim(&next))), &a).is_gt());
        let square = long_hand(&a, &a);
        assert_eq!(root(trim(&square)), a);
        let mut less = square.clone();
        if !a.is_empty() && !subtract_assign(&mut less, &[1]) {
            let mut before = a.clone();
            subtract_assign(&mut before, &[1]);
            assert_eq!(root(trim(&less)), trim(&before));
        }
    }
}

#[test]
fn powers() {
    assert_eq!(raised(&[], 0), [1]);
    assert_eq!(raised(&[], 5), []);
    assert_eq!(raised(&[7], 0), [1]);
    let mut expected = vec![1];
    for exponent in 1..200 {
        expected = trim(&long_hand(&expected, &[0xffff_fff6])).to_vec();
        assert_eq!(raised(&[0xffff_fff6], exponent), expected);
    }
    assert_eq!(raised(&[0, 4], 100), raised(&[2], 3400));
}

#[test]
fn powers_modulo() {
    let mut dice = Dice(12);
    let modular = |base: &[u32], exponent: &[u32], modulus: &[u32]| {
        let mut out = vec![7; modulus.len()];
        let need = mod_power_scratch(modulus.len(), bit_length(exponent));
        mod_power(
            base,
            exponent,
            modulus,
            &mut out,
            Scratch::new(&mut vec![0x5555_5555; need], &mut Patient),
        );
        trim(&out).to_vec()
    };
    for _ in 0..200 {
        let modulus = dice.number(1 + dice.0 as usize % 5);
        let base = quotient(&dice.number(4), &modulus).1;
        let exponent = dice.below(40) as u32;
        let expected = quotient(&raised(&base, exponent), &modulus).1;
        assert_eq!(modular(&base, &of(exponent as u128), &modulus), expected);
    }
    // Fermat, with the prime 2**521 - 1: the windowed way.
    let mut prime = raised(&[2], 521);
    subtract_assign(&mut prime, &[1]);
    let mut exponent = prime.clone();
    subtract_assign(&mut exponent, &[1]);
    assert_eq!(modular(&[3], &exponent, &prime), [1]);
    assert_eq!(modular(&[3], &prime, &prime), [3]);
    assert_eq!(modular(&[], &[], &[1]), []);
}

#[test]
fn common_divisors() {
    let divisor = |a: &[u32], b: &[u32]| {
        let mut out = vec![7; a.len().max(b.len())];
        gcd(
            a,
            b,
            &mut out,
            Scratch::new(
                &mut vec![0x5555_5555; gcd_scratch(a.len(), b.len())],
                &mut Patient,
            ),
        );
        trim(&out).to_vec()
    };
    let plain = |a: &[u32], b: &[u32]| {
        let (mut a, mut b) = (a.to_vec(), b.to_vec());
        while !b.is_empty() {
            let r = quotient(&a, &b).1;
            a = std::mem::replace(&mut b, r);
        }
        a
    };
    assert_eq!(divisor(&[], &[]), []);
    assert_eq!(divisor(&[12], &[]), [12]);
    assert_eq!(divisor(&[12], &[18]), [6]);
    let mut dice = Dice(13);
    for _ in 0..400 {
        let (n, m, k) = (dice.below(20), dice.below(20), dice.below(20));
        let common = dice.number(k);
        let (a, b) = (
            product(&dice.number(n), &common),
            product(&dice.number(m), &common),
        );
        assert_eq!(divisor(trim(&a), trim(&b)), plain(trim(&a), trim(&b)));
    }
    // Neighbours in Fibonacci's sequence take the most steps.
    let (mut a, mut b) = (vec![0], vec![1]);
    for _ in 0..3000 {
        let mut sum = vec![0; b.len() + 1];
        add(&a, &b, &mut sum);
        a = std::mem::replace(&mut b, trim(&sum).to_vec());
    }
    assert_eq!(divisor(&a, &b), [1]);
}

/// Goes away when it is asked for the `left`th time; how often it is asked afterwards is counted.
struct Impatient {
    left: usize,
    after: usize,
}

impl Watch for Impatient {
    fn gone(&mut self, _steps: usize) -> bool {
        self.after += usize::from(self.left == 0);
        self.left = self.left.saturating_sub(1);
        self.left == 0
    }
}

#[test]
fn whoever_goes_away_gets_the_kernel_back_soon() {
    let mut dice = Dice(14);
    let (a, b) = (dice.number(3000), dice.number(1100));
    let digits = text(&a, 10);
    let exponent = dice.number(5);
    for round in 0..400 {
        let mut watch = Impatient {
            left: 1 + dice.below(if round % 2 == 0 { 20 } else { 1500 }),
            after: 0,
        };
        let room = &mut vec![0x5555_5555; 80_000][..];
        let mut out = vec![7; 8000];
        match round % 9 {
            0 => multiply(&a, &b, &mut out[..4100], Scratch::new(room, &mut watch)),
            1 => square(&a, &mut out[..6000], Scratch::new(room, &mut watch)),
            2 => divide(
                &a,
                &b,
                &mut out[..1901],
                &mut vec![7; 1100],
                Scratch::new(room, &mut watch),
            ),
            3 => power(&b, 7, &mut out[..7701], Scratch::new(room, &mut watch)),
            4 => mod_power(
                &b[..200],
                &exponent,
                &a[..300],
                &mut out[..300],
                Scratch::new(room, &mut watch),
            ),
            5 => isqrt(&a, &mut out[..1501], Scratch::new(room, &mut watch)),
            6 => gcd(&a, &b, &mut out[..3000], Scratch::new(room, &mut watch)),
            7 => {
                let room = Scratch::new(room, &mut watch);
                to_digits(&a, 10, &mut vec![0; 40_000], room);
            }
            _ => from_digits(
                digits.as_bytes(),
                10,
                &mut out[..from_digits_len(digits.len(), 10)],
                Scratch::new(room, &mut watch),
            ),
        }
        assert!(watch.after < 60, "{} more questions", watch.after);
    }
}
