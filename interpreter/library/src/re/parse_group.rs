//! Everything that starts with a parenthesis: captures, names, lookaround, conditionals, flags, comments; and where groups end.

use pyrite_core::types::str::unicode;

use super::class;
use super::error::{Error, ErrorKind, Failure};
use super::parse::{Frame, Parser};
use super::program::flag;
use super::tree::{self, Kind, Node, field, look};

/// Flags of which one rules out the others.
const TYPE_FLAGS: u32 = flag::ASCII | flag::UNICODE | flag::LOCALE;

/// The most groups a pattern may have: what a node's 21 bits can name.
const MAX_GROUPS: u32 = 1 << 20;

impl Parser<'_, '_, '_> {
    pub fn open(&mut self, start: usize) -> Result<(), Failure> {
        if !self.take_if(b'?') {
            return self.open_capture(start, 0, 0);
        }
        let flags = self.frame.flags;
        let Some(char) = self.take() else {
            return Err(self.unexpected_end());
        };
        match char::from_u32(char).unwrap_or('\0') {
            'P' => self.named(start),
            ':' => self.enter(start, Kind::Group, 0, flags),
            '>' => self.enter(start, Kind::Atomic, 0, flags),
            '#' => self.comment(start),
            '=' => self.enter(start, Kind::Look, 0, flags),
            '!' => self.enter(start, Kind::Look, look::NEGATIVE, flags),
            '<' => {
                let Some(char) = self.take() else {
                    return Err(self.unexpected_end());
                };
                let kind = match char {
                    0x3d => look::BEHIND,
                    0x21 => look::BEHIND | look::NEGATIVE,
                    _ => return Err(self.unknown_extension(start)),
                };
                let groups = self.groups;
                self.enter(start, Kind::Look, kind, flags)?;
                if self.frame.lookbehind == 0 {
                    self.frame.lookbehind = groups;
                }
                Ok(())
            }
            '(' => self.conditional(start),
            '-' | 'a' | 'i' | 'L' | 'm' | 's' | 'u' | 'x' => self.flags(start, char),
            _ => Err(self.unknown_extension(start)),
        }
    }

    fn unexpected_end(&self) -> Failure {
        Error::new(ErrorKind::UnexpectedEnd, self.at).into()
    }

    /// Quotes from the question mark to here.
    fn unknown_extension(&mut self, start: usize) -> Failure {
        if self.pattern.get(self.at - 1) == Some(&b'\\') {
            self.take();
        }
        Error::quoting(ErrorKind::UnknownExtension, start + 1, start + 1, self.at).into()
    }

    fn comment(&mut self, start: usize) -> Result<(), Failure> {
        while let Some(char) = self.take() {
            if char == u32::from(b')') {
                return Ok(());
            }
        }
        Err(Error::new(ErrorKind::UnterminatedComment, start).into())
    }

    /// `(?P<name>...)` and `(?P=name)`, behind the P.
    fn named(&mut self, start: usize) -> Result<(), Failure> {
        if self.take_if(b'<') {
            let (from, to) = self.name(b'>')?;
            return self.open_capture(start, from, to);
        }
        if self.take_if(b'=') {
            let (from, to) = self.name(b')')?;
            let group = self.named_group(from, to)?;
            if !self.is_closed(group) {
                return Err(Error::new(ErrorKind::OpenGroup, from).into());
            }
            self.check_lookbehind(group)?;
            let node = self.backreference(group)?;
            return self.append(node);
        }
        match self.take() {
            Some(_) => Err(self.unknown_extension(start)),
            None => Err(self.unexpected_end()),
        }
    }

    /// A name up to `close`; it must be an identifier.
    fn name(&mut self, close: u8) -> Result<(usize, usize), Failure> {
        let (from, to) = self.until(close)?;
        match is_identifier(self.bytes, self.pattern.get(from..to).unwrap_or_default()) {
            true => Ok((from, to)),
            false => Err(Error::quoting(ErrorKind::BadGroupName, from, from, to).into()),
        }
    }

    fn until(&mut self, close: u8) -> Result<(usize, usize), Failure> {
        let from = self.at;
        let mut to = from;
        while let Some(byte) = self.pattern.get(to).copied().filter(|byte| *byte != close) {
            to += if byte == b'\\' {
                self.token_length(to)
            } else {
                1
            };
        }
        if to >= self.pattern.len() && to > from {
            let close = close as char;
            return Err(Error::new(ErrorKind::UnterminatedName { close }, from).into());
        }
        if to == from {
            return Err(Error::new(ErrorKind::MissingGroupName, from).into());
        }
        self.at = to + 1;
        Ok((from, to))
    }

    /// The number of the group with the name that stands at `from..to`.
    fn named_group(&self, from: usize, to: usize) -> Result<u32, Error> {
        match self.find_name(from, to) {
            Some(group) => Ok(group),
            None => Err(Error::quoting(ErrorKind::UnknownGroupName, from, from, to)),
        }
    }

    fn find_name(&self, from: usize, to: usize) -> Option<u32> {
        let mut node = self.last_capture;
        while node != 0 {
            let name = self.tree.field(node, field::NAME) as usize;
            let end = self.tree.field(node, field::NAME_END) as usize;
            if name != end && self.pattern.get(name..end) == self.pattern.get(from..to) {
                return Some(self.tree.value(node));
            }
            node = self.tree.field(node, field::PREVIOUS);
        }
        None
    }

    /// The node of a capture that was opened.
    pub fn capture(&self, group: u32) -> Option<Node> {
        let mut node = self.last_capture;
        while node != 0 && self.tree.value(node) != group {
            node = self.tree.field(node, field::PREVIOUS);
        }
        (node != 0).then_some(node)
    }

    pub fn is_closed(&self, group: u32) -> bool {
        self.capture(group)
            .is_some_and(|node| self.tree.field(node, field::CLOSED) != 0)
    }

    /// Whether `group` may be referred to from inside a lookbehind.
    pub fn check_lookbehind(&self, group: u32) -> Result<(), Error> {
        if self.frame.lookbehind == 0 {
            return Ok(());
        }
        if !self.is_closed(group) {
            return Err(Error::new(ErrorKind::OpenGroup, self.at));
        }
        if group >= self.frame.lookbehind {
            return Err(Error::new(ErrorKind::LookbehindGroup, self.at));
        }
        Ok(())
    }

    fn open_capture(&mut self, start: usize, from: usize, to: usize) -> Result<(), Failure> {
        let group = self.groups;
        if group >= MAX_GROUPS {
            return Err(Error::nowhere(ErrorKind::TooLarge).into());
        }
        if from != to
            && let Some(was) = self.find_name(from, to)
        {
            let kind = ErrorKind::Redefinition { group, was };
            return Err(Error::quoting(kind, from, from, to).into());
        }
        self.groups += 1;
        self.enter(start, Kind::Group, group, self.frame.flags)?;
        let node = self.frame.group;
        self.tree.set(node + field::PREVIOUS, self.last_capture);
        self.tree.set(node + field::NAME, from as u32);
        self.tree.set(node + field::NAME_END, to as u32);
        self.last_capture = node;
        Ok(())
    }

    fn conditional(&mut self, start: usize) -> Result<(), Failure> {
        let (from, to) = self.until(b')')?;
        let name = self.pattern.get(from..to).unwrap_or_default();
        let group = if is_identifier(self.bytes, name) {
            self.named_group(from, to)?
        } else {
            match number(name) {
                None => {
                    return Err(Error::quoting(ErrorKind::BadGroupName, from, from, to).into());
                }
                Some(0) => return Err(Error::new(ErrorKind::BadGroupNumber, from).into()),
                Some(group @ MAX_GROUPS..) => {
                    return Err(Error::new(ErrorKind::InvalidReference { group }, from).into());
                }
                Some(group) => group,
            }
        };
        self.check_lookbehind(group)?;
        self.enter(start, Kind::Conditional, group, self.frame.flags)?;
        let node = self.frame.group;
        self.tree.set(node + field::PREVIOUS, self.last_conditional);
        self.tree.set(node + field::PLACE, from as u32);
        self.last_conditional = node;
        Ok(())
    }

    /// A conditional may ask for a group further on, but not for one that never comes.
    pub fn check_conditionals(&self) -> Result<(), Failure> {
        let mut first = None;
        let mut node = self.last_conditional;
        while node != 0 {
            let group = self.tree.value(node);
            if group >= self.groups {
                first = Some((group, self.tree.field(node, field::PLACE)));
            }
            node = self.tree.field(node, field::PREVIOUS);
        }
        match first {
            Some((group, place)) => {
                Err(Error::new(ErrorKind::InvalidReference { group }, place as usize).into())
            }
            None => Ok(()),
        }
    }

    fn enter(&mut self, start: usize, kind: Kind, value: u32, flags: u32) -> Result<(), Failure> {
        let outer = self.frame;
        for word in [
            outer.group,
            outer.branch,
            outer.last,
            outer.before_last,
            outer.flags,
            outer.start,
            outer.lookbehind,
        ] {
            self.tree.push(word)?;
        }
        let branch = tree::add(self.tree, Kind::Branch, 0, 0, &[0])?;
        let group = tree::add(self.tree, kind, 0, value, &[branch, 0, 0, 0, 0, 0, 0])?;
        self.depth += 1;
        self.frame = Frame {
            group,
            branch,
            last: 0,
            before_last: 0,
            flags,
            start: start as u32,
            lookbehind: outer.lookbehind,
        };
        Ok(())
    }

    pub fn next_branch(&mut self) -> Result<(), Failure> {
        let group = self.frame.group;
        let first = self.tree.field(group, field::FIRST);
        if self.tree.kind(group) == Kind::Conditional && first != self.frame.branch {
            // The bar itself is not taken yet.
            return Err(Error::new(ErrorKind::TwoBranches, self.at - 1).into());
        }
        let branch = tree::add(self.tree, Kind::Branch, 0, 0, &[0])?;
        self.tree.set(self.frame.branch + 1, branch);
        self.frame.branch = branch;
        self.frame.last = 0;
        self.frame.before_last = 0;
        Ok(())
    }

    pub fn close(&mut self, start: usize) -> Result<(), Failure> {
        if self.depth == 0 {
            return Err(Error::new(ErrorKind::UnbalancedParenthesis, start).into());
        }
        self.end_group()?;
        let group = self.frame.group;
        let mut words = [0; 7];
        for word in words.iter_mut().rev() {
            *word = self.tree.pop().unwrap_or(0);
        }
        let [
            group_out,
            branch,
            last,
            before_last,
            flags,
            start,
            lookbehind,
        ] = words;
        self.frame = Frame {
            group: group_out,
            branch,
            last,
            before_last,
            flags,
            start,
            lookbehind,
        };
        self.depth -= 1;
        self.append(group)
    }

    /// The group in the frame is complete: its width is known, and it can be referred to.
    pub fn end_group(&mut self) -> Result<(), Failure> {
        let group = self.frame.group;
        let first = self.tree.field(group, field::FIRST);
        self.join_characters(first)?;
        let (mut min, max) = self.tree.branches_width(first);
        let kind = self.tree.kind(group);
        if kind == Kind::Conditional && self.tree.next_sibling(first) == 0 {
            min = 0;
        }
        self.tree.set(group + field::MIN_WIDTH, min);
        self.tree.set(group + field::MAX_WIDTH, max);
        if kind == Kind::Group {
            self.tree.set(group + field::CLOSED, 1);
        }
        let behind = kind == Kind::Look && self.tree.value(group) & look::BEHIND != 0;
        self.bad_lookbehind |= behind && min != max;
        Ok(())
    }

    /// Alternatives that are one plain ASCII character each are one set.
    fn join_characters(&mut self, first: Node) -> Result<(), Failure> {
        let mut map = [0u32; 8];
        let mut branch = first;
        while branch != 0 {
            let item = self.tree.field(branch, field::FIRST);
            let char = self.tree.value(item);
            let plain = item != 0
                && self.tree.next_sibling(item) == 0
                && self.tree.kind(item) == Kind::Char
                && self.tree.mode(item) == 0
                && char < 128;
            if !plain {
                return Ok(());
            }
            if let Some(word) = map.get_mut((char >> 5) as usize) {
                *word |= 1 << (char & 31);
            }
            branch = self.tree.next_sibling(branch);
        }
        if self.tree.next_sibling(first) == 0
            || self.tree.kind(self.frame.group) == Kind::Conditional
        {
            return Ok(());
        }
        let count = if self.bytes {
            class::BYTE_WORDS
        } else {
            class::TEXT_WORDS
        };
        let set = tree::add(self.tree, Kind::Set, 0, 0, &[count])?;
        for word in map.iter().take(count as usize) {
            self.tree.add(*word)?;
        }
        self.tree.set(first + field::FIRST, set);
        self.tree.set(first + 1, 0);
        Ok(())
    }

    /// `(?ims-x...`, from its first character on: for the whole pattern, or for the group that follows the colon.
    fn flags(&mut self, start: usize, first: u32) -> Result<(), Failure> {
        let (mut add, mut remove) = (0, 0);
        let mut char = first;
        while char != u32::from(b'-') {
            let bit = flag_bit(char).unwrap_or(0);
            if bit == flag::LOCALE && !self.bytes {
                return Err(self.error(ErrorKind::LocaleFlagInStr));
            }
            if bit == flag::UNICODE && self.bytes {
                return Err(self.error(ErrorKind::UnicodeFlagInBytes));
            }
            add |= bit;
            if bit & TYPE_FLAGS != 0 && add & TYPE_FLAGS != bit {
                return Err(self.error(ErrorKind::TypeFlagsIncompatible));
            }
            char = self.flag_char(b":-)", ErrorKind::MissingFlagEnd)?;
            if flag_bit(char).is_none() {
                break;
            }
        }
        if char == u32::from(b')') {
            return self.global_flags(start, add);
        }
        if char == u32::from(b'-') {
            char = self.flag_char(b"", ErrorKind::MissingFlag)?;
            while let Some(bit) = flag_bit(char) {
                if bit & TYPE_FLAGS != 0 {
                    return Err(self.error(ErrorKind::TypeFlagsOff));
                }
                remove |= bit;
                char = self.flag_char(b":", ErrorKind::MissingColon)?;
            }
        }
        if add & remove != 0 {
            return Err(Error::new(ErrorKind::FlagOnAndOff, self.at - 1).into());
        }
        let mut flags = self.frame.flags;
        if add & TYPE_FLAGS != 0 {
            flags &= !TYPE_FLAGS;
        }
        self.enter(start, Kind::Group, 0, (flags | add) & !remove)
    }

    fn error(&self, kind: ErrorKind) -> Failure {
        Error::new(kind, self.at).into()
    }

    /// The next character among flags: a flag or one of `ends`.
    fn flag_char(&mut self, ends: &[u8], missing: ErrorKind) -> Result<u32, Failure> {
        let before = self.at;
        let Some(char) = self.take() else {
            return Err(self.error(missing));
        };
        let end = u8::try_from(char).is_ok_and(|byte| ends.contains(&byte));
        if end || flag_bit(char).is_some() {
            return Ok(char);
        }
        let letter = unicode::is_alpha(char);
        let kind = if letter {
            ErrorKind::UnknownFlag
        } else {
            missing
        };
        Err(Error::new(kind, before).into())
    }

    fn global_flags(&mut self, start: usize, add: u32) -> Result<(), Failure> {
        let first = self.tree.field(self.frame.group, field::FIRST);
        if self.depth > 0 || self.frame.last != 0 || self.frame.branch != first {
            return Err(Error::new(ErrorKind::GlobalFlagsNotFirst, start).into());
        }
        self.flags |= add;
        self.frame.flags = self.flags;
        Ok(())
    }
}

fn flag_bit(char: u32) -> Option<u32> {
    Some(match u8::try_from(char).ok()? {
        b'a' => flag::ASCII,
        b'i' => flag::IGNORECASE,
        b'L' => flag::LOCALE,
        b'm' => flag::MULTILINE,
        b's' => flag::DOTALL,
        b'u' => flag::UNICODE,
        b'x' => flag::VERBOSE,
        _ => return None,
    })
}

/// A group's number as `int()` reads it, if it is not negative.
pub(super) fn number(name: &[u8]) -> Option<u32> {
    let digits = name.trim_ascii();
    let digits = digits.strip_prefix(b"+").unwrap_or(digits);
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0u32, |number, byte| match byte {
        b'0'..=b'9' => Some(
            number
                .saturating_mul(10)
                .saturating_add(u32::from(byte - b'0')),
        ),
        _ => None,
    })
}

/// Whether `name` is a Python identifier; in a bytes pattern each byte is a Latin-1 character.
pub(super) fn is_identifier(bytes: bool, name: &[u8]) -> bool {
    let mut at = 0;
    let mut first = true;
    while let Some((char, next)) = super::text::next(bytes, name, at) {
        let fits = match first {
            true => unicode::starts_identifier(char),
            false => unicode::continues_identifier(char),
        };
        if !fits {
            return false;
        }
        first = false;
        at = next;
    }
    !first
}
