//! Padding: `center`, `ljust`, `rjust`, `zfill`.

use super::{Source, Target, checked, number, subject};
use crate::machine::{Machine, Piece};
use crate::native::{Args, R};
use crate::utf8;

/// The text with `left` and `right` fill characters around it.
pub fn around(m: &mut Machine, own: &Source, fill: &[u8], left: usize, right: usize) -> R {
    let total = left
        .checked_add(right)
        .and_then(|n| n.checked_mul(fill.len()));
    let len = checked(m, total.and_then(|n| n.checked_add(own.len)))?;
    if left + right == 0 {
        return own.part(m, 0, own.len);
    }
    let mut target = Target::new(m, own.flavour, len, own.ascii && fill.is_ascii())?;
    target.fill(m, fill, left);
    target.push_all(m, own);
    target.fill(m, fill, right);
    target.finish(m)
}

fn pad(m: &mut Machine, args: Args, name: &str, how: fn(usize, usize) -> (usize, usize)) -> R {
    let width = number(m, args, 1, 0)?;
    let own = subject(m, args)?;
    let mut fill = ([b' ', 0, 0, 0], 1);
    if let Some(v) = args.get(m, 2) {
        let source = Source::of(m, v).filter(|s| s.is_str() == own.is_str());
        match source {
            Some(s) => {
                let bytes = s.bytes(m);
                let n = bytes
                    .first()
                    .map_or(0, |b| if s.ascii { 1 } else { utf8::length(*b) });
                if bytes.len() != n || n == 0 {
                    return Err(if own.is_str() {
                        m.type_error(&[Piece::S(
                            "The fill character must be exactly one character long",
                        )])
                    } else {
                        wrong_fill(m, name, v)
                    });
                }
                fill.0[..n].copy_from_slice(bytes);
                fill.1 = n;
            }
            None if own.is_str() => {
                return Err(m.type_error(&[
                    Piece::S("The fill character must be a unicode character, not "),
                    Piece::T(v),
                ]));
            }
            None => return Err(wrong_fill(m, name, v)),
        }
    }
    let count = own.count(m);
    let width = usize::try_from(width).unwrap_or(0);
    let (left, right) = how(width.saturating_sub(count), width);
    around(m, &own, &fill.0[..fill.1], left, right)
}

fn wrong_fill(m: &mut Machine, name: &str, v: crate::value::Value) -> crate::native::Raised {
    m.type_error(&[
        Piece::S(name),
        Piece::S("() argument 2 must be a byte string of length 1, not "),
        Piece::T(v),
    ])
}

pub fn center(m: &mut Machine, args: Args) -> R {
    // The odd one goes left when the width is odd.
    pad(m, args, "center", |fill, width| {
        let left = fill / 2 + (fill & width & 1);
        (left, fill - left)
    })
}

pub fn ljust(m: &mut Machine, args: Args) -> R {
    pad(m, args, "ljust", |fill, _| (0, fill))
}

pub fn rjust(m: &mut Machine, args: Args) -> R {
    pad(m, args, "rjust", |fill, _| (fill, 0))
}

pub fn zfill(m: &mut Machine, args: Args) -> R {
    let width = number(m, args, 1, 0)?;
    let own = subject(m, args)?;
    let count = own.count(m);
    let fill = usize::try_from(width).unwrap_or(0).saturating_sub(count);
    if fill == 0 {
        return own.part(m, 0, own.len);
    }
    let len = checked(m, own.len.checked_add(fill))?;
    let mut target = Target::new(m, own.flavour, len, own.ascii)?;
    let sign = usize::from(matches!(own.bytes(m).first(), Some(b'+' | b'-')));
    target.push(m, &own, 0, sign);
    target.fill(m, b"0", fill);
    target.push(m, &own, sign, own.len);
    target.finish(m)
}
