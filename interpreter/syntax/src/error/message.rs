//! The messages, worded as CPython 3.12 words them. Without the feature `messages` the texts are left out.

use super::ErrorClass;
use core::fmt;

macro_rules! phrases {
    ($( $(#[$note:meta])* $name:ident { $($variant:ident = $text:literal),* $(,)? } )*) => { $(
        $(#[$note])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),* }

        impl $name {
            /// The words for it in a message.
            pub fn as_str(self) -> &'static str {
                match self { $( $name::$variant => $text ),* }
            }
        }
    )* };
}

phrases! {
    /// A kind of expression, as messages name it.
    Construct {
        Attribute = "attribute", Subscript = "subscript", Starred = "starred", Name = "name", List = "list",
        Tuple = "tuple", Lambda = "lambda", FunctionCall = "function call", Expression = "expression",
        GeneratorExpression = "generator expression", YieldExpression = "yield expression",
        AwaitExpression = "await expression", ListComprehension = "list comprehension",
        SetComprehension = "set comprehension", DictComprehension = "dict comprehension",
        DictLiteral = "dict literal", SetDisplay = "set display", FString = "f-string expression",
        Literal = "literal", True = "True", False = "False", None = "None", Ellipsis = "ellipsis",
        Comparison = "comparison", ConditionalExpression = "conditional expression",
        NamedExpression = "named expression",
    }
    /// What an indented block belongs to.
    Block {
        If = "'if' statement", Elif = "'elif' statement", Else = "'else' statement", For = "'for' statement",
        While = "'while' statement", With = "'with' statement", Try = "'try' statement",
        Except = "'except' statement", ExceptStar = "'except*' statement", Finally = "'finally' statement",
        Function = "function definition", Class = "class definition", Match = "'match' statement",
        Case = "'case' statement",
    }
}

macro_rules! messages {
    ($( $(#[$note:meta])* $variant:ident $({ $($field:ident : $type:ty),* })? [$class:ident] $text:literal $(, $value:expr)* ; )*) => {
        /// What is wrong with a program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Message {
            $( $(#[$note])* $variant $({ $($field: $type),* })? ),*
        }

        impl Message {
            /// The Python exception to raise.
            pub fn class(self) -> ErrorClass {
                match self { $( Message::$variant { .. } => ErrorClass::$class ),* }
            }
        }

        #[cfg(feature = "messages")]
        impl fmt::Display for Message {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match *self {
                    $( Message::$variant $({ $($field),* })? => write!(f, $text $(, $value)*), )*
                }
            }
        }
    };
}

#[cfg(not(feature = "messages"))]
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.class() {
            ErrorClass::SyntaxError => "invalid syntax",
            ErrorClass::IndentationError => "unexpected indent",
            ErrorClass::TabError => "inconsistent use of tabs",
            ErrorClass::RecursionError => "too deeply nested",
            ErrorClass::MemoryError => "program too large",
        })
    }
}

messages! {
    InvalidSyntax [SyntaxError] "invalid syntax";
    OutOfMemory [MemoryError] "not enough memory to parse the program";
    TooDeep [RecursionError] "maximum recursion depth exceeded during parsing";

    // Lexer
    NullByte [SyntaxError] "source code cannot contain null bytes";
    InvalidUtf8 [SyntaxError] "source code is not valid UTF-8";
    InvalidCharacter { character: char } [SyntaxError] "invalid character '{}' (U+{:04X})", character, character as u32;
    NonPrintableCharacter { character: char } [SyntaxError] "invalid non-printable character U+{:04X}", character as u32;
    AfterLineContinuation [SyntaxError] "unexpected character after line continuation character";
    UnexpectedEnd [SyntaxError] "unexpected EOF while parsing";
    TooManyParentheses [SyntaxError] "too many nested parentheses";
    Unmatched { closing: char } [SyntaxError] "unmatched '{}'", closing;
    NeverClosed { opening: char } [SyntaxError] "'{}' was never closed", opening;
    Mismatch { closing: char, opening: char } [SyntaxError]
        "closing parenthesis '{}' does not match opening parenthesis '{}'", closing, opening;
    MismatchOnLine { closing: char, opening: char, line: u32 } [SyntaxError]
        "closing parenthesis '{}' does not match opening parenthesis '{}' on line {}", closing, opening, line;
    UnterminatedString { line: u32 } [SyntaxError] "unterminated string literal (detected at line {})", line;
    UnterminatedTriple { line: u32 } [SyntaxError]
        "unterminated triple-quoted string literal (detected at line {})", line;
    InvalidNumber { base: &'static str } [SyntaxError] "invalid {} literal", base;
    InvalidDigit { digit: char, base: &'static str } [SyntaxError] "invalid digit '{}' in {} literal", digit, base;
    LeadingZeros [SyntaxError]
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";

    // Indentation
    UnexpectedIndent [IndentationError] "unexpected indent";
    UnindentMismatch [IndentationError] "unindent does not match any outer indentation level";
    TooManyIndents [IndentationError] "too many levels of indentation";
    InconsistentTabs [TabError] "inconsistent use of tabs and spaces in indentation";
    ExpectedBlock { block: Block, line: u32 } [IndentationError]
        "expected an indented block after {} on line {}", block.as_str(), line;

    // Strings
    BytesNotAscii [SyntaxError] "bytes can only contain ASCII literal characters";
    MixedBytes [SyntaxError] "cannot mix bytes and nonbytes literals";
    TruncatedEscape { escape: &'static str, from: u32, to: u32 } [SyntaxError]
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: truncated {} escape", from, to, escape;
    IllegalCharacterEscape { from: u32, to: u32 } [SyntaxError]
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: illegal Unicode character", from, to;
    MalformedNameEscape { from: u32, to: u32 } [SyntaxError]
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: malformed \\N character escape", from, to;
    InvalidBytesEscape { position: u32 } [SyntaxError] "(value error) invalid \\x escape at position {}", position;

    // f-strings
    UnterminatedFString { line: u32 } [SyntaxError] "unterminated f-string literal (detected at line {})", line;
    UnterminatedTripleFString { line: u32 } [SyntaxError]
        "unterminated triple-quoted f-string literal (detected at line {})", line;
    FStringExpecting [SyntaxError] "f-string: expecting '}}'";
    FStringSingleBrace [SyntaxError] "f-string: single '}}' is not allowed";
    FStringNested [SyntaxError] "f-string: expressions nested too deeply";
    FStringEmpty { before: char } [SyntaxError] "f-string: valid expression required before '{}'", before;
    FStringExpression [SyntaxError] "f-string: expecting a valid expression after '{{'";
    FStringAfterExpression [SyntaxError] "f-string: expecting '=', or '!', or ':', or '}}'";
    FStringAfterEqual [SyntaxError] "f-string: expecting '!', or ':', or '}}'";
    FStringAfterConversion [SyntaxError] "f-string: expecting ':' or '}}'";
    FStringConversionMissing [SyntaxError] "f-string: missing conversion character";
    FStringConversionSpace [SyntaxError] "f-string: conversion type must come right after the exclamation mark";
    FStringConversionInvalid [SyntaxError] "f-string: invalid conversion character";
    FStringConversion { character: char } [SyntaxError]
        "f-string: invalid conversion character '{}': expected 's', 'r', or 'a'", character;
    FStringLambda [SyntaxError] "f-string: lambda expressions are not allowed without parentheses";
    FStringMismatch { closing: char } [SyntaxError] "f-string: unmatched '{}'", closing;

    // Expressions
    ForgotComma [SyntaxError] "invalid syntax. Perhaps you forgot a comma?";
    ExpectedElse [SyntaxError] "expected 'else' after 'if' expression";
    MaybeEquals [SyntaxError] "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
    CannotAssign { construct: Construct } [SyntaxError] "cannot assign to {}", construct.as_str();
    CannotAssignHere { construct: Construct } [SyntaxError]
        "cannot assign to {} here. Maybe you meant '==' instead of '='?", construct.as_str();
    YieldAssign [SyntaxError] "assignment to yield expression not possible";
    CannotAssignDebug [SyntaxError] "cannot assign to __debug__";
    CannotAssignInNamed { construct: Construct } [SyntaxError]
        "cannot use assignment expressions with {}", construct.as_str();
    CannotDelete { construct: Construct } [SyntaxError] "cannot delete {}", construct.as_str();
    CannotAugment { construct: Construct } [SyntaxError]
        "'{}' is an illegal expression for augmented assignment", construct.as_str();
    StarredHere [SyntaxError] "cannot use starred expression here";
    DoubleStarredHere [SyntaxError] "cannot use double starred expression here";
    StarredTarget [SyntaxError] "starred assignment target must be in a list or tuple";
    SecondStarredTarget [SyntaxError] "multiple starred expressions in assignment";
    CannotDeleteDebug [SyntaxError] "cannot delete __debug__";
    StarredUnpack [SyntaxError] "can't use starred expression here";
    DictValueStarred [SyntaxError] "cannot use a starred expression in a dictionary value";
    DictValueMissing [SyntaxError] "expression expected after dictionary key and ':'";
    DictColonMissing [SyntaxError] "':' expected after dictionary key";
    ComprehensionUnpack [SyntaxError] "iterable unpacking cannot be used in comprehension";
    DictComprehensionUnpack [SyntaxError] "dict unpacking cannot be used in dict comprehension";
    ComprehensionTarget [SyntaxError] "did you forget parentheses around the comprehension target?";
    PositionalAfterKeyword [SyntaxError] "positional argument follows keyword argument";
    PositionalAfterUnpacking [SyntaxError] "positional argument follows keyword argument unpacking";
    IterableAfterUnpacking [SyntaxError] "iterable argument unpacking follows keyword argument unpacking";
    GeneratorParentheses [SyntaxError] "Generator expression must be parenthesized";
    KeywordIsExpression [SyntaxError] "expression cannot contain assignment, perhaps you meant \"==\"?";
    KeywordIsConstant { construct: Construct } [SyntaxError] "cannot assign to {}", construct.as_str();

    // Parameters
    ParameterDefaultOrder [SyntaxError] "non-default argument follows default argument";
    ParameterParentheses [SyntaxError] "Function parameters cannot be parenthesized";
    LambdaParameterParentheses [SyntaxError] "Lambda expression parameters cannot be parenthesized";
    NamedAfterStar [SyntaxError] "named arguments must follow bare *";
    VarArgsDefault [SyntaxError] "var-positional argument cannot have default value";
    VarArgsTwice [SyntaxError] "* argument may appear only once";
    KwArgsDefault [SyntaxError] "var-keyword argument cannot have default value";
    AfterKwArgs [SyntaxError] "arguments cannot follow var-keyword argument";
    SlashTwice [SyntaxError] "/ may appear only once";
    SlashAfterStar [SyntaxError] "/ must be ahead of *";
    SlashFirst [SyntaxError] "at least one argument must precede /";
    CommaBeforeStar [SyntaxError] "expected comma between / and *";
    DefaultMissing [SyntaxError] "expected default value expression";
    TypeParamsEmpty [SyntaxError] "Type parameter list cannot be empty";
    TypeParamBound { stars: &'static str } [SyntaxError] "cannot use bound with {}", stars;

    // Statements
    ExpectedColon [SyntaxError] "expected ':'";
    ExpectedParenthesis [SyntaxError] "expected '('";
    MissingParentheses { exec: bool } [SyntaxError]
        "Missing parentheses in call to '{0}'. Did you mean {0}(...)?", if exec { "exec" } else { "print" };
    OnlySingleTarget { construct: Construct } [SyntaxError]
        "only single target (not {}) can be annotated", construct.as_str();
    IllegalAnnotation [SyntaxError] "illegal target for annotation";
    ExpectedExcept [SyntaxError] "expected 'except' or 'finally' block";
    MixedExcept [SyntaxError] "cannot have both 'except' and 'except*' on the same 'try'";
    ExceptStarType [SyntaxError] "expected one or more exception types";
    ExceptParentheses [SyntaxError] "multiple exception types must be parenthesized";
    TrailingImportComma [SyntaxError] "trailing comma not allowed without surrounding parentheses";
    MultipleStatements [SyntaxError] "multiple statements found while compiling a single statement";

    // Patterns
    PatternTarget [SyntaxError] "invalid pattern target";
    PatternWildcardTarget [SyntaxError] "cannot use '_' as a target";
    PatternPositionalAfterKeyword [SyntaxError] "positional patterns follow keyword patterns";
    PatternRealNumber [SyntaxError] "real number required in complex literal";
    PatternImaginaryNumber [SyntaxError] "imaginary number required in complex literal";
    PatternSecondStar [SyntaxError] "multiple starred names in sequence pattern";
    PatternFString [SyntaxError] "patterns may only match literals and attribute lookups";
}
