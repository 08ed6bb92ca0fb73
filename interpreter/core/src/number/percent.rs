//! The conversion specs of `text % values`: `%[(key)][flags][width][.precision][length]type`.

use super::format_spec::{Align, Spec};

/// A width or precision: absent, given, or `*`: the next value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    Absent,
    Given(usize),
    Next,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion<'a> {
    /// The key between parentheses.
    pub key: Option<&'a [u8]>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space.
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    pub width: Amount,
    pub precision: Amount,
    /// The type: a character of the text (or a byte, when bytes are formatted).
    pub kind: char,
    /// Where in the text, in bytes, the conversion ends, and where its type stands.
    pub end: usize,
    pub kind_at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentError {
    Incomplete,
    IncompleteKey,
    WidthTooBig,
    PrecisionTooBig,
}

impl PercentError {
    pub const fn message(self) -> &'static str {
        match self {
            PercentError::Incomplete => "incomplete format",
            PercentError::IncompleteKey => "incomplete format key",
            PercentError::WidthTooBig => "width too big",
            PercentError::PrecisionTooBig => "precision too big",
        }
    }
}

/// Reads the conversion whose `%` stands just before `at`. `utf8` tells text from bytes: what its types may be made of.
pub fn parse(text: &[u8], at: usize, utf8: bool) -> Result<Conversion<'_>, PercentError> {
    let mut at = at;
    let peek = |at: usize| text.get(at).copied();
    let mut conversion = Conversion {
        key: None,
        left: false,
        plus: false,
        space: false,
        alternate: false,
        zero: false,
        width: Amount::Absent,
        precision: Amount::Absent,
        kind: '%',
        end: at,
        kind_at: at,
    };
    if peek(at) == Some(b'(') {
        let from = at + 1;
        let mut depth = 1;
        while depth > 0 {
            at += 1;
            match peek(at).ok_or(PercentError::IncompleteKey)? {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
        }
        conversion.key = text.get(from..at);
        at += 1;
    }
    loop {
        match peek(at) {
            Some(b'-') => conversion.left = true,
            Some(b'+') => conversion.plus = true,
            Some(b' ') => conversion.space = true,
            Some(b'#') => conversion.alternate = true,
            Some(b'0') => conversion.zero = true,
            _ => break,
        }
        at += 1;
    }
    conversion.width = amount(text, &mut at).ok_or(PercentError::WidthTooBig)?;
    if peek(at) == Some(b'.') {
        at += 1;
        conversion.precision = match amount(text, &mut at).ok_or(PercentError::PrecisionTooBig)? {
            Amount::Absent => Amount::Given(0),
            amount => amount,
        };
    }
    if let Some(b'h' | b'l' | b'L') = peek(at) {
        at += 1;
    }
    let rest = text.get(at..).unwrap_or_default();
    let first = *rest.first().ok_or(PercentError::Incomplete)?;
    conversion.kind = if utf8 && !first.is_ascii() {
        let len = rest.len().min(4);
        let valid = (1..=len).find_map(|len| core::str::from_utf8(&rest[..len]).ok());
        valid
            .and_then(|text| text.chars().next())
            .unwrap_or(char::REPLACEMENT_CHARACTER)
    } else {
        first as char
    };
    conversion.kind_at = at;
    conversion.end = at + if utf8 { conversion.kind.len_utf8() } else { 1 };
    Ok(conversion)
}

/// `None` when it is out of bounds.
fn amount(text: &[u8], at: &mut usize) -> Option<Amount> {
    if text.get(*at) == Some(&b'*') {
        *at += 1;
        return Some(Amount::Next);
    }
    let mut value = None;
    while let Some(digit) = text.get(*at).filter(|byte| byte.is_ascii_digit()) {
        let next = value
            .unwrap_or(0usize)
            .checked_mul(10)?
            .checked_add((digit - b'0') as usize)?;
        value = Some(next).filter(|&value| value <= i32::MAX as usize);
        value?;
        *at += 1;
    }
    Some(value.map_or(Amount::Absent, Amount::Given))
}

impl Conversion<'_> {
    /// The field of this conversion, once the stars are known. A negative width from a star means `-`.
    pub fn spec(&self, width: usize, left: bool, precision: Option<usize>, numeric: bool) -> Spec {
        let left = self.left || left;
        let zero = self.zero && numeric && !left;
        Spec {
            fill: if zero { '0' } else { ' ' },
            align: match (left, zero) {
                (true, _) => Align::Left,
                (false, true) => Align::AfterSign,
                (false, false) => Align::Right,
            },
            align_given: true,
            sign: match (self.plus, self.space) {
                (true, _) => Some('+'),
                (false, true) => Some(' '),
                _ => None,
            },
            coerce_zero: false,
            alternate: self.alternate,
            width,
            grouping: None,
            precision,
            kind: Some(self.kind),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions() {
        let c = parse(b"%(a(b)c)-+ #0*.5lx!", 1, true).unwrap();
        assert_eq!(c.key, Some(&b"a(b)c"[..]));
        assert!(c.left && c.plus && c.space && c.alternate && c.zero);
        assert_eq!(
            (c.width, c.precision, c.kind),
            (Amount::Next, Amount::Given(5), 'x')
        );
        assert_eq!((c.kind_at, c.end), (17, 18));
        assert_eq!(parse(b"%.d", 1, true).unwrap().precision, Amount::Given(0));
        assert_eq!(parse("%é".as_bytes(), 1, true).unwrap().kind, 'é');
        assert_eq!(parse(b"%", 1, true), Err(PercentError::Incomplete));
        assert_eq!(parse(b"%(x", 1, true), Err(PercentError::IncompleteKey));
        assert_eq!(
            parse(b"%99999999999d", 1, true),
            Err(PercentError::WidthTooBig)
        );
    }
}
