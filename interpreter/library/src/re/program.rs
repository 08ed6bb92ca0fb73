//! A compiled pattern: little-endian 32-bit words without addresses, so that they can lie anywhere, in the heap or in flash.
//! Here is what the words mean: the header, the instructions, the table of names.
//!
//! An instruction is one word, `opcode | operand << 8`, and the words its opcode says. Targets count words from the program's start.

/// Flags as Python numbers them.
pub mod flag {
    pub const IGNORECASE: u32 = 2;
    pub const LOCALE: u32 = 4;
    pub const MULTILINE: u32 = 8;
    pub const DOTALL: u32 = 16;
    pub const UNICODE: u32 = 32;
    pub const VERBOSE: u32 = 64;
    pub const DEBUG: u32 = 128;
    pub const ASCII: u32 = 256;
}

/// Words of the header.
pub(super) mod header {
    /// Flags, and bit 31 for a bytes pattern.
    pub const FLAGS: u32 = 0;
    /// The count of groups with group 0.
    pub const GROUPS: u32 = 1;
    /// Slots: two per group, the last group closed, registers of loops and lookarounds.
    pub const SLOTS: u32 = 2;
    /// Where the table of names is.
    pub const NAMES: u32 = 3;
    /// A [`super::search`] strategy with its operand, and where its data is.
    pub const SEARCH: u32 = 4;
    pub const SEARCH_DATA: u32 = 5;
    /// The least count of characters in a match.
    pub const MIN_WIDTH: u32 = 6;
    pub const LENGTH: u32 = 7;
    pub const BYTES: u32 = 1 << 31;
}

/// How places for a match are found.
pub(super) mod search {
    /// Every place.
    pub const EVERYWHERE: u32 = 0;
    /// Only the start of the text.
    pub const START: u32 = 1;
    /// The start of the text and after newlines.
    pub const LINES: u32 = 2;
    /// Where the data, a literal of `operand` bytes, is found; the upper byte of its place says which of them is the rarest.
    pub const LITERAL: u32 = 3;
    /// Where a byte of the data, 256 bits, is found.
    pub const BYTES: u32 = 4;
    /// Behind where the data, a literal of `operand` bytes, is found.
    pub const BEHIND: u32 = 6;
    /// Where one of three bytes in the operand is found (some may be the same).
    pub const FEW: u32 = 5;
}

/// Zero-width assertions.
pub(super) mod at {
    pub const START: u32 = 0;
    pub const LINE_START: u32 = 1;
    pub const END: u32 = 2;
    pub const LINE_END: u32 = 3;
    pub const ABSOLUTE_END: u32 = 4;
    pub const BOUNDARY: u32 = 5;
    pub const NO_BOUNDARY: u32 = 6;
    pub const ASCII_BOUNDARY: u32 = 7;
    pub const ASCII_NO_BOUNDARY: u32 = 8;
}

macro_rules! opcodes {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Opcode { $($(#[$doc])* $name,)* }

        impl Opcode {
            /// The opcode of an instruction word; an unknown one is a `Fail`.
            #[inline(always)]
            pub fn of(word: u32) -> Opcode {
                const ALL: &[Opcode] = &[$(Opcode::$name,)*];
                match ALL.get((word & 0xff) as usize) {
                    Some(opcode) => *opcode,
                    None => Opcode::Fail,
                }
            }
        }
    };
}

opcodes! {
    /// No match this way.
    Fail,
    /// The end of the pattern.
    Match,
    /// One character: the operand.
    Char,
    /// As many bytes as the operand says, in the words that follow.
    Literal,
    /// One character that folds to the operand.
    Fold,
    /// The same for ASCII letters only.
    FoldAscii,
    /// Any character but the operand.
    NotChar,
    /// Any character but a newline.
    Any,
    /// Any character.
    All,
    /// A character of the category in the operand.
    Category,
    /// A character of the set in as many words as the operand says.
    Set,
    /// Goes on behind itself, and if that fails at the target.
    Split,
    /// Goes on at the target, and if that fails behind itself.
    SplitTo,
    Jump,
    /// Notes the position in the slot of the operand: a group's start ...
    Open,
    /// ... or its end.
    Close,
    /// Repeats the one-character instruction three words on, greedily: the operand is where to go on, then least and greatest count.
    Greedy,
    Lazy,
    /// Without giving anything back.
    Possessive,
    /// Starts the loop whose register is the operand.
    LoopStart,
    /// The head of a loop whose register is the operand: least and greatest count, where to go on. The body follows, and jumps back.
    Loop,
    LazyLoop,
    /// An assertion of `at`.
    At,
    /// Lookahead: register in the operand, then the target behind its end.
    Look,
    LookEnd,
    /// Negative lookahead: register in the operand, then the target behind its end.
    LookNot,
    LookNotEnd,
    /// Goes back as many characters as the operand says.
    Back,
    Atomic,
    AtomicEnd,
    /// The text of the group in the operand once more.
    Backreference,
    BackreferenceFold,
    BackreferenceFoldAscii,
    /// Goes to the target in the next word unless the group in the operand took part.
    Unless,
}

/// Registers: a loop has its count and the position where its last round started; a lookaround or an atomic group has the height of
/// the stack and the position.
pub(super) const REGISTER_SLOTS: u32 = 2;

/// A program to be run. Only what `compile` has written may be behind it; anything else gives nonsense, though never a panic.
#[derive(Clone, Copy)]
pub struct Program<'a> {
    bytes: &'a [u8],
}

impl<'a> Program<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Program { bytes }
    }

    #[inline(always)]
    pub(super) fn word(self, at: u32) -> u32 {
        let at = at as usize * 4;
        match self.bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            Some(word) => u32::from_le_bytes(*word),
            None => 0,
        }
    }

    /// `length` bytes from the word `at` on.
    pub(super) fn literal(self, at: u32, length: u32) -> &'a [u8] {
        let at = at as usize * 4;
        self.bytes.get(at..at + length as usize).unwrap_or_default()
    }

    /// The flags as `Pattern.flags` has them.
    pub fn flags(self) -> u32 {
        self.word(header::FLAGS) & !header::BYTES
    }

    /// Whether it is a bytes pattern.
    pub fn is_bytes(self) -> bool {
        self.word(header::FLAGS) & header::BYTES != 0
    }

    /// The count of groups, without group 0.
    pub fn groups(self) -> u32 {
        self.word(header::GROUPS).saturating_sub(1)
    }

    /// Words that a match needs before its stack begins.
    pub fn slots(self) -> usize {
        self.word(header::SLOTS) as usize
    }

    /// Names and the numbers of their groups, in the order of the pattern.
    pub fn names(self) -> Names<'a> {
        let table = self.word(header::NAMES);
        Names {
            program: self,
            at: table + 1,
            left: self.word(table),
        }
    }

    /// The number of the group with that name.
    pub fn group(self, name: &[u8]) -> Option<u32> {
        self.names()
            .find(|(_, its)| *its == name)
            .map(|(group, _)| group)
    }
}

/// Entries of the table of names: a word for the group, one for the length in bytes, the name.
pub struct Names<'a> {
    program: Program<'a>,
    at: u32,
    left: u32,
}

impl<'a> Iterator for Names<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let group = self.program.word(self.at);
        let length = self.program.word(self.at + 1);
        let name = self.program.literal(self.at + 2, length);
        self.at += 2 + length.div_ceil(4);
        Some((group, name))
    }
}
