//! The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]` into a
//! [`Spec`], and what each builtin type refuses of it, in CPython's words. Writes no padding: see `padding`.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Center,
    /// Between the sign and the digits.
    AfterSign,
}

impl Align {
    pub fn from_char(c: char) -> Option<Align> {
        Some(match c {
            '<' => Align::Left,
            '>' => Align::Right,
            '^' => Align::Center,
            '=' => Align::AfterSign,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    pub fill: char,
    pub align: Align,
    /// Whether the text gave the alignment, or `0` did.
    pub align_given: bool,
    /// `+`, `-` or a space.
    pub sign: Option<char>,
    /// `z`
    pub coerce_zero: bool,
    /// `#`
    pub alternate: bool,
    pub width: usize,
    /// `,` or `_`
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    /// The presentation type.
    pub kind: Option<char>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecError {
    Invalid,
    TooManyDigits,
    MissingPrecision,
    PrecisionTooBig,
    CommaAndUnderscore,
    GroupingWith {
        grouping: char,
        kind: char,
    },
    UnknownCode(char),
    /// `Sign`, `Alternate form (#)`, ... `not allowed in`, `with` ... what.
    NotAllowed {
        what: &'static str,
        place: &'static str,
    },
}

/// No width or precision beyond this; CPython's is the size of its address space.
const LIMIT: usize = i32::MAX as usize;

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn skip(&mut self) {
        let mut chars = self.rest.chars();
        chars.next();
        self.rest = chars.as_str();
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.skip();
        }
        found
    }

    fn number(&mut self) -> Result<Option<usize>, SpecError> {
        let mut value = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let next = value
                .unwrap_or(0usize)
                .checked_mul(10)
                .and_then(|value| value.checked_add(digit as usize));
            value = Some(
                next.filter(|&value| value <= LIMIT)
                    .ok_or(SpecError::TooManyDigits)?,
            );
            self.skip();
        }
        Ok(value)
    }
}

impl Spec {
    /// Parses a spec; `default` is how the type is aligned when the text does not say.
    pub fn parse(text: &str, default: Align) -> Result<Spec, SpecError> {
        let mut spec = Spec {
            fill: ' ',
            align: default,
            align_given: false,
            sign: None,
            coerce_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: None,
        };
        let mut reader = Reader { rest: text };
        let mut chars = text.chars();
        let (first, second) = (chars.next(), chars.next());
        let mut fill_given = false;
        if let (Some(fill), Some(align)) = (first, second.and_then(Align::from_char)) {
            (spec.fill, spec.align, spec.align_given, fill_given) = (fill, align, true, true);
            reader.rest = chars.as_str();
        } else if let Some(align) = first.and_then(Align::from_char) {
            (spec.align, spec.align_given) = (align, true);
            reader.skip();
        }
        if let Some(sign @ ('+' | '-' | ' ')) = reader.peek() {
            spec.sign = Some(sign);
            reader.skip();
        }
        spec.coerce_zero = reader.take('z');
        spec.alternate = reader.take('#');
        if !fill_given && reader.take('0') {
            spec.fill = '0';
            if !spec.align_given && default == Align::Right {
                (spec.align, spec.align_given) = (Align::AfterSign, true);
            }
        }
        spec.width = reader.number()?.unwrap_or(0);
        if reader.take(',') {
            spec.grouping = Some(',');
        }
        if reader.take('_') {
            if spec.grouping.is_some() {
                return Err(SpecError::CommaAndUnderscore);
            }
            spec.grouping = Some('_');
            if reader.peek() == Some(',') {
                return Err(SpecError::CommaAndUnderscore);
            }
        }
        if reader.take('.') {
            spec.precision = Some(reader.number()?.ok_or(SpecError::MissingPrecision)?);
        }
        spec.kind = reader.peek();
        reader.skip();
        if !reader.rest.is_empty() {
            return Err(SpecError::Invalid);
        }
        if let (Some(grouping), Some(kind)) = (spec.grouping, spec.kind) {
            let decimal = matches!(kind, 'd' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F');
            let binary = matches!(kind, 'b' | 'o' | 'x' | 'X') && grouping == '_';
            if !decimal && !binary {
                return Err(SpecError::GroupingWith { grouping, kind });
            }
        }
        Ok(spec)
    }

    /// What `str` takes.
    pub fn check_str(&self) -> Result<(), SpecError> {
        let place = "in string format specifier";
        if let Some(kind) = self.kind.filter(|&kind| kind != 's') {
            return Err(SpecError::UnknownCode(kind));
        }
        if let Some(grouping) = self.grouping {
            return Err(SpecError::GroupingWith {
                grouping,
                kind: 's',
            });
        }
        if let Some(sign) = self.sign {
            let what = if sign == ' ' { "Space" } else { "Sign" };
            return Err(SpecError::NotAllowed { what, place });
        }
        if self.coerce_zero {
            return Err(SpecError::NotAllowed {
                what: "Negative zero coercion (z)",
                place,
            });
        }
        if self.alternate {
            return Err(SpecError::NotAllowed {
                what: "Alternate form (#)",
                place,
            });
        }
        if self.align == Align::AfterSign {
            return Err(SpecError::NotAllowed {
                what: "'=' alignment",
                place,
            });
        }
        Ok(())
    }

    /// What `int` takes; `true` when it is to be shown as a float.
    pub fn check_int(&self) -> Result<bool, SpecError> {
        match self.kind.unwrap_or('d') {
            'b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n' => {}
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => return Ok(true),
            kind => return Err(SpecError::UnknownCode(kind)),
        }
        if self.precision.is_some() {
            return Err(SpecError::NotAllowed {
                what: "Precision",
                place: "in integer format specifier",
            });
        }
        if self.coerce_zero {
            return Err(SpecError::NotAllowed {
                what: "Negative zero coercion (z)",
                place: "in integer format specifier",
            });
        }
        if self.kind == Some('c') {
            let place = "with integer format specifier 'c'";
            if self.sign.is_some() {
                return Err(SpecError::NotAllowed {
                    what: "Sign",
                    place,
                });
            }
            if self.alternate {
                return Err(SpecError::NotAllowed {
                    what: "Alternate form (#)",
                    place,
                });
            }
        }
        Ok(false)
    }

    /// What `float` takes.
    pub fn check_float(&self) -> Result<(), SpecError> {
        match self.kind {
            None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => {}
            Some(kind) => return Err(SpecError::UnknownCode(kind)),
        }
        if self.precision.is_some_and(|precision| precision >= LIMIT) {
            return Err(SpecError::PrecisionTooBig);
        }
        Ok(())
    }

    /// What `complex` takes.
    pub fn check_complex(&self) -> Result<(), SpecError> {
        if self.kind == Some('%') {
            return Err(SpecError::UnknownCode('%'));
        }
        self.check_float()?;
        let place = "in complex format specifier";
        if self.fill == '0' {
            return Err(SpecError::NotAllowed {
                what: "Zero padding is",
                place,
            });
        }
        if self.align == Align::AfterSign {
            return Err(SpecError::NotAllowed {
                what: "'=' alignment flag is",
                place,
            });
        }
        Ok(())
    }

    /// The style in which `float` is laid out.
    pub fn style(&self) -> super::float::Style {
        super::float::Style {
            kind: self.kind.map_or(0, |kind| kind as u8),
            precision: self.precision,
            alternate: self.alternate,
            coerce_zero: self.coerce_zero,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str, default: Align, check: fn(&Spec) -> Result<(), SpecError>) -> SpecError {
        Spec::parse(text, default)
            .and_then(|spec| check(&spec))
            .unwrap_err()
    }

    #[test]
    fn every_field() {
        let spec = Spec::parse("é^+z#012_.34f", Align::Right).unwrap();
        assert_eq!(
            (spec.fill, spec.align, spec.sign),
            ('é', Align::Center, Some('+'))
        );
        assert!(spec.coerce_zero && spec.alternate);
        assert_eq!((spec.width, spec.grouping), (12, Some('_')));
        assert_eq!((spec.precision, spec.kind), (Some(34), Some('f')));
        let spec = Spec::parse("05", Align::Right).unwrap();
        assert_eq!(
            (spec.fill, spec.align, spec.width),
            ('0', Align::AfterSign, 5)
        );
        assert_eq!(Spec::parse("05", Align::Left).unwrap().align, Align::Left);
        assert_eq!(Spec::parse("<05", Align::Right).unwrap().fill, '0');
    }

    #[test]
    fn refusals() {
        let float = |text| error(text, Align::Right, Spec::check_float);
        assert_eq!(float("10.f"), SpecError::MissingPrecision);
        assert_eq!(float("ff"), SpecError::Invalid);
        assert_eq!(float(",_"), SpecError::CommaAndUnderscore);
        assert_eq!(float("_,"), SpecError::CommaAndUnderscore);
        assert_eq!(
            float(",x"),
            SpecError::GroupingWith {
                grouping: ',',
                kind: 'x'
            }
        );
        assert_eq!(float("d"), SpecError::UnknownCode('d'));
        assert_eq!(float("99999999999999999999"), SpecError::TooManyDigits);
        let not_allowed = |what, place| SpecError::NotAllowed { what, place };
        let text = |text| error(text, Align::Left, Spec::check_str);
        assert_eq!(text("+"), not_allowed("Sign", "in string format specifier"));
        assert_eq!(
            text("=5"),
            not_allowed("'=' alignment", "in string format specifier")
        );
        let int = |text| error(text, Align::Right, |spec| spec.check_int().map(|_| ()));
        assert_eq!(
            int(".3"),
            not_allowed("Precision", "in integer format specifier")
        );
        assert_eq!(
            int("+c"),
            not_allowed("Sign", "with integer format specifier 'c'")
        );
        let complex = |text| error(text, Align::Right, Spec::check_complex);
        assert_eq!(
            complex("05"),
            not_allowed("Zero padding is", "in complex format specifier")
        );
    }
}
