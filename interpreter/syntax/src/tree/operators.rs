//! Operators and other small choices that fit beside a node's tag.

/// A value of at most four bits, kept in the header of a node.
pub(crate) trait Aux: Copy {
    fn to_bits(self) -> u32;
    fn from_bits(bits: u32) -> Self;
}

impl Aux for bool {
    fn to_bits(self) -> u32 {
        self as u32
    }
    fn from_bits(bits: u32) -> Self {
        bits != 0
    }
}

macro_rules! choices {
    ($( $(#[$note:meta])* $name:ident { $first:ident $(= $first_text:literal)? $(, $variant:ident $(= $text:literal)? )* $(,)? } )*) => { $(
        $(#[$note])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $name { $first $(, $variant)* }

        impl Aux for $name {
            #[inline]
            fn to_bits(self) -> u32 {
                self as u32
            }
            #[inline]
            fn from_bits(bits: u32) -> Self {
                const ALL: &[$name] = &[$name::$first $(, $name::$variant)*];
                ALL.get(bits as usize).copied().unwrap_or($name::$first)
            }
        }

        impl $name {
            /// As it is written in a program, or its name where it is not written.
            pub fn as_str(self) -> &'static str {
                match self {
                    $name::$first => choices!(@text $first $($first_text)?),
                    $( $name::$variant => choices!(@text $variant $($text)?), )*
                }
            }
        }
    )* };
    (@text $name:ident $text:literal) => { $text };
    (@text $name:ident) => { stringify!($name) };
}

choices! {
    /// Operators of `BinOp` and `AugAssign`.
    Operator {
        Add = "+", Sub = "-", Mult = "*", MatMult = "@", Div = "/", Mod = "%", Pow = "**", LShift = "<<",
        RShift = ">>", BitOr = "|", BitXor = "^", BitAnd = "&", FloorDiv = "//",
    }
    /// Operators of `UnaryOp`.
    UnaryOperator { Invert = "~", Not = "not", UAdd = "+", USub = "-" }
    /// Operators of `BoolOp`.
    BoolOperator { And = "and", Or = "or" }
    /// Operators of `Compare`.
    CompareOperator {
        Eq = "==", NotEq = "!=", Lt = "<", LtE = "<=", Gt = ">", GtE = ">=", Is = "is", IsNot = "is not", In = "in",
        NotIn = "not in",
    }
    /// Constants with a name (`...` too).
    Singleton { None, True, False, Ellipsis = "..." }
    /// Number literals.
    NumberKind { Integer, Float, Imaginary }
    /// `!s`, `!r`, `!a` of a replacement field.
    Conversion { None = "", Str = "!s", Repr = "!r", Ascii = "!a" }
    /// How the text between two replacement fields is to be read: with backslash escapes, or as it is (raw f-strings,
    /// and the `x=` of a self-documenting field).
    TextKind { Escaped, Raw }
    /// What a parameter takes.
    ParameterKind {
        PositionalOnly, Positional, VarArgs = "*", KeywordOnly, KwArgs = "**",
    }
}

/// The prefix and the quotes of a string literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct StringPrefix(u8);

impl StringPrefix {
    pub(crate) const RAW: u8 = 1;
    pub(crate) const BYTES: u8 = 2;
    pub(crate) const ESCAPES: u8 = 4;
    pub(crate) const TRIPLE: u8 = 8;

    pub(crate) fn new(bits: u8) -> Self {
        StringPrefix(bits & 15)
    }

    /// `r'…'`: backslashes are text.
    pub fn is_raw(self) -> bool {
        self.0 & Self::RAW != 0
    }

    /// `b'…'`.
    pub fn is_bytes(self) -> bool {
        self.0 & Self::BYTES != 0
    }

    /// Whether the content holds a backslash or a carriage return: without, it is to be taken as it is.
    pub fn has_escapes(self) -> bool {
        self.0 & Self::ESCAPES != 0
    }

    /// Three quotes on either side.
    pub fn is_triple(self) -> bool {
        self.0 & Self::TRIPLE != 0
    }
}

impl Aux for StringPrefix {
    #[inline]
    fn to_bits(self) -> u32 {
        self.0 as u32
    }
    #[inline]
    fn from_bits(bits: u32) -> Self {
        StringPrefix(bits as u8 & 15)
    }
}
