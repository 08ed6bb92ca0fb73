//! Sets in brackets: their characters, ranges and categories, gathered into the words that `class` reads.

use super::case;
use super::class::{self, flags};
use super::error::{Error, ErrorKind, Failure};
use super::escape::Escape;
use super::parse::Parser;
use super::tree::{self, Kind, Node, field, mode};

/// The last character there is.
const LAST: u32 = 0x10ffff;

/// One member of a set.
enum Member {
    Char(u32),
    Category(u32),
}

/// A set that grows: the bitmap here, the ranges at the scratch's end.
struct Set {
    node: Node,
    map: [u32; 8],
    bits: u32,
    fold: u32,
    /// How many members were added, and the last one, if it was a character or a category alone.
    members: u32,
    only: Option<Member>,
}

impl Set {
    fn mark(&mut self, char: u32) {
        if let Some(word) = self.map.get_mut((char >> 5) as usize) {
            *word |= 1 << (char & 31);
        }
    }
}

impl Parser<'_, '_, '_> {
    /// A set whose opening bracket, at `start`, is taken.
    pub fn set(&mut self, start: usize) -> Result<(), Failure> {
        let words = if self.bytes {
            class::BYTE_WORDS
        } else {
            class::TEXT_WORDS
        };
        let node = tree::add(self.tree, Kind::Set, 0, 0, &[0])?;
        for _ in 0..words {
            self.tree.add(0)?;
        }
        let mut set = Set {
            node,
            map: [0; 8],
            bits: 0,
            fold: self.fold_mode(),
            members: 0,
            only: None,
        };
        let negate = self.take_if(b'^');
        let mut first = true;
        loop {
            let from = self.at;
            if self.take_if(b']') && !first {
                break;
            }
            self.at = from;
            first = false;
            let low = self.member(start)?;
            let dash = self.at;
            if !self.take_if(b'-') {
                self.add_member(&mut set, low)?;
                continue;
            }
            if self.peek() == Some(u32::from(b']')) {
                self.at = dash;
                self.add_member(&mut set, low)?;
                continue;
            }
            let high = self.member(start)?;
            match (low, high) {
                (Member::Char(low), Member::Char(high)) if low <= high => {
                    self.add_range(&mut set, low, high)?;
                }
                _ => return Err(self.bad_range(from, dash + 1)),
            }
        }
        self.finish(set, negate)
    }

    /// Escapes are quoted with one character only, and the place is counted back by that.
    fn bad_range(&self, low: usize, high: usize) -> Failure {
        let low_end = low + self.token_length(low);
        let high_end = high + self.token_length(high);
        let kind = ErrorKind::BadRange {
            high: (high as u32, high_end as u32),
        };
        let quoted = low_end - low + 1 + high_end - high;
        Error::quoting(kind, self.at - quoted, low, low_end).into()
    }

    fn member(&mut self, start: usize) -> Result<Member, Failure> {
        let from = self.at;
        match self.take() {
            None => Err(Error::new(ErrorKind::UnterminatedSet, start).into()),
            Some(0x5c) => Ok(match self.set_escape(from)? {
                Escape::Category(category) => Member::Category(category),
                Escape::Char(char) | Escape::At(char) | Escape::Group(char) => Member::Char(char),
            }),
            Some(char) => Ok(Member::Char(char)),
        }
    }

    fn add_member(&mut self, set: &mut Set, member: Member) -> Result<(), Failure> {
        match member {
            Member::Char(char) => self.add_range(set, char, char)?,
            Member::Category(category) => {
                for (word, bits) in set.map.iter_mut().zip(class::category_bitmap(category)) {
                    *word |= bits;
                }
                set.members += 1;
                if category & class::ASCII == 0 {
                    set.bits |= 1 << (flags::CATEGORY + category);
                } else if category & class::NOT != 0 {
                    self.add_wide(set, 128, LAST)?;
                }
            }
        }
        set.only = Some(member);
        Ok(())
    }

    fn add_range(&mut self, set: &mut Set, low: u32, high: u32) -> Result<(), Failure> {
        set.members += 1;
        set.only = None;
        let narrow = if self.bytes { 255 } else { 127 };
        for char in low..=high.min(narrow) {
            set.mark(char);
            if set.fold != 0 && char < 128 {
                set.mark(case::lower(char));
                set.mark(case::upper(char));
            }
        }
        if high > narrow {
            self.add_wide(set, low.max(128), high)?;
        }
        if set.fold == mode::FOLD {
            self.add_variants(set, low, high)?;
        }
        Ok(())
    }

    /// The other cases of what a range holds, as far as looking at a text's character alone does not find them.
    fn add_variants(&mut self, set: &mut Set, low: u32, high: u32) -> Result<(), Failure> {
        // The four characters beyond ASCII that fold into it.
        for char in [0x130, 0x131, 0x17f, 0x212a] {
            let folded = case::fold(char);
            if (low..=high).contains(&char) {
                set.mark(folded);
                set.mark(case::upper(folded));
            }
        }
        if low == high && low >= 128 {
            for variant in [case::lower(low), case::upper(low), case::fold(low)] {
                if variant != low && variant >= 128 {
                    self.add_wide(set, variant, variant)?;
                }
            }
        }
        Ok(())
    }

    /// Adds a range beyond ASCII, at its place among the others.
    fn add_wide(&mut self, set: &Set, low: u32, high: u32) -> Result<(), Failure> {
        if self.bytes {
            return Ok(());
        }
        let first = set.node + field::SET + class::TEXT_WORDS;
        let mut at = self.tree.add_all(&[low, high])?;
        while at > first && self.tree.get(at - 2) > low {
            self.tree.swap(at - 2, at);
            self.tree.swap(at - 1, at + 1);
            at -= 2;
        }
        Ok(())
    }

    /// Joins ranges that touch.
    fn join_ranges(&mut self, first: u32) -> u32 {
        let end = self.tree.len();
        let (mut to, mut from) = (first, first);
        while from < end {
            let (low, high) = (self.tree.get(from), self.tree.get(from + 1));
            if to > first && low <= self.tree.get(to - 1).saturating_add(1) {
                let joined = high.max(self.tree.get(to - 1));
                self.tree.set(to - 1, joined);
            } else {
                self.tree.set(to, low);
                self.tree.set(to + 1, high);
                to += 2;
            }
            from += 2;
        }
        self.tree.truncate(to);
        (to - first) / 2
    }

    fn finish(&mut self, mut set: Set, negate: bool) -> Result<(), Failure> {
        if set.members == 1
            && let Some(only) = set.only.take()
            && let Some(node) = self.plain(&set, only, negate)?
        {
            return self.append(node);
        }
        let words = set.node + field::SET;
        let mut count = class::BYTE_WORDS;
        if !self.bytes {
            let ranges = self.join_ranges(words + class::TEXT_WORDS);
            if ranges > 0xffff {
                return Err(Error::nowhere(ErrorKind::TooLarge).into());
            }
            count = class::TEXT_WORDS + ranges * 2;
            let fold = if set.fold == mode::FOLD {
                flags::FOLD
            } else {
                0
            };
            let not = if negate { flags::NEGATE } else { 0 };
            self.tree
                .set(words + 4, set.bits | fold | not | ranges << flags::RANGES);
        }
        let map_words = if self.bytes { 8 } else { 4 };
        for (at, word) in set.map.iter().take(map_words).enumerate() {
            let word = if negate { !word } else { *word };
            self.tree.set(words + at as u32, word);
        }
        self.tree.set(set.node + field::COUNT, count);
        self.append(set.node)
    }

    /// A set of one character or one category needs no words.
    fn plain(&mut self, set: &Set, only: Member, negate: bool) -> Result<Option<Node>, Failure> {
        let (kind, value) = match only {
            Member::Category(category) => {
                let not = if negate { class::NOT } else { 0 };
                (Kind::Category, category ^ not)
            }
            Member::Char(_) if negate && set.fold != 0 => return Ok(None),
            Member::Char(char) if negate => (Kind::NotChar, char),
            Member::Char(char) => {
                self.tree.truncate(set.node);
                return Ok(Some(self.char_node(char)?));
            }
        };
        self.tree.truncate(set.node);
        Ok(Some(tree::add(self.tree, kind, 0, value, &[])?))
    }
}
