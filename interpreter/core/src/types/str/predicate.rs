//! What a text consists of: `isalpha` and its like.

use super::unicode;
use crate::machine::Machine;
use crate::native::{Args, R};
use crate::types::text::subject;
use crate::utf8;
use crate::value::Value;

/// Whether there are characters, and all are of a kind.
fn all(m: &mut Machine, args: Args, is: fn(u32) -> bool) -> R {
    let own = subject(m, args)?;
    let bytes = own.bytes(m);
    Ok(Value::bool(!bytes.is_empty() && utf8::codes(bytes).all(is)))
}

/// For bytes only ASCII characters are letters and digits.
fn all_either(m: &mut Machine, args: Args, wide: fn(u32) -> bool, narrow: fn(&u8) -> bool) -> R {
    let own = subject(m, args)?;
    if own.is_str() {
        return all(m, args, wide);
    }
    let bytes = own.bytes(m);
    Ok(Value::bool(!bytes.is_empty() && bytes.iter().all(narrow)))
}

pub fn isalnum(m: &mut Machine, args: Args) -> R {
    all_either(m, args, unicode::is_alnum, u8::is_ascii_alphanumeric)
}

pub fn isalpha(m: &mut Machine, args: Args) -> R {
    all_either(m, args, unicode::is_alpha, u8::is_ascii_alphabetic)
}

pub fn isdigit(m: &mut Machine, args: Args) -> R {
    all_either(m, args, unicode::is_digit, u8::is_ascii_digit)
}

pub fn isspace(m: &mut Machine, args: Args) -> R {
    all_either(m, args, unicode::is_space, |b| {
        crate::types::text::strip::is_space(*b)
    })
}

pub fn isdecimal(m: &mut Machine, args: Args) -> R {
    all(m, args, unicode::is_decimal)
}

pub fn isnumeric(m: &mut Machine, args: Args) -> R {
    all(m, args, unicode::is_numeric)
}

pub fn isascii(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    Ok(Value::bool(own.bytes(m).is_ascii()))
}

pub fn isprintable(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    Ok(Value::bool(
        utf8::codes(own.bytes(m)).all(unicode::is_printable),
    ))
}

pub fn isidentifier(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let mut codes = utf8::codes(own.bytes(m));
    let first = codes
        .next()
        .is_some_and(|c| c == u32::from(b'_') || unicode::starts_identifier(c));
    Ok(Value::bool(
        first && codes.all(unicode::continues_identifier),
    ))
}

/// The case of a character of a text, or of a byte.
fn case(code: u32, is_str: bool) -> (bool, bool, bool) {
    if is_str {
        (
            unicode::is_lower(code),
            unicode::is_upper(code),
            unicode::is_title(code),
        )
    } else {
        let b = u8::try_from(code).unwrap_or(0);
        (b.is_ascii_lowercase(), b.is_ascii_uppercase(), false)
    }
}

/// Calls `f` with each character, until it returns false.
fn each(m: &mut Machine, args: Args, mut f: impl FnMut(bool, bool, bool) -> bool) -> R<()> {
    let own = subject(m, args)?;
    let bytes = own.bytes(m);
    if own.is_str() {
        for code in utf8::codes(bytes) {
            let (lower, upper, title) = case(code, true);
            if !f(lower, upper, title) {
                break;
            }
        }
    } else {
        for b in bytes {
            let (lower, upper, title) = case(u32::from(*b), false);
            if !f(lower, upper, title) {
                break;
            }
        }
    }
    Ok(())
}

pub fn islower(m: &mut Machine, args: Args) -> R {
    let (mut any, mut wrong) = (false, false);
    each(m, args, |lower, upper, title| {
        wrong = upper || title;
        any |= lower;
        !wrong
    })?;
    Ok(Value::bool(any && !wrong))
}

pub fn isupper(m: &mut Machine, args: Args) -> R {
    let (mut any, mut wrong) = (false, false);
    each(m, args, |lower, upper, title| {
        wrong = lower || title;
        any |= upper;
        !wrong
    })?;
    Ok(Value::bool(any && !wrong))
}

pub fn istitle(m: &mut Machine, args: Args) -> R {
    let (mut any, mut wrong, mut inside) = (false, false, false);
    each(m, args, |lower, upper, title| {
        if upper || title {
            wrong = inside;
            inside = true;
            any = true;
        } else if lower {
            wrong = !inside;
            inside = true;
            any = true;
        } else {
            inside = false;
        }
        !wrong
    })?;
    Ok(Value::bool(any && !wrong))
}
