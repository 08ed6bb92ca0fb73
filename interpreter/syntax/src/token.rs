//! Tokens: what the lexer hands to the parser.

macro_rules! kinds {
    ($($name:ident = $text:literal $(, $precedence:literal)?;)*) => {
        /// What a token is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Kind { $($name),* }

        /// How tightly an infix operator binds; 0 for everything else.
        const PRECEDENCE: &[u8] = &[$( kinds!(@precedence $($precedence)?) ),*];

        impl Kind {
            /// As it is written in a program; a description where there is no one way to write it.
            #[allow(dead_code)]
            pub(crate) fn as_str(self) -> &'static str {
                const TEXT: &[&str] = &[$($text),*];
                TEXT.get(self as usize).copied().unwrap_or("")
            }
        }
    };
    (@precedence $precedence:literal) => { $precedence };
    (@precedence) => { 0 };
}

kinds! {
    End = "end of file"; Newline = "newline"; Name = "name"; Integer = "integer"; Float = "float";
    Imaginary = "imaginary"; Str = "string"; FString = "f-string"; Unknown = "character of no token";
    LParen = "("; RParen = ")"; LBracket = "["; RBracket = "]"; LBrace = "{"; RBrace = "}";
    Comma = ","; Colon = ":"; Semicolon = ";"; Dot = "."; Ellipsis = "..."; Arrow = "->"; Equal = "=";
    ColonEqual = ":="; Exclamation = "!"; Tilde = "~";
    Plus = "+", 9; Minus = "-", 9; Star = "*", 10; At = "@", 10; Slash = "/", 10; Percent = "%", 10;
    DoubleStar = "**"; LShift = "<<", 8; RShift = ">>", 8; Bar = "|", 5; Caret = "^", 6; Ampersand = "&", 7;
    DoubleSlash = "//", 10;
    PlusEqual = "+="; MinusEqual = "-="; StarEqual = "*="; AtEqual = "@="; SlashEqual = "/="; PercentEqual = "%=";
    DoubleStarEqual = "**="; LShiftEqual = "<<="; RShiftEqual = ">>="; BarEqual = "|="; CaretEqual = "^=";
    AmpersandEqual = "&="; DoubleSlashEqual = "//=";
    EqEqual = "==", 4; NotEqual = "!=", 4; Less = "<", 4; LessEqual = "<=", 4; Greater = ">", 4; GreaterEqual = ">=", 4;
    Is = "is", 4; In = "in", 4; Not = "not", 4;
    And = "and", 2; Or = "or", 1;
    False = "False"; None = "None"; True = "True"; As = "as"; Assert = "assert"; Async = "async"; Await = "await";
    Break = "break"; Class = "class"; Continue = "continue"; Def = "def"; Del = "del"; Elif = "elif"; Else = "else";
    Except = "except"; Finally = "finally"; For = "for"; From = "from"; Global = "global"; If = "if";
    Import = "import"; Lambda = "lambda"; Nonlocal = "nonlocal"; Pass = "pass"; Raise = "raise"; Return = "return";
    Try = "try"; While = "while"; With = "with"; Yield = "yield";
}

/// Levels of [`Kind::precedence`] that the parser asks about by name.
pub(crate) mod precedence {
    pub(crate) const OR: u8 = 1;
    pub(crate) const AND: u8 = 2;
    pub(crate) const NOT: u8 = 3;
    pub(crate) const COMPARE: u8 = 4;
    pub(crate) const BIT_OR: u8 = 5;
}

impl Kind {
    #[inline]
    pub(crate) fn precedence(self) -> u8 {
        PRECEDENCE.get(self as usize).copied().unwrap_or(0)
    }

    /// Whether an expression can begin with this token.
    pub(crate) fn starts_expression(self) -> bool {
        use Kind::*;
        matches!(
            self,
            Name | Integer
                | Float
                | Imaginary
                | Str
                | FString
                | LParen
                | LBracket
                | LBrace
                | Ellipsis
                | Tilde
                | Plus
                | Minus
                | Not
                | False
                | None
                | True
                | Await
                | Lambda
        )
    }
}

/// A token and where it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// Whether it begins a logical line.
    pub(crate) first: bool,
    /// For strings: the bits of a `StringPrefix`.
    pub(crate) prefix: u8,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) line: u32,
}

impl Token {
    pub(crate) const NOTHING: Token = Token {
        kind: Kind::Newline,
        first: false,
        prefix: 0,
        start: 0,
        end: 0,
        line: 1,
    };
}

pub(crate) const fn pack(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut packed = 0;
    let mut at = bytes.len();
    while at > 0 {
        at -= 1;
        packed = packed << 8 | bytes[at] as u64;
    }
    packed
}

/// The keyword spelled by up to eight ASCII bytes packed low byte first, or `Name`.
pub(crate) fn keyword(packed: u64) -> Kind {
    macro_rules! look_up {
        ($($kind:ident $text:literal),* $(,)?) => {{
            #[allow(non_upper_case_globals)]
            mod packed_words { $( pub(super) const $kind: u64 = crate::token::pack($text); )* }
            match packed { $( packed_words::$kind => Kind::$kind, )* _ => Kind::Name }
        }};
    }
    look_up!(
        Is "is", In "in", Not "not", And "and", Or "or", False "False", None "None", True "True", As "as",
        Assert "assert", Async "async", Await "await", Break "break", Class "class", Continue "continue", Def "def",
        Del "del", Elif "elif", Else "else", Except "except", Finally "finally", For "for", From "from",
        Global "global", If "if", Import "import", Lambda "lambda", Nonlocal "nonlocal", Pass "pass", Raise "raise",
        Return "return", Try "try", While "while", With "with", Yield "yield",
    )
}
