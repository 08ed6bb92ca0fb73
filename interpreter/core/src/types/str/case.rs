//! Upper, lower and title case. Characters may become up to three others.

use super::unicode::{self, Mapped};
use crate::machine::{Machine, Text};
use crate::native::{Args, R};
use crate::types::text::{Flavour, Source, Target, subject};
use crate::utf8;

/// A text of the same length whose bytes are each changed: all that ASCII and bytes need.
fn each_byte(m: &mut Machine, own: &Source, mut f: impl FnMut(u8) -> u8) -> R {
    if own.is_empty() {
        return own.part(m, 0, 0);
    }
    let mut target = Target::new(m, own.flavour, own.len, true)?;
    target.push_all(m, own);
    for b in target.bytes_mut(m) {
        *b = f(*b);
    }
    target.finish(m)
}

/// A text whose characters are each mapped; `f` gets the byte offset too.
fn each_character(
    m: &mut Machine,
    own: &Source,
    mut f: impl FnMut(&[u8], usize, u32) -> Mapped,
) -> R {
    let mut text = Text::with_capacity(m, own.len + own.len / 8 + 8)?;
    let mut block = [0u8; 96];
    let (mut at, mut used) = (0, 0);
    while at < own.len {
        let bytes = own.bytes(m);
        while at < bytes.len() && used + 12 <= block.len() {
            let (code, n) = utf8::decode(bytes, at);
            for &c in f(bytes, at, code).codes() {
                let mut one = [0; 4];
                let n = utf8::encode(c, &mut one);
                block[used..used + n].copy_from_slice(&one[..n]);
                used += n;
            }
            at += n;
        }
        text.push(m, &block[..used])?;
        used = 0;
    }
    text.finish(m)
}

fn is_bytewise(own: &Source) -> bool {
    own.ascii || own.flavour != Flavour::Str
}

pub fn upper(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    if is_bytewise(&own) {
        return each_byte(m, &own, |b| b.to_ascii_uppercase());
    }
    each_character(m, &own, |_, _, c| unicode::upper(c))
}

pub fn lower(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    if is_bytewise(&own) {
        return each_byte(m, &own, |b| b.to_ascii_lowercase());
    }
    each_character(m, &own, lower_in)
}

/// Lower case of the character at `at`: a capital sigma at the end of a word is a final one.
fn lower_in(bytes: &[u8], at: usize, code: u32) -> Mapped {
    if code == 0x3a3 && ends_word(bytes, at) {
        return Mapped::one(0x3c2);
    }
    unicode::lower(code)
}

/// Whether a letter comes before byte `at`, and none after the character there; apostrophes and the like do not count.
fn ends_word(bytes: &[u8], at: usize) -> bool {
    let mut before = at;
    let mut cased = false;
    while before > 0 {
        before = utf8::before(bytes, before);
        let (code, _) = utf8::decode(bytes, before);
        if !unicode::is_case_ignorable(code) {
            cased = unicode::is_cased(code);
            break;
        }
    }
    if !cased {
        return false;
    }
    let mut after = at + utf8::length(bytes[at]);
    while after < bytes.len() {
        let (code, n) = utf8::decode(bytes, after);
        if !unicode::is_case_ignorable(code) {
            return !unicode::is_cased(code);
        }
        after += n;
    }
    true
}

pub fn casefold(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    if is_bytewise(&own) {
        return each_byte(m, &own, |b| b.to_ascii_lowercase());
    }
    each_character(m, &own, |_, _, c| unicode::fold(c))
}

pub fn swapcase(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    if is_bytewise(&own) {
        return each_byte(m, &own, |b| {
            if b.is_ascii_lowercase() {
                b.to_ascii_uppercase()
            } else {
                b.to_ascii_lowercase()
            }
        });
    }
    each_character(m, &own, |bytes, at, c| {
        if unicode::is_upper(c) {
            lower_in(bytes, at, c)
        } else if unicode::is_lower(c) {
            unicode::upper(c)
        } else {
            Mapped::one(c)
        }
    })
}

pub fn capitalize(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let mut first = true;
    if is_bytewise(&own) {
        return each_byte(m, &own, |b| {
            if core::mem::take(&mut first) {
                b.to_ascii_uppercase()
            } else {
                b.to_ascii_lowercase()
            }
        });
    }
    each_character(m, &own, |bytes, at, c| {
        if at == 0 {
            unicode::title(c)
        } else {
            lower_in(bytes, at, c)
        }
    })
}

pub fn title(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let mut inside = false;
    if is_bytewise(&own) {
        return each_byte(m, &own, |b| {
            let new = if inside {
                b.to_ascii_lowercase()
            } else {
                b.to_ascii_uppercase()
            };
            inside = b.is_ascii_alphabetic();
            new
        });
    }
    each_character(m, &own, |bytes, at, c| {
        let new = if inside {
            lower_in(bytes, at, c)
        } else {
            unicode::title(c)
        };
        inside = unicode::is_cased(c);
        new
    })
}
