//! `strip`, `lstrip`, `rstrip`: what is cut off both ends, whitespace or given characters.

use super::{Source, subject};
use crate::machine::{Machine, Piece};
use crate::native::{Args, R};
use crate::types::str::unicode;
use crate::utf8;

/// Whitespace of bytes.
pub fn is_space(b: u8) -> bool {
    matches!(b, b' ' | 9..=13)
}

/// Length in bytes of the whitespace character at `at` of a text; 0 if there is none.
pub fn space_at(bytes: &[u8], at: usize, is_str: bool) -> usize {
    match bytes.get(at) {
        None => 0,
        Some(&b) if b < 0x80 || !is_str => {
            usize::from(is_space(b) || is_str && matches!(b, 0x1c..=0x1f))
        }
        Some(_) => {
            let (code, n) = utf8::decode(bytes, at);
            if unicode::is_space(code) { n } else { 0 }
        }
    }
}

/// Length in bytes of the whitespace character that ends at `end`; 0 if there is none.
pub fn space_before(bytes: &[u8], end: usize, is_str: bool) -> usize {
    let start = if is_str {
        utf8::before(bytes, end)
    } else {
        end.saturating_sub(1)
    };
    if end > 0 && space_at(bytes, start, is_str) == end - start {
        end - start
    } else {
        0
    }
}

/// Whether the character at `at` (of `len` bytes) is one of `set`.
fn in_set(bytes: &[u8], at: usize, len: usize, set: &[u8]) -> bool {
    let one = &bytes[at..at + len];
    match one {
        [b] => memchr::memchr(*b, set).is_some(),
        _ => super::find::first(set, one).is_some(),
    }
}

fn bounds(
    bytes: &[u8],
    set: Option<&[u8]>,
    is_str: bool,
    left: bool,
    right: bool,
) -> (usize, usize) {
    let (mut from, mut to) = (0, bytes.len());
    while left && from < to {
        let n = match set {
            None => space_at(bytes, from, is_str),
            Some(set) => {
                let n = if is_str { utf8::length(bytes[from]) } else { 1 };
                if in_set(bytes, from, n.min(to - from), set) {
                    n
                } else {
                    0
                }
            }
        };
        if n == 0 {
            break;
        }
        from += n;
    }
    while right && from < to {
        let n = match set {
            None => space_before(bytes, to, is_str),
            Some(set) => {
                let start = if is_str {
                    utf8::before(bytes, to)
                } else {
                    to - 1
                };
                if in_set(bytes, start, to - start, set) {
                    to - start
                } else {
                    0
                }
            }
        };
        if n == 0 {
            break;
        }
        to -= n;
    }
    (from, to)
}

fn cut(m: &mut Machine, args: Args, name: &str, left: bool, right: bool) -> R {
    let own = subject(m, args)?;
    let set = match args.get(m, 1) {
        None => None,
        Some(v) if v.is_none() => None,
        Some(v) => match Source::of(m, v) {
            Some(s) if s.is_str() == own.is_str() => Some(s),
            _ if own.is_str() => {
                return Err(m.type_error(&[Piece::S(name), Piece::S(" arg must be None or str")]));
            }
            _ => return Err(super::bytes_required(m, v)),
        },
    };
    let set = set.as_ref().map(|s| s.bytes(m));
    let (from, to) = bounds(own.bytes(m), set, own.is_str(), left, right);
    own.part(m, from, to)
}

pub fn strip(m: &mut Machine, args: Args) -> R {
    cut(m, args, "strip", true, true)
}

pub fn lstrip(m: &mut Machine, args: Args) -> R {
    cut(m, args, "lstrip", true, false)
}

pub fn rstrip(m: &mut Machine, args: Args) -> R {
    cut(m, args, "rstrip", false, true)
}
