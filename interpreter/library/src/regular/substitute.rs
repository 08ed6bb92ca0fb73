//! `sub` and its kin: what is put in the place of matches, be it a template or what a function gives.

use pyrite_core::machine::{Machine, Piece, Text};
use pyrite_core::types;
use pyrite_core::{R, Ref, Value};

use super::pattern;
use super::subject::{Subject, span};
use super::{matches, source_bytes};
use crate::re::Mode;
use crate::re::template::{self, Template, TemplateError};

/// What comes in the place of a match.
enum Replacement {
    Function(Value),
    /// A list of texts and numbers of groups.
    Pieces(Ref),
}

/// The text with its matches replaced, and how many there were.
pub fn substitute(
    m: &mut Machine,
    pattern: Ref,
    replacement: Value,
    string: Value,
    count: Option<Value>,
) -> R<(Value, Value)> {
    let most = match count {
        Some(count) => m.index_clamped(count)?,
        None => 0,
    };
    let replacement = if m.is_callable(replacement) {
        Replacement::Function(replacement)
    } else {
        Replacement::Pieces(pieces(m, pattern, replacement)?)
    };
    let subject = Subject::new(m, pattern, string, None, None)?;
    let mut out = Text::with_capacity(m, subject.end)?;
    let (mut at, mut not_empty, mut done, mut count) = (0, false, 0, 0);
    while (most == 0 || count < most) && subject.find(m, pattern, Mode::Search, at, not_empty)? {
        let Some((from, to)) = span(m, pattern, 0) else {
            break;
        };
        out.push_from(m, subject.value, done, from)?;
        match replacement {
            Replacement::Pieces(list) => fill(m, &mut out, list, |m, group| {
                span(m, pattern, group).map(|bounds| (subject, bounds))
            })?,
            Replacement::Function(f) => {
                let mark = m.mark();
                let found = matches::new(m, pattern, subject, string)?;
                let text = m.call(f, &[found])?;
                if !text.is_none() {
                    check_kind(m, subject.bytes, text)?;
                    out.push_all(m, text)?;
                }
                m.release(mark);
            }
        }
        count += 1;
        done = to;
        (at, not_empty) = (to, from == to);
    }
    let count_value = m.new_int(count)?;
    if count == 0 && subject.value == string {
        return Ok((string, count_value));
    }
    out.push_from(m, subject.value, done, subject.end)?;
    let text = match subject.bytes {
        true => out.finish_bytes(m)?,
        false => out.finish(m)?,
    };
    Ok((text, count_value))
}

/// A replacement must be of the pattern's kind.
fn check_kind(m: &mut Machine, bytes: bool, v: Value) -> R<()> {
    let fits = match bytes {
        true => m.buffer_bytes(v).is_some(),
        false => m.str_bytes(v).is_some(),
    };
    match (fits, bytes) {
        (true, _) => Ok(()),
        (false, true) => Err(m.type_error(&[
            Piece::S("sequence item 0: expected a bytes-like object, "),
            Piece::T(v),
            Piece::S(" found"),
        ])),
        (false, false) => Err(m.type_error(&[
            Piece::S("sequence item 0: expected str instance, "),
            Piece::T(v),
            Piece::S(" found"),
        ])),
    }
}

/// A template as a list of texts and, as small ints, groups.
pub fn pieces(m: &mut Machine, pattern: Ref, template: Value) -> R<Ref> {
    let bytes = pattern::program(m, pattern).is_bytes();
    if m.str_bytes(template).is_none() && m.buffer_bytes(template).is_none() {
        return Err(m.type_error(&[
            Piece::S("decoding to str: need a bytes-like object, "),
            Piece::T(template),
            Piece::S(" found"),
        ]));
    }
    check_kind(m, bytes, template)?;
    let list = m.new_list_sized(0)?;
    let mark = m.mark();
    let mut at = 0;
    loop {
        let (piece, end) = {
            let text = source_bytes(m, template);
            let mut reader = Template::new(text, at, pattern::program(m, pattern));
            let piece = reader.next_piece().map(|piece| piece.map(Plain::from));
            (piece, reader.position())
        };
        at = end;
        let item = match piece {
            Ok(None) => break,
            Ok(Some(Plain::Text(length))) if bytes => {
                let mut part = Text::with_capacity(m, length)?;
                part.push_from(m, template, at - length, at)?;
                part.finish_bytes(m)?
            }
            Ok(Some(Plain::Text(length))) => m.new_str_from(template, at - length, at)?,
            Ok(Some(Plain::Char(char))) if bytes => m.new_bytes(&[char as u8])?,
            Ok(Some(Plain::Char(char))) => {
                let mut buffer = [0; 4];
                let length = pyrite_core::utf8::encode(char, &mut buffer);
                m.new_str(buffer.get(..length).unwrap_or_default())?
            }
            Ok(Some(Plain::Group(group))) => m.new_int(i64::from(group))?,
            Err(TemplateError::Error(error)) => return Err(super::raise(m, error, template)),
            Err(TemplateError::UnknownName(from, to)) => {
                let mut name = Text::new(m)?;
                name.push_from(m, template, from, to)?;
                let name = name.finish(m)?;
                return Err(m.error(
                    types::INDEX_ERROR,
                    &[Piece::S("unknown group name "), Piece::R(name)],
                ));
            }
        };
        m.list_push(list, item)?;
        m.release(mark);
    }
    Ok(list)
}

/// A piece that does not borrow the template.
enum Plain {
    /// As many bytes before the reader's position.
    Text(usize),
    Char(u32),
    Group(u32),
}

impl From<template::Piece<'_>> for Plain {
    fn from(piece: template::Piece) -> Plain {
        match piece {
            template::Piece::Text(text) => Plain::Text(text.len()),
            template::Piece::Char(byte) => Plain::Char(u32::from(byte)),
            template::Piece::Wide(char) => Plain::Char(char),
            template::Piece::Group(group) => Plain::Group(group),
        }
    }
}

/// Writes the pieces, with the texts of groups where `group` finds them.
pub fn fill(
    m: &mut Machine,
    out: &mut Text,
    pieces: Ref,
    group: impl Fn(&Machine, usize) -> Option<(Subject, (usize, usize))>,
) -> R<()> {
    for i in 0..m.list_len(pieces) {
        let piece = m.list_item(pieces, i);
        match piece.as_small() {
            Some(number) => {
                let number = usize::try_from(number).unwrap_or(0);
                if let Some((subject, (from, to))) = group(m, number) {
                    out.push_from(m, subject.value, from, to)?;
                }
            }
            None => out.push_all(m, piece)?,
        }
    }
    Ok(())
}
