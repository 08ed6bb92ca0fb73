//! What the number types share: format specs on the heap, and the special methods of their operators.

use crate::machine::{Machine, Piece, Text};
use crate::native::{Args, R, Raised};
use crate::number::format_spec::{Align, Spec, SpecError};
use crate::number::sink::{Full, Sink};
use crate::ops::{BinaryOp, CompareOp};
use crate::types;
use crate::value::Value;

/// A sink of the number kernels that builds a str. When it is `Full`, an exception is pending.
pub struct TextSink<'a, 'm> {
    pub m: &'a mut Machine<'m>,
    pub text: &'a mut Text,
    /// A str of digits on the heap that `put_held` takes from.
    pub held: Value,
}

impl Sink for TextSink<'_, '_> {
    fn put(&mut self, text: &[u8]) -> Result<(), Full> {
        self.text.push(self.m, text).map_err(|Raised| Full)
    }

    fn put_held(&mut self, from: usize, to: usize) -> Result<(), Full> {
        self.text
            .push_from(self.m, self.held, from, to)
            .map_err(|Raised| Full)
    }
}

/// A str with the digits and white space of all scripts as those of ASCII; other values as they are.
pub fn ascii_text(m: &mut Machine, v: Value) -> R {
    if m.str_bytes(v).is_none() || m.is_ascii(v) {
        return Ok(v);
    }
    let mut text = Text::new(m)?;
    let mut at = 0;
    while let Some(bytes) = m.str_bytes(v).filter(|bytes| at < bytes.len()) {
        let (code, len) = crate::utf8::decode(bytes, at);
        at += len;
        let space = char::from_u32(code).is_some_and(char::is_whitespace);
        match crate::number::decimal_digit::value(code) {
            Some(digit) => text.push_byte(m, b'0' + digit)?,
            None if space => text.push_byte(m, b' ')?,
            None => text.push_byte(m, if code < 0x80 { code as u8 } else { b'?' })?,
        }
    }
    text.finish(m)
}

/// Parses a format spec: a str.
pub fn parse_spec(m: &Machine, spec: Value, default: Align) -> Result<Spec, SpecError> {
    let text = m.str_bytes(spec).unwrap_or_default();
    Spec::parse(
        core::str::from_utf8(text).map_err(|_| SpecError::Invalid)?,
        default,
    )
}

/// The exception for a format spec that the type of `v` does not take.
#[cold]
pub fn spec_error(m: &mut Machine, error: SpecError, spec: Value, v: Value) -> Raised {
    let mut shown = [[0; 10]; 2];
    let [first, second] = &mut shown;
    match error {
        SpecError::Invalid => m.value_error(&[
            Piece::S("Invalid format specifier '"),
            Piece::V(spec),
            Piece::S("' for object of type '"),
            Piece::T(v),
            Piece::S("'"),
        ]),
        SpecError::UnknownCode(code) => m.value_error(&[
            Piece::S("Unknown format code '"),
            Piece::S(printable(code, first)),
            Piece::S("' for object of type '"),
            Piece::T(v),
            Piece::S("'"),
        ]),
        SpecError::GroupingWith { grouping, kind } => m.value_error(&[
            Piece::S("Cannot specify '"),
            Piece::S(grouping.encode_utf8(first)),
            Piece::S("' with '"),
            Piece::S(printable(kind, second)),
            Piece::S("'."),
        ]),
        SpecError::NotAllowed { what, place } => {
            m.value_error(&[Piece::S(what), Piece::S(" not allowed "), Piece::S(place)])
        }
        SpecError::TooManyDigits => {
            m.value_error(&[Piece::S("Too many decimal digits in format string")])
        }
        SpecError::MissingPrecision => {
            m.value_error(&[Piece::S("Format specifier missing precision")])
        }
        SpecError::PrecisionTooBig => m.value_error(&[Piece::S("precision too big")]),
        SpecError::CommaAndUnderscore => {
            m.value_error(&[Piece::S("Cannot specify both ',' and '_'.")])
        }
    }
}

/// A character as an error shows it: what is not printable ASCII as `\x1f`.
fn printable(c: char, buffer: &mut [u8; 10]) -> &str {
    if c > ' ' && c <= '~' {
        return c.encode_utf8(buffer);
    }
    buffer[..2].copy_from_slice(b"\\x");
    let digits = (8 - (c as u32 | 1).leading_zeros() as usize / 4).max(1);
    for place in 0..digits {
        buffer[2 + place] = b"0123456789abcdef"[(c as usize >> (4 * (digits - 1 - place))) & 15];
    }
    core::str::from_utf8(&buffer[..2 + digits]).unwrap_or("")
}

/// How general a number type is: int and bool, float, complex.
fn rank(m: &Machine, v: Value) -> Option<u8> {
    Some(match m.type_of(v).as_type()? {
        types::INT | types::BOOL => 0,
        types::FLOAT => 1,
        types::COMPLEX => 2,
        _ => return None,
    })
}

/// `self.__op__(other)`, or with the operands swapped: NotImplemented for what the type does not know.
pub fn operator(m: &mut Machine, args: Args, op: BinaryOp, reflected: bool) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let (a, b) = (m.payload(a), m.payload(b));
    match (rank(m, a), rank(m, b)) {
        (Some(own), Some(other)) if other <= own => {}
        _ => return Ok(Value::NOT_IMPLEMENTED),
    }
    let (a, b) = if reflected { (b, a) } else { (a, b) };
    Ok(m.builtin_binary(op, a, b)?
        .unwrap_or(Value::NOT_IMPLEMENTED))
}

/// `self.__op__(other)` for a comparison.
pub fn comparison(m: &mut Machine, args: Args, op: CompareOp) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    let (a, b) = (m.payload(a), m.payload(b));
    match (rank(m, a), rank(m, b)) {
        (Some(own), Some(other)) if other <= own => {}
        _ => return Ok(Value::NOT_IMPLEMENTED),
    }
    Ok(m.builtin_compare(op, a, b)?
        .map_or(Value::NOT_IMPLEMENTED, Value::bool))
}

macro_rules! operators {
    ($($name:ident $reflected:ident $op:ident;)*) => {$(
        pub fn $name(m: &mut Machine, args: Args) -> R {
            operator(m, args, BinaryOp::$op, false)
        }

        pub fn $reflected(m: &mut Machine, args: Args) -> R {
            operator(m, args, BinaryOp::$op, true)
        }
    )*};
}

operators! {
    add radd Add;
    sub rsub Sub;
    mul rmul Mul;
    truediv rtruediv TrueDiv;
    floordiv rfloordiv FloorDiv;
    modulo rmod Mod;
    lshift rlshift LShift;
    rshift rrshift RShift;
    and rand And;
    or ror Or;
    xor rxor Xor;
}

macro_rules! comparisons {
    ($($name:ident $op:ident;)*) => {$(
        pub fn $name(m: &mut Machine, args: Args) -> R {
            comparison(m, args, CompareOp::$op)
        }
    )*};
}

comparisons! {
    eq Eq;
    ne Ne;
    lt Lt;
    le Le;
    gt Gt;
    ge Ge;
}

macro_rules! unaries {
    ($($name:ident $method:ident;)*) => {$(
        pub fn $name(m: &mut Machine, args: Args) -> R {
            let v = args.at(m, 0);
            let own = m.payload(v);
            m.unary(crate::names::n::$method, own)
        }
    )*};
}

unaries! {
    neg __neg__;
    pos __pos__;
    invert __invert__;
}

/// `abs(v)` of a number.
pub fn abs(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    absolute(m, v)
}

/// `abs(v)` of an int, bool, float or complex.
pub fn absolute(m: &mut Machine, v: Value) -> R {
    let own = m.payload(v);
    if let Some(f) = m.as_float(own) {
        return m.new_float(f.abs());
    }
    if m.heap.is(own, crate::memory::Kind::Complex) {
        return types::complex::absolute(m, own);
    }
    match types::int::unary(m, crate::names::n::__abs__, own)? {
        Some(v) => Ok(v),
        None => Err(m.type_error(&[
            Piece::S("bad operand type for abs(): '"),
            Piece::T(v),
            Piece::S("'"),
        ])),
    }
}

/// `self.__pow__(other[, modulus])`.
pub fn pow(m: &mut Machine, args: Args) -> R {
    match args.get(m, 2).filter(|v| !v.is_none()) {
        None => operator(m, args, BinaryOp::Pow, false),
        Some(modulus) => {
            let (a, b) = (args.at(m, 0), args.at(m, 1));
            power_modulo(m, a, b, modulus)
        }
    }
}

/// `other ** self`.
pub fn rpow(m: &mut Machine, args: Args) -> R {
    operator(m, args, BinaryOp::Pow, true)
}

/// `pow(a, b, c)` of numbers; NotImplemented for others.
pub fn power_modulo(m: &mut Machine, a: Value, b: Value, c: Value) -> R {
    let (x, y, z) = (m.payload(a), m.payload(b), m.payload(c));
    match (rank(m, x), rank(m, y), rank(m, z)) {
        (Some(0), Some(0), Some(0)) => types::int::power_modulo(m, x, y, z),
        (Some(2), Some(_), Some(_)) | (Some(_), Some(2), Some(_)) => {
            Err(m.value_error(&[Piece::S("complex modulo")]))
        }
        (Some(_), Some(_), Some(_)) => Err(m.type_error(&[Piece::S(
            "pow() 3rd argument not allowed unless all arguments are integers",
        )])),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `divmod(a, b)` of ints and floats; `None` for others.
pub fn divide_modulo(m: &mut Machine, a: Value, b: Value) -> R<Option<Value>> {
    let (x, y) = (m.payload(a), m.payload(b));
    match (rank(m, x), rank(m, y)) {
        (Some(0), Some(0)) => types::int::divmod(m, x, y).map(Some),
        (Some(0 | 1), Some(0 | 1)) => types::float::divmod(m, x, y).map(Some),
        _ => Ok(None),
    }
}

/// `divmod(self, other)`, and swapped.
pub fn divmod(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    divmod_method(m, a, b, a, b)
}

pub fn rdivmod(m: &mut Machine, args: Args) -> R {
    let (a, b) = (args.at(m, 0), args.at(m, 1));
    divmod_method(m, a, b, b, a)
}

fn divmod_method(m: &mut Machine, own: Value, other: Value, x: Value, y: Value) -> R {
    let (own, other) = (m.payload(own), m.payload(other));
    match (rank(m, own), rank(m, other)) {
        (Some(own), Some(other)) if other <= own => {}
        _ => return Ok(Value::NOT_IMPLEMENTED),
    }
    Ok(divide_modulo(m, x, y)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

pub fn hash(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let own = m.payload(v);
    let hash = m.hash(own)?;
    m.new_int(hash)
}

pub fn truth(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    let own = m.payload(v);
    m.truth(own).map(Value::bool)
}

/// `self` itself, as a plain number.
pub fn itself(m: &mut Machine, args: Args) -> R {
    let v = args.at(m, 0);
    plain(m, v)
}

/// A number without the class that was derived from its type; bools as ints.
pub fn plain(m: &mut Machine, v: Value) -> R {
    Ok(match m.payload(v) {
        Value::TRUE => Value::small_wrapping(1),
        Value::FALSE => Value::small_wrapping(0),
        own => own,
    })
}

/// `repr(v)` of a number.
pub fn repr(m: &mut Machine, v: Value) -> R {
    match v {
        Value::TRUE => return Ok(Value::name(crate::names::n::True)),
        Value::FALSE => return Ok(Value::name(crate::names::n::False)),
        _ => {}
    }
    match rank(m, v) {
        Some(1) => types::float::repr(m, v),
        Some(2) => types::complex::repr(m, v),
        _ => types::int::repr(m, v),
    }
}

/// `format(v, spec)` of a number.
pub fn format(m: &mut Machine, v: Value, spec: Value) -> R {
    let Some(text) = m.str_bytes(spec) else {
        return Err(m.type_error(&[
            Piece::S("__format__() argument must be str, not "),
            Piece::T(spec),
        ]));
    };
    if text.is_empty() {
        return m.str(v);
    }
    let own = m.payload(v);
    match rank(m, own) {
        Some(1) => types::float::format(m, own, spec),
        Some(2) => types::complex::format(m, own, spec),
        _ => types::int::format(m, own, spec),
    }
}

/// The members that int, float and complex have alike, and then the type's own.
macro_rules! number_members {
    ($($own:expr,)*) => {{
        use $crate::types::number;
        &[
            method(n::__add__, number::add, 2, 2),
            method(n::__radd__, number::radd, 2, 2),
            method(n::__sub__, number::sub, 2, 2),
            method(n::__rsub__, number::rsub, 2, 2),
            method(n::__mul__, number::mul, 2, 2),
            method(n::__rmul__, number::rmul, 2, 2),
            method(n::__truediv__, number::truediv, 2, 2),
            method(n::__rtruediv__, number::rtruediv, 2, 2),
            method(n::__pow__, number::pow, 2, 3),
            method(n::__rpow__, number::rpow, 2, 3),
            method(n::__neg__, number::neg, 1, 1),
            method(n::__pos__, number::pos, 1, 1),
            method(n::__abs__, number::abs, 1, 1),
            method(n::__bool__, number::truth, 1, 1),
            method(n::__hash__, number::hash, 1, 1),
            method(n::__eq__, number::eq, 2, 2),
            method(n::__ne__, number::ne, 2, 2),
            method(n::__lt__, number::lt, 2, 2),
            method(n::__le__, number::le, 2, 2),
            method(n::__gt__, number::gt, 2, 2),
            method(n::__ge__, number::ge, 2, 2),
            $($own,)*
        ]
    }};
}

pub(crate) use number_members;
