//! The gamma function and its logarithm by Lanczos' approximation, with the 13 coefficients for g = 6.0246...
//! that Boost publishes for doubles; so CPython's last digits come out.

// The published digits, to be compared with the publication.
#![allow(clippy::excessive_precision)]

use super::elementary::{exp, log, pow, sin};
use core::f64::consts::PI;

const G: f64 = 6.024_680_040_776_729_583_740_234_375;
const G_LESS_HALF: f64 = G - 0.5;

const NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];

/// x (x + 1) ... (x + 11), multiplied out.
const DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// The quotient of the two polynomials; in 1/x for larger arguments, where the powers would lose digits.
fn lanczos(x: f64) -> f64 {
    let (mut above, mut below) = (0.0, 0.0);
    let coefficients = NUMERATOR.iter().zip(&DENOMINATOR);
    if x < 5.0 {
        for (n, d) in coefficients.rev() {
            above = above * x + n;
            below = below * x + d;
        }
    } else {
        for (n, d) in coefficients {
            above = above / x + n;
            below = below / x + d;
        }
    }
    above / below
}

/// `sin(pi * x)` without first rounding the product for large x.
fn sin_pi(x: f64) -> f64 {
    let y = crate::number::float::remainder(x.abs(), 2.0);
    let result = match libm::rint(2.0 * y) as i32 {
        0 => sin(PI * y),
        1 => super::elementary::cos(PI * (y - 0.5)),
        2 => sin(PI * (1.0 - y)),
        3 => -super::elementary::cos(PI * (y - 1.5)),
        _ => sin(PI * (y - 2.0)),
    };
    libm::copysign(1.0, x) * result
}

/// For finite arguments that are no poles.
pub fn gamma(x: f64) -> f64 {
    let size = x.abs();
    if x > 0.0 && x <= 23.0 && x == libm::floor(x) {
        // Factorials up to 22! are exact.
        return (1..x as u32).fold(1.0, |product, factor| product * factor as f64);
    }
    if size < 1e-20 {
        return 1.0 / x;
    }
    if size > 200.0 {
        return if x < 0.0 {
            0.0 / sin_pi(x)
        } else {
            f64::INFINITY
        };
    }
    let y = size + G_LESS_HALF;
    // What rounding took from y matters, being raised to a power.
    let lost = if size > G_LESS_HALF {
        (y - size) - G_LESS_HALF
    } else {
        (y - G_LESS_HALF) - size
    };
    let z = lost * G / y;
    if x < 0.0 {
        let r = -PI / sin_pi(size) / size * exp(y) / lanczos(size);
        let r = r - z * r;
        if size < 140.0 {
            r / pow(y, size - 0.5)
        } else {
            let root = pow(y, size / 2.0 - 0.25);
            r / root / root
        }
    } else {
        let r = lanczos(size) / exp(y);
        let r = r + z * r;
        if size < 140.0 {
            r * pow(y, size - 0.5)
        } else {
            let root = pow(y, size / 2.0 - 0.25);
            r * root * root
        }
    }
}

/// `log(abs(gamma(x)))` for finite arguments that are no poles.
pub fn lgamma(x: f64) -> f64 {
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let size = x.abs();
    if size < 1e-20 {
        return -log(size);
    }
    let r = log(lanczos(size)) - G + (size - 0.5) * (log(size + G_LESS_HALF) - 1.0);
    if x < 0.0 {
        const LOG_PI: f64 = 1.144_729_885_849_400_174_143_427_351_353_058_711_647;
        LOG_PI - log(sin_pi(size).abs()) - log(size) - r
    } else {
        r
    }
}
