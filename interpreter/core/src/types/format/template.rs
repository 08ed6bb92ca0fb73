//! `str.format` and `format_map`: literal text with replacement fields in braces.

use crate::machine::{Machine, Piece, Text};
use crate::native::{Args, R, Raised};
use crate::types;
use crate::types::text::{Source, subject};
use crate::utf8;
use crate::value::Value;

/// What the fields are filled from, and how they are numbered.
struct Filler {
    /// Positional arguments; `None` for `format_map`.
    positional: Option<Args>,
    /// Dict or mapping, or unbound.
    named: Value,
    numbering: Numbering,
}

#[derive(Clone, Copy)]
enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

pub fn format_method(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let count = args.count.saturating_sub(1);
    let named = args.at(m, count as usize);
    let mut filler = Filler {
        positional: Some(
            Args {
                base: args.base,
                count,
            }
            .rest(1),
        ),
        named,
        numbering: Numbering::Unknown,
    };
    filler.fill(m, &own, 2)
}

pub fn format_map(m: &mut Machine, args: Args) -> R {
    let own = subject(m, args)?;
    let mut filler = Filler {
        positional: None,
        named: args.at(m, 1),
        numbering: Numbering::Unknown,
    };
    filler.fill(m, &own, 2)
}

fn malformed<T>(m: &mut Machine, text: &str) -> R<T> {
    Err(m.value_error(&[Piece::S(text)]))
}

/// One replacement field: byte ranges of the template.
struct Field {
    name: (usize, usize),
    conversion: Option<u32>,
    spec: (usize, usize),
    /// The spec has fields of its own.
    nested: bool,
    end: usize,
}

impl Filler {
    fn fill(&mut self, m: &mut Machine, own: &Source, depth: u32) -> R {
        if depth == 0 {
            return malformed(m, "Max string recursion exceeded");
        }
        let mut text = Text::with_capacity(m, own.len + 16)?;
        let mut at = 0;
        while at < own.len {
            let rest = &own.bytes(m)[at..];
            let plain = memchr::memchr2(b'{', b'}', rest).unwrap_or(rest.len());
            text.push_source(m, own, at, at + plain)?;
            at += plain;
            let bytes = own.bytes(m);
            let Some(&brace) = bytes.get(at) else {
                break;
            };
            let next = bytes.get(at + 1).copied();
            if next == Some(brace) {
                text.push_byte(m, brace)?;
                at += 2;
                continue;
            }
            if brace == b'}' {
                return malformed(m, "Single '}' encountered in format string");
            }
            if next.is_none() {
                return malformed(m, "Single '{' encountered in format string");
            }
            let field = field(m, own, at + 1)?;
            at = field.end;
            let mark = m.mark();
            self.replace(m, &mut text, own, &field, depth)?;
            m.release(mark);
        }
        text.finish(m)
    }

    fn replace(
        &mut self,
        m: &mut Machine,
        text: &mut Text,
        own: &Source,
        field: &Field,
        depth: u32,
    ) -> R<()> {
        let mut v = self.value(m, own, field.name)?;
        m.keep(v);
        if let Some(conversion) = field.conversion {
            v = match char::from_u32(conversion) {
                Some('r') => m.repr(v)?,
                Some('s') => m.str(v)?,
                Some('a') => types::str::ascii(m, v)?,
                _ => return Err(unknown_conversion(m, conversion)),
            };
            m.keep(v);
        }
        let (from, to) = field.spec;
        let plain = from >= to;
        if plain && !m.has_special_methods(v) {
            return text.push_value(m, v);
        }
        let mut spec = own.part(m, from, to)?;
        m.keep(spec);
        if field.nested
            && let Some(inner) = Source::of_str(m, spec)
        {
            spec = self.fill(m, &inner, depth - 1)?;
            m.keep(spec);
        }
        let shown = super::format(m, v, spec)?;
        m.keep(shown);
        text.push_all(m, shown)
    }

    /// The value that a field's name stands for.
    fn value(&mut self, m: &mut Machine, own: &Source, (from, to): (usize, usize)) -> R {
        let name = &own.bytes(m)[from..to];
        let first = name
            .iter()
            .position(|b| matches!(b, b'.' | b'['))
            .map_or(to, |i| from + i);
        let mut v = self.first(m, own, (from, first))?;
        m.keep(v);
        let mut at = first;
        while at < to {
            let bytes = &own.bytes(m)[..to];
            let start = at + 1;
            if bytes[at] == b'.' {
                let end = bytes[start..]
                    .iter()
                    .position(|b| matches!(b, b'.' | b'['))
                    .map_or(to, |i| start + i);
                if start == end {
                    return malformed(m, "Empty attribute in format string");
                }
                let name = own.part(m, start, end)?;
                let name = m.intern_value(name)?;
                m.keep(name);
                v = m.getattr(v, name)?;
                at = end;
            } else if bytes[at] == b'[' {
                let Some(len) = bytes[start..].iter().position(|b| *b == b']') else {
                    return malformed(m, "Missing ']' in format string");
                };
                if len == 0 {
                    return malformed(m, "Empty attribute in format string");
                }
                let key = match number(m, own, start, start + len)? {
                    Some(i) => m.new_int(i as i64)?,
                    None => own.part(m, start, start + len)?,
                };
                m.keep(key);
                v = m.get_item(v, key)?;
                at = start + len + 1;
            } else {
                return malformed(
                    m,
                    "Only '.' or '[' may follow ']' in format field specifier",
                );
            }
            m.keep(v);
        }
        Ok(v)
    }

    /// The argument that the first part of a name stands for.
    fn first(&mut self, m: &mut Machine, own: &Source, (from, to): (usize, usize)) -> R {
        let index = if from == to {
            match self.numbering {
                Numbering::Manual => {
                    return malformed(
                        m,
                        "cannot switch from manual field specification to automatic field numbering",
                    );
                }
                Numbering::Unknown => {
                    self.numbering = Numbering::Automatic(1);
                    Some(0)
                }
                Numbering::Automatic(i) => {
                    self.numbering = Numbering::Automatic(i + 1);
                    Some(i)
                }
            }
        } else {
            let index = number(m, own, from, to)?;
            if index.is_some() {
                if let Numbering::Automatic(_) = self.numbering {
                    return malformed(
                        m,
                        "cannot switch from automatic field numbering to manual field specification",
                    );
                }
                self.numbering = Numbering::Manual;
            }
            index
        };
        if let Some(i) = index {
            let Some(positional) = self.positional else {
                return malformed(m, "Format string contains positional fields");
            };
            return match positional.get(m, i) {
                Some(v) => Ok(v),
                None => Err(m.error(
                    types::INDEX_ERROR,
                    &[
                        Piece::S("Replacement index "),
                        Piece::I(i as i64),
                        Piece::S(" out of range for positional args tuple"),
                    ],
                )),
            };
        }
        let key = own.part(m, from, to)?;
        m.keep(key);
        if self.named.is_unbound() {
            return Err(m.key_error(key));
        }
        m.get_item(self.named, key)
    }
}

/// The number that bytes `from..to` are, if they are one.
fn number(m: &mut Machine, own: &Source, from: usize, to: usize) -> R<Option<usize>> {
    let digits = &own.bytes(m)[from..to];
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Ok(None);
    }
    let mut value = 0i64;
    for d in digits {
        let next = value
            .checked_mul(10)
            .and_then(|v| v.checked_add(i64::from(d - b'0')));
        match next {
            Some(next) => value = next,
            None => return malformed(m, "Too many decimal digits in format string"),
        }
    }
    Ok(Some(usize::try_from(value).unwrap_or(usize::MAX)))
}

/// Reads the field that starts behind its brace.
fn field(m: &mut Machine, own: &Source, from: usize) -> R<Field> {
    let bytes = own.bytes(m);
    let mut at = from;
    let ended = loop {
        let Some(&b) = bytes.get(at) else {
            break None;
        };
        at += 1;
        match b {
            b'{' => return malformed(m, "unexpected '{' in field name"),
            b'[' => {
                while bytes.get(at).is_some_and(|b| *b != b']') {
                    at += 1;
                }
            }
            b'}' | b':' | b'!' => break Some(b),
            _ => {}
        }
    };
    let mut field = Field {
        name: (from, at - usize::from(ended.is_some())),
        conversion: None,
        spec: (at, at),
        nested: false,
        end: at,
    };
    match ended {
        None => return malformed(m, "expected '}' before end of string"),
        Some(b'}') => return Ok(field),
        Some(b'!') => {
            if at >= bytes.len() {
                return malformed(m, "end of string while looking for conversion specifier");
            }
            let (code, n) = utf8::decode(bytes, at);
            field.conversion = Some(code);
            at += n;
            if let Some(&b) = bytes.get(at) {
                at += 1;
                if b == b'}' {
                    (field.spec, field.end) = ((at, at), at);
                    return Ok(field);
                }
                if b != b':' {
                    return malformed(m, "expected ':' after conversion specifier");
                }
            }
        }
        Some(_) => {}
    }
    let start = at;
    let mut depth = 1;
    while let Some(&b) = bytes.get(at) {
        at += 1;
        match b {
            b'{' => {
                field.nested = true;
                depth += 1;
            }
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    (field.spec, field.end) = ((start, at - 1), at);
                    return Ok(field);
                }
            }
            _ => {}
        }
    }
    malformed(m, "unmatched '{' in format spec")
}

#[cold]
fn unknown_conversion(m: &mut Machine, code: u32) -> Raised {
    if (0x21..0x7f).contains(&code) {
        return m.value_error(&[
            Piece::S("Unknown conversion specifier "),
            Piece::V(Value::character(code as u8)),
        ]);
    }
    let mut text = [b'0'; 8];
    let mut at = text.len();
    let mut rest = code;
    while rest > 0 {
        at -= 1;
        text[at] = types::str::repr::hex(rest);
        rest >>= 4;
    }
    let digits = core::str::from_utf8(&text[at..]).unwrap_or("");
    m.value_error(&[
        Piece::S("Unknown conversion specifier \\x"),
        Piece::S(digits),
    ])
}
