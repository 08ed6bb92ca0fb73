//! Pattern text to tree: sequences, alternatives, repetitions. Groups are in `parse_group`, sets and escapes in `parse_set` and
//! `escape`. Nesting is kept on the scratch's stack, so that no pattern is too deep for the native one.

use super::case;
use super::error::{Error, ErrorKind, Failure};
use super::escape::Escape;
use super::program::{at, flag};
use super::scratch::Scratch;
use super::text;
use super::tree::{self, ENDLESS, Kind, Node, field, greed, mode};

/// CPython's largest count; it stands for "no limit" there, and greater ones are an OverflowError.
const MAX_REPEAT: u64 = u32::MAX as u64;

pub(super) struct Parser<'p, 's, 'w> {
    pub pattern: &'p [u8],
    pub bytes: bool,
    /// Byte offset of the next character.
    pub at: usize,
    pub tree: &'s mut Scratch<'w>,
    /// Flags of the whole pattern.
    pub flags: u32,
    /// Number of the next capture.
    pub groups: u32,
    /// The capture opened last; each knows the one before.
    pub last_capture: Node,
    /// The conditional seen last; each knows the one before.
    pub last_conditional: Node,
    pub frame: Frame,
    /// A lookbehind has no fixed width: an error when nothing else is one.
    pub bad_lookbehind: bool,
    /// Unfinished groups around the present one.
    pub depth: u32,
}

/// The group being read.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub group: Node,
    pub branch: Node,
    /// The branch's last item and the one before it; 0 where there is none.
    pub last: Node,
    pub before_last: Node,
    pub flags: u32,
    /// Where the parenthesis is.
    pub start: u32,
    /// Inside a lookbehind: the first capture that cannot be referred to; else 0.
    pub lookbehind: u32,
}

/// What a parse gives apart from the tree.
pub(super) struct Parsed {
    pub root: Node,
    pub flags: u32,
    pub groups: u32,
    pub last_capture: Node,
}

/// Reads a whole pattern. `flags` are checked and complete, as `compile` was given them.
pub(super) fn parse(
    pattern: &[u8],
    bytes: bool,
    flags: u32,
    tree: &mut Scratch,
) -> Result<Parsed, Failure> {
    // Node 0 is "none": nothing may have that index.
    tree.add(0)?;
    let branch = tree::add(tree, Kind::Branch, 0, 0, &[0])?;
    let root = tree::add(tree, Kind::Group, 0, 0, &[branch, 0, 0, 0, 0, 0, 1])?;
    let mut parser = Parser {
        pattern,
        bytes,
        at: 0,
        tree,
        flags,
        groups: 1,
        last_capture: 0,
        last_conditional: 0,
        frame: Frame {
            group: root,
            branch,
            last: 0,
            before_last: 0,
            flags,
            start: 0,
            lookbehind: 0,
        },
        bad_lookbehind: false,
        depth: 0,
    };
    if let Err(failure) = parser.run() {
        // A backslash at the very end is noticed while what stands before it is read.
        let backslashes = pattern
            .iter()
            .rev()
            .take_while(|byte| **byte == b'\\')
            .count();
        let last = pattern.len().saturating_sub(1);
        return match failure {
            Failure::Error(_) if backslashes % 2 == 1 && parser.at >= last => {
                Err(Error::new(ErrorKind::EscapeAtEnd, last).into())
            }
            _ => Err(failure),
        };
    }
    Ok(Parsed {
        root,
        flags: parser.flags,
        groups: parser.groups,
        last_capture: parser.last_capture,
    })
}

impl Parser<'_, '_, '_> {
    fn run(&mut self) -> Result<(), Failure> {
        while let Some(char) = self.take() {
            let verbose = self.frame.flags & flag::VERBOSE != 0;
            match char {
                0x20 | 0x09..=0x0d if verbose => {}
                0x23 if verbose => self.skip_line(),
                _ => self.item(char)?,
            }
        }
        if self.depth > 0 {
            return Err(
                Error::new(ErrorKind::MissingParenthesis, self.frame.start as usize).into(),
            );
        }
        self.end_group()?;
        self.check_conditionals()?;
        match self.bad_lookbehind {
            true => Err(Error::nowhere(ErrorKind::LookbehindWidth).into()),
            false => Ok(()),
        }
    }

    fn item(&mut self, char: u32) -> Result<(), Failure> {
        let start = self.at - text::encode_length(self.bytes, char);
        match char::from_u32(char).unwrap_or('\0') {
            '|' => self.next_branch(),
            ')' => self.close(start),
            '(' => self.open(start),
            '[' => self.set(start),
            '\\' => {
                let node = self.escaped(start)?;
                self.append(node)
            }
            '.' => {
                let all = self.frame.flags & flag::DOTALL != 0;
                let mode = if all { mode::ALL } else { 0 };
                let node = tree::add(self.tree, Kind::Any, mode, 0, &[])?;
                self.append(node)
            }
            '^' => {
                let multiline = self.frame.flags & flag::MULTILINE != 0;
                self.anchor(if multiline { at::LINE_START } else { at::START })
            }
            '$' => {
                let multiline = self.frame.flags & flag::MULTILINE != 0;
                self.anchor(if multiline { at::LINE_END } else { at::END })
            }
            '*' => self.repeat(start, 0, ENDLESS),
            '+' => self.repeat(start, 1, ENDLESS),
            '?' => self.repeat(start, 0, 1),
            '{' => match self.counts()? {
                Some((min, max)) => self.repeat(start, min, max),
                None => self.literal(char),
            },
            _ => self.literal(char),
        }
    }

    fn anchor(&mut self, at: u32) -> Result<(), Failure> {
        let node = tree::add(self.tree, Kind::At, 0, at, &[])?;
        self.append(node)
    }

    fn literal(&mut self, char: u32) -> Result<(), Failure> {
        let node = self.char_node(char)?;
        self.append(node)
    }

    /// A node for one character under the present flags.
    pub fn char_node(&mut self, char: u32) -> Result<Node, Failure> {
        let mode = self.fold_mode();
        let cased = match mode {
            0 => false,
            mode::FOLD => case::is_cased(char),
            _ => char < 128 && (char as u8).is_ascii_alphabetic(),
        };
        Ok(if !cased {
            tree::add(self.tree, Kind::Char, 0, char, &[])?
        } else if mode & mode::ASCII != 0 {
            tree::add(self.tree, Kind::Char, mode, case::ascii_lower(char), &[])?
        } else {
            tree::add(self.tree, Kind::Char, mode, case::fold(char), &[])?
        })
    }

    /// How characters are compared here: 0, or the bits of `mode`.
    pub fn fold_mode(&self) -> u32 {
        let flags = self.frame.flags;
        match (flags & flag::IGNORECASE != 0, self.ascii()) {
            (false, _) => 0,
            (true, false) => mode::FOLD,
            (true, true) => mode::FOLD | mode::ASCII,
        }
    }

    pub fn ascii(&self) -> bool {
        self.bytes || self.frame.flags & flag::ASCII != 0
    }

    fn escaped(&mut self, start: usize) -> Result<Node, Failure> {
        match self.escape(start)? {
            Escape::Char(char) => self.char_node(char),
            Escape::Category(category) => {
                Ok(tree::add(self.tree, Kind::Category, 0, category, &[])?)
            }
            Escape::At(at) => Ok(tree::add(self.tree, Kind::At, 0, at, &[])?),
            Escape::Group(group) => self.backreference(group),
        }
    }

    /// A reference to a group that is known to exist and to be closed.
    pub fn backreference(&mut self, group: u32) -> Result<Node, Failure> {
        let (min, max) = self
            .capture(group)
            .map_or((0, 0), |node| self.tree.width(node));
        let mode = self.fold_mode();
        Ok(tree::add(
            self.tree,
            Kind::Backreference,
            mode,
            group,
            &[0, min, max],
        )?)
    }

    pub fn append(&mut self, node: Node) -> Result<(), Failure> {
        let frame = &mut self.frame;
        let link = match frame.last {
            0 => frame.branch + field::FIRST,
            last => last + 1,
        };
        self.tree.set(link, node);
        frame.before_last = frame.last;
        frame.last = node;
        Ok(())
    }

    /// `{m,n}` behind its brace; `None`, and nothing taken, when it is no repetition but plain text.
    fn counts(&mut self) -> Result<Option<(u32, u32)>, Failure> {
        let start = self.at;
        if self.peek() == Some(u32::from(b'}')) {
            return Ok(None);
        }
        let low = self.count();
        let high = if self.take_if(b',') {
            self.count()
        } else {
            low
        };
        if !self.take_if(b'}') {
            self.at = start;
            return Ok(None);
        }
        let too_large = |count: Option<u64>| count.is_some_and(|count| count >= MAX_REPEAT);
        if too_large(low) || too_large(high) {
            return Err(Error::nowhere(ErrorKind::RepetitionTooLarge).into());
        }
        let min = low.unwrap_or(0) as u32;
        let max = high.map_or(ENDLESS, |high| high as u32);
        if max < min {
            return Err(Error::new(ErrorKind::MinGreaterThanMax, start).into());
        }
        Ok(Some((min, max)))
    }

    fn count(&mut self) -> Option<u64> {
        let mut count = None;
        while let Some(digit @ b'0'..=b'9') = self.pattern.get(self.at).copied() {
            let before: u64 = count.unwrap_or(0);
            count = Some((before * 10 + u64::from(digit - b'0')).min(MAX_REPEAT));
            self.at += 1;
        }
        count
    }

    fn repeat(&mut self, start: usize, min: u32, max: u32) -> Result<(), Failure> {
        let item = self.frame.last;
        if item == 0 || self.tree.kind(item) == Kind::At {
            return Err(Error::new(ErrorKind::NothingToRepeat, start).into());
        }
        if self.tree.kind(item) == Kind::Repeat {
            return Err(Error::new(ErrorKind::MultipleRepeat, start).into());
        }
        let greed = if self.take_if(b'?') {
            greed::LAZY
        } else if self.take_if(b'+') {
            greed::POSSESSIVE
        } else {
            greed::GREEDY
        };
        let (low, high) = self.tree.width(item);
        let times = |width: u32, count: u32| match (width, count) {
            (0, _) | (_, 0) => 0,
            (ENDLESS, _) | (_, ENDLESS) => ENDLESS,
            (width, count) => width.saturating_mul(count),
        };
        let fields = [item, times(low, min), times(high, max), min, max];
        let node = tree::add(self.tree, Kind::Repeat, 0, greed, &fields)?;
        let link = match self.frame.before_last {
            0 => self.frame.branch + field::FIRST,
            before => before + 1,
        };
        self.tree.set(link, node);
        self.frame.last = node;
        Ok(())
    }

    fn skip_line(&mut self) {
        while self.take().is_some_and(|char| char != u32::from(b'\n')) {}
    }

    pub fn take(&mut self) -> Option<u32> {
        let (char, next) = text::next(self.bytes, self.pattern, self.at)?;
        self.at = next;
        Some(char)
    }

    pub fn peek(&self) -> Option<u32> {
        text::next(self.bytes, self.pattern, self.at).map(|(char, _)| char)
    }

    /// Bytes of the character at `at`, or of the backslash there and the character behind it.
    pub fn token_length(&self, at: usize) -> usize {
        let end = |at| text::next(self.bytes, self.pattern, at).map_or(at, |(_, next)| next);
        match self.pattern.get(at) {
            Some(b'\\') => end(at + 1) - at,
            _ => end(at) - at,
        }
    }

    pub fn take_if(&mut self, wanted: u8) -> bool {
        let is_it = self.pattern.get(self.at) == Some(&wanted);
        self.at += usize::from(is_it);
        is_it
    }
}
