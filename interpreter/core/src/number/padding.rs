//! Lays out a number or a text in its field: sign, prefix, zeros, groups of digits, fill on either side.

use super::float::Layout;
use super::format_spec::{Align, Spec};
use super::sink::{Full, Sink};

/// The digits of a number and what follows them.
pub enum Body<'a> {
    /// Digits of an int, most significant first, after `zeros` more.
    Int {
        zeros: usize,
        digits: &'a [u8],
    },
    /// As `Int`; the sink holds the digits.
    Held {
        zeros: usize,
        len: usize,
    },
    Float(&'a Layout),
}

impl Body<'_> {
    fn whole_len(&self) -> usize {
        match self {
            Body::Int { zeros, digits } => zeros.saturating_add(digits.len()),
            Body::Held { zeros, len } => zeros.saturating_add(*len),
            Body::Float(layout) => layout.whole_len(),
        }
    }

    fn rest_len(&self) -> usize {
        match self {
            Body::Int { .. } | Body::Held { .. } => 0,
            Body::Float(layout) => layout.rest_len(),
        }
    }

    fn whole(&self, from: usize, to: usize, sink: &mut dyn Sink) -> Result<(), Full> {
        match self {
            Body::Int { zeros, digits } => {
                sink.repeat('0', to.min(*zeros).saturating_sub(from))?;
                let range = from.saturating_sub(*zeros)..to.saturating_sub(*zeros);
                sink.put(digits.get(range).unwrap_or_default())
            }
            Body::Held { zeros, len } => {
                sink.repeat('0', to.min(*zeros).saturating_sub(from))?;
                let (from, to) = (from.saturating_sub(*zeros), to.saturating_sub(*zeros));
                sink.put_held(from.min(*len), to.min(*len))
            }
            Body::Float(layout) => layout.whole(from, to, sink),
        }
    }

    fn rest(&self, sink: &mut dyn Sink) -> Result<(), Full> {
        match self {
            Body::Int { .. } | Body::Held { .. } => Ok(()),
            Body::Float(layout) => layout.rest(sink),
        }
    }
}

/// Fill before, between sign and digits, and after something of `len` characters in its field.
fn fills(spec: &Spec, len: usize) -> (usize, usize, usize) {
    let fill = spec.width.saturating_sub(len);
    match spec.align {
        Align::Left => (0, 0, fill),
        Align::Right => (fill, 0, 0),
        Align::Center => (fill / 2, 0, fill - fill / 2),
        Align::AfterSign => (0, fill, 0),
    }
}

/// Writes a number in its field. `prefix` is `0x` and the like, wanted or empty.
pub fn number(
    spec: &Spec,
    negative: bool,
    prefix: &[u8],
    body: &Body,
    sink: &mut dyn Sink,
) -> Result<(), Full> {
    let sign: &[u8] = match (negative, spec.sign) {
        (true, _) => b"-",
        (false, Some('+')) => b"+",
        (false, Some(' ')) => b" ",
        _ => b"",
    };
    let group = match (spec.grouping, spec.kind) {
        (None, _) => usize::MAX,
        // The zeros before inf and nan are no digits.
        _ if body.whole_len() == 0 => usize::MAX,
        (_, Some('b' | 'o' | 'x' | 'X')) => 4,
        _ => 3,
    };
    let around = sign.len() + prefix.len() + body.rest_len();
    // Zeros that pad are digits: they are grouped too.
    let mut digits = body.whole_len();
    if spec.fill == '0' && spec.align == Align::AfterSign {
        digits = digits.max(digits_in(spec.width.saturating_sub(around), group));
    }
    let separators = digits.saturating_sub(1) / group;
    let len = around.saturating_add(digits).saturating_add(separators);
    let (before, between, after) = fills(spec, len);
    sink.repeat(spec.fill, before)?;
    sink.put(sign)?;
    sink.put(prefix)?;
    sink.repeat(spec.fill, between)?;
    let zeros = digits - body.whole_len();
    let mut at = 0;
    while at < digits {
        let left = digits - at;
        let now = if left % group == 0 {
            group.min(left)
        } else {
            left % group
        };
        if at > 0 {
            sink.repeat(spec.grouping.unwrap_or(','), 1)?;
        }
        let end = at + now;
        sink.repeat('0', end.min(zeros).saturating_sub(at))?;
        body.whole(at.saturating_sub(zeros), end.saturating_sub(zeros), sink)?;
        at = end;
    }
    body.rest(sink)?;
    sink.repeat(spec.fill, after)
}

/// How many digits, grouped, fill at least so many characters without a separator in front.
fn digits_in(width: usize, group: usize) -> usize {
    if group == usize::MAX || width == 0 {
        return width;
    }
    let full = width / (group + 1);
    full * group + (width % (group + 1)).max(1)
}

/// Writes a text of `len` characters in its field; the precision has been applied.
pub fn text(spec: &Spec, text: &[u8], len: usize, sink: &mut dyn Sink) -> Result<(), Full> {
    let (before, between, after) = fills(spec, len);
    sink.repeat(spec.fill, before + between)?;
    sink.put(text)?;
    sink.repeat(spec.fill, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::sink::Buffer;
    use std::string::String;

    fn int(value: i64, text: &str) -> String {
        let spec = Spec::parse(text, Align::Right).unwrap();
        let digits = std::format!("{}", value.unsigned_abs());
        let mut bytes = [0; 100];
        let mut sink = Buffer::new(&mut bytes);
        let body = Body::Int {
            zeros: 0,
            digits: digits.as_bytes(),
        };
        number(&spec, value < 0, b"", &body, &mut sink).unwrap();
        core::str::from_utf8(sink.written()).unwrap().into()
    }

    fn float(value: f64, text: &str) -> String {
        let spec = Spec::parse(text, Align::Right).unwrap();
        let layout = Layout::new(value, spec.style());
        let mut bytes = [0; 100];
        let mut sink = Buffer::new(&mut bytes);
        number(
            &spec,
            layout.negative,
            b"",
            &Body::Float(&layout),
            &mut sink,
        )
        .unwrap();
        core::str::from_utf8(sink.written()).unwrap().into()
    }

    #[test]
    fn fields_as_cpython_fills_them() {
        for (value, spec, expected) in [
            (1234, "010,", "00,001,234"),
            (1234, "06,", "01,234"),
            (1234, "08,", "0,001,234"),
            (-1234, "09,", "-0,001,234"),
            (1234567, "_", "1_234_567"),
            (42, "*^+7", "**+42**"),
            (-42, "x=6", "-xxx42"),
            (42, "<5", "42   "),
            (0, "03", "000"),
        ] {
            assert_eq!(int(value, spec), expected, "{spec}");
        }
        for (value, spec, expected) in [
            (1234.5, "012,.2f", "0,001,234.50"),
            (f64::INFINITY, "010", "0000000inf"),
            (-0.0, "z.1f", "0.0"),
            (-0.04, "z.1f", "0.0"),
            (1e6, ",", "1,000,000.0"),
            (0.25, ">+9.1%", "   +25.0%"),
        ] {
            assert_eq!(float(value, spec), expected, "{spec}");
        }
    }
}
