//! Tree to program. The walk keeps its unfinished work on the scratch's stack, so that a deep tree needs no deep native one.

use core::ops::Range;

use super::error::{Error, ErrorKind, Failure};
use super::first;
use super::parse;
use super::program::{Opcode, REGISTER_SLOTS, flag, header};
use super::scratch::Scratch;
use super::text;
use super::tree::{ENDLESS, Kind, Node, field, greed, look, mode};

/// Operands have 24 bits.
const LIMIT: u32 = 1 << 24;

/// Compiles a pattern in `words`, and says which of them are the program. `Full` asks for more words; some thirty times the
/// pattern's length is usually enough.
pub fn compile(
    pattern: &[u8],
    bytes: bool,
    flags: u32,
    words: &mut [u32],
) -> Result<Range<usize>, Failure> {
    check_flags(flags, bytes)?;
    let mut scratch = Scratch::new(words);
    let parsed = parse::parse(pattern, bytes, flags, &mut scratch)?;
    let flags = check_flags(parsed.flags, bytes)?;
    let base = scratch.len();
    let mut writer = Writer {
        scratch: &mut scratch,
        base,
        bytes,
        registers: parsed.groups * 2 + 1,
    };
    for _ in 0..header::LENGTH {
        writer.word(0)?;
    }
    writer.walk(parsed.root)?;
    writer.instruction(Opcode::Match, 0)?;
    let slots = writer.registers;
    let (min_width, _) = writer.scratch.width(parsed.root);

    first::settle_repeats(&mut scratch, base, bytes);
    let (strategy, data) = first::strategy(&mut scratch, base, bytes)?;
    let names = write_names(pattern, parsed.last_capture, &mut scratch)? - base;
    let kind = if bytes { header::BYTES } else { 0 };
    for (at, word) in [
        (header::FLAGS, flags | kind),
        (header::GROUPS, parsed.groups),
        (header::SLOTS, slots),
        (header::NAMES, names),
        (header::SEARCH, strategy),
        (header::SEARCH_DATA, data),
        (header::MIN_WIDTH, min_width),
    ] {
        scratch.set(base + at, word);
    }
    if scratch.len() - base >= LIMIT {
        return Err(Error::nowhere(ErrorKind::TooLarge).into());
    }
    Ok(base as usize..scratch.len() as usize)
}

/// The flags a pattern really has: text is UNICODE unless it is ASCII.
fn check_flags(flags: u32, bytes: bool) -> Result<u32, Error> {
    let has = |flag: u32| flags & flag != 0;
    let wrong = |kind| Err(Error::nowhere(kind));
    match bytes {
        false if has(flag::LOCALE) => wrong(ErrorKind::LocaleWithStr),
        false if has(flag::ASCII) && has(flag::UNICODE) => wrong(ErrorKind::AsciiAndUnicode),
        false if has(flag::ASCII) => Ok(flags),
        false => Ok(flags | flag::UNICODE),
        true if has(flag::UNICODE) => wrong(ErrorKind::UnicodeWithBytes),
        true if has(flag::LOCALE) && has(flag::ASCII) => wrong(ErrorKind::AsciiAndLocale),
        true => Ok(flags),
    }
}

/// The table of names behind the instructions; gives its place in the scratch.
fn write_names(pattern: &[u8], last: Node, scratch: &mut Scratch) -> Result<u32, Failure> {
    // Captures are linked from the last to the first: turn the links around.
    let (mut node, mut after) = (last, 0);
    while node != 0 {
        let before = scratch.field(node, field::PREVIOUS);
        scratch.set(node + field::PREVIOUS, after);
        after = node;
        node = before;
    }
    let table = scratch.add(0)?;
    let mut count = 0;
    let mut node = after;
    while node != 0 {
        let from = scratch.field(node, field::NAME) as usize;
        let to = scratch.field(node, field::NAME_END) as usize;
        if from < to {
            scratch.add(scratch.value(node))?;
            scratch.add((to - from) as u32)?;
            for part in pattern.get(from..to).unwrap_or_default().chunks(4) {
                let mut word = [0; 4];
                word.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
                scratch.add(u32::from_le_bytes(word))?;
            }
            count += 1;
        }
        node = scratch.field(node, field::PREVIOUS);
    }
    scratch.set(table, count);
    Ok(table)
}

/// What is still to be written; the stack holds three words for each.
#[derive(Clone, Copy)]
enum Task {
    /// This item and its siblings.
    Items(Node),
    /// This item alone.
    Item(Node),
    /// Behind the first of two alternatives or more: the branch, its `Split`, the last of the jumps to the end.
    NextBranch(Node, u32, u32),
    /// Sets the targets of the jumps to the end.
    Ends(u32),
    Instruction(Opcode, u32),
    /// Sets the operand of the instruction to here ...
    Target(u32),
    /// ... or the whole word.
    TargetWord(u32),
    /// Behind a conditional's first branch: the second branch and the place of the target.
    Else(Node, u32),
}

struct Writer<'s, 'w> {
    scratch: &'s mut Scratch<'w>,
    /// Where the program starts in the scratch.
    base: u32,
    bytes: bool,
    /// The next free slot.
    registers: u32,
}

impl Writer<'_, '_> {
    fn walk(&mut self, root: Node) -> Result<(), Failure> {
        let mut depth = 0u32;
        self.push(&mut depth, Task::Item(root))?;
        while depth > 0 {
            depth -= 1;
            let task = self.pop();
            self.run(task, &mut depth)?;
        }
        Ok(())
    }

    fn push(&mut self, depth: &mut u32, task: Task) -> Result<(), Failure> {
        let (tag, a, b, c) = match task {
            Task::Items(node) => (0, node, 0, 0),
            Task::Item(node) => (1, node, 0, 0),
            Task::NextBranch(node, split, jumps) => (2, node, split, jumps),
            Task::Ends(jumps) => (3, jumps, 0, 0),
            Task::Instruction(opcode, operand) => (4, opcode as u32, operand, 0),
            Task::Target(at) => (5, at, 0, 0),
            Task::TargetWord(at) => (6, at, 0, 0),
            Task::Else(node, at) => (7, node, at, 0),
        };
        for word in [a, b, c, tag] {
            self.scratch.push(word)?;
        }
        *depth += 1;
        Ok(())
    }

    fn pop(&mut self) -> Task {
        let mut words = [0; 4];
        for word in &mut words {
            *word = self.scratch.pop().unwrap_or(0);
        }
        let [tag, c, b, a] = words;
        match tag {
            0 => Task::Items(a),
            1 => Task::Item(a),
            2 => Task::NextBranch(a, b, c),
            3 => Task::Ends(a),
            4 => Task::Instruction(Opcode::of(a), b),
            5 => Task::Target(a),
            6 => Task::TargetWord(a),
            _ => Task::Else(a, b),
        }
    }

    fn run(&mut self, task: Task, depth: &mut u32) -> Result<(), Failure> {
        match task {
            Task::Items(0) => {}
            Task::Items(node) => {
                let rest = self.literal(node)?;
                if rest != node {
                    return self.push(depth, Task::Items(rest));
                }
                self.push(depth, Task::Items(self.scratch.next_sibling(node)))?;
                self.item(node, depth)?;
            }
            Task::Item(node) => self.item(node, depth)?,
            Task::NextBranch(branch, split, jumps) => {
                let jump = self.instruction(Opcode::Jump, jumps)?;
                self.target(split);
                let next = self.scratch.next_sibling(branch);
                self.branch(next, jump, depth)?;
            }
            Task::Ends(mut jump) => {
                while jump != 0 {
                    let before = self.scratch.get(self.base + jump) >> 8;
                    self.target(jump);
                    jump = before;
                }
            }
            Task::Instruction(opcode, operand) => {
                self.instruction(opcode, operand)?;
            }
            Task::Target(at) => self.target(at),
            Task::TargetWord(at) => self.target_word(at),
            Task::Else(branch, at) => {
                let jump = self.instruction(Opcode::Jump, 0)?;
                self.target_word(at);
                self.push(depth, Task::Target(jump))?;
                self.branch_items(branch, depth)?;
            }
        }
        Ok(())
    }

    /// A run of plain characters as one instruction; gives the first item behind it.
    fn literal(&mut self, first: Node) -> Result<Node, Failure> {
        let plain = |scratch: &Scratch, node: Node| {
            node != 0 && scratch.kind(node) == Kind::Char && scratch.mode(node) == 0
        };
        let second = self.scratch.next_sibling(first);
        if !plain(self.scratch, first) || !plain(self.scratch, second) {
            return Ok(first);
        }
        let start = self.instruction(Opcode::Literal, 0)?;
        let mut length = 0u32;
        let mut word = 0u32;
        let mut node = first;
        while plain(self.scratch, node) {
            let char = self.scratch.value(node);
            let (encoded, count) = match self.bytes {
                true => ([char as u8, 0, 0, 0], 1),
                false => text::encode(char),
            };
            for byte in encoded.iter().take(count) {
                word |= u32::from(*byte) << (length % 4 * 8);
                length += 1;
                if length.is_multiple_of(4) {
                    self.word(word)?;
                    word = 0;
                }
            }
            node = self.scratch.next_sibling(node);
        }
        if !length.is_multiple_of(4) {
            self.word(word)?;
        }
        self.set_operand(start, length);
        Ok(node)
    }

    fn item(&mut self, node: Node, depth: &mut u32) -> Result<(), Failure> {
        let value = self.scratch.value(node);
        let first = self.scratch.field(node, field::FIRST);
        match self.scratch.kind(node) {
            Kind::Branch => self.branch_items(node, depth)?,
            Kind::Group if value == 0 => self.branch(first, 0, depth)?,
            Kind::Group => {
                self.instruction(Opcode::Open, value * 2)?;
                self.push(depth, Task::Instruction(Opcode::Close, value * 2 + 1))?;
                self.branch(first, 0, depth)?;
            }
            Kind::Repeat => self.repeat(node, depth)?,
            Kind::Look => self.look(node, depth)?,
            Kind::Atomic => {
                let register = self.register();
                self.instruction(Opcode::Atomic, register)?;
                self.push(depth, Task::Instruction(Opcode::AtomicEnd, register))?;
                self.branch(first, 0, depth)?;
            }
            Kind::Conditional => {
                self.instruction(Opcode::Unless, value)?;
                let place = self.word(0)?;
                match self.scratch.next_sibling(first) {
                    0 => self.push(depth, Task::TargetWord(place))?,
                    other => self.push(depth, Task::Else(other, place))?,
                }
                self.branch_items(first, depth)?;
            }
            _ => self.plain(node)?,
        }
        Ok(())
    }

    /// Items of one instruction that hold no others.
    fn plain(&mut self, node: Node) -> Result<(), Failure> {
        let value = self.scratch.value(node);
        let (folds, ascii) = {
            let bits = self.scratch.mode(node);
            (bits & mode::FOLD != 0, bits & mode::ASCII != 0)
        };
        let opcode = match self.scratch.kind(node) {
            Kind::Char => match (folds, ascii) {
                (false, _) => Opcode::Char,
                (true, false) => Opcode::Fold,
                (true, true) => Opcode::FoldAscii,
            },
            Kind::NotChar => Opcode::NotChar,
            Kind::Any if self.scratch.mode(node) & mode::ALL != 0 => Opcode::All,
            Kind::Any => Opcode::Any,
            Kind::Category => Opcode::Category,
            Kind::At => Opcode::At,
            Kind::Backreference => match (folds, ascii) {
                (false, _) => Opcode::Backreference,
                (true, false) => Opcode::BackreferenceFold,
                (true, true) => Opcode::BackreferenceFoldAscii,
            },
            _ => return self.set(node),
        };
        self.instruction(opcode, value)?;
        Ok(())
    }

    fn set(&mut self, node: Node) -> Result<(), Failure> {
        let count = self.scratch.field(node, field::COUNT);
        self.instruction(Opcode::Set, count)?;
        for at in 0..count {
            self.word(self.scratch.get(node + field::SET + at))?;
        }
        Ok(())
    }

    /// This alternative and those after it; `jumps` lead from those before to the end.
    fn branch(&mut self, branch: Node, jumps: u32, depth: &mut u32) -> Result<(), Failure> {
        if self.scratch.next_sibling(branch) == 0 {
            if jumps != 0 {
                self.push(depth, Task::Ends(jumps))?;
            }
        } else {
            let split = self.instruction(Opcode::Split, 0)?;
            self.push(depth, Task::NextBranch(branch, split, jumps))?;
        }
        self.branch_items(branch, depth)
    }

    fn branch_items(&mut self, branch: Node, depth: &mut u32) -> Result<(), Failure> {
        let first = self.scratch.field(branch, field::FIRST);
        self.push(depth, Task::Items(first))
    }

    fn look(&mut self, node: Node, depth: &mut u32) -> Result<(), Failure> {
        let kind = self.scratch.value(node);
        let register = self.register();
        let (start, end) = match kind & look::NEGATIVE {
            0 => (Opcode::Look, Opcode::LookEnd),
            _ => (Opcode::LookNot, Opcode::LookNotEnd),
        };
        self.instruction(start, register)?;
        let place = self.word(0)?;
        if kind & look::BEHIND != 0 {
            let min = self.scratch.field(node, field::MIN_WIDTH);
            if min >= LIMIT {
                return Err(Error::nowhere(ErrorKind::TooLarge).into());
            }
            if min > 0 {
                self.instruction(Opcode::Back, min)?;
            }
        }
        self.push(depth, Task::TargetWord(place))?;
        self.push(depth, Task::Instruction(end, register))?;
        self.branch(self.scratch.field(node, field::FIRST), 0, depth)
    }

    /// The one-character node that `node` comes down to, if it soon does.
    fn single(&self, mut node: Node) -> Option<Node> {
        for _ in 0..4 {
            match self.scratch.kind(node) {
                Kind::Char | Kind::NotChar | Kind::Any | Kind::Set | Kind::Category => {
                    return Some(node);
                }
                Kind::Group if self.scratch.value(node) == 0 => {
                    let branch = self.scratch.field(node, field::FIRST);
                    node = self.scratch.field(branch, field::FIRST);
                    let alone = self.scratch.next_sibling(branch) == 0
                        && node != 0
                        && self.scratch.next_sibling(node) == 0;
                    if !alone {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        None
    }

    fn repeat(&mut self, node: Node, depth: &mut u32) -> Result<(), Failure> {
        let min = self.scratch.field(node, field::MIN);
        let max = self.scratch.field(node, field::MAX);
        let greed = self.scratch.value(node);
        let child = self.scratch.field(node, field::FIRST);
        if max == 0 {
            return Ok(());
        }
        if let Some(single) = self.single(child) {
            if (min, max) == (1, 1) {
                return self.plain(single);
            }
            let opcode = match greed {
                _ if min == max => Opcode::Possessive,
                greed::LAZY => Opcode::Lazy,
                greed::POSSESSIVE => Opcode::Possessive,
                _ => Opcode::Greedy,
            };
            let start = self.instruction(opcode, 0)?;
            self.word(min)?;
            self.word(max)?;
            self.plain(single)?;
            self.target(start);
            return Ok(());
        }
        if greed == greed::POSSESSIVE {
            let register = self.register();
            self.instruction(Opcode::Atomic, register)?;
            self.push(depth, Task::Instruction(Opcode::AtomicEnd, register))?;
        }
        if (min, max) == (1, 1) {
            return self.push(depth, Task::Item(child));
        }
        let lazy = greed == greed::LAZY;
        let takes_some = self.scratch.width(child).0 > 0;
        match (min, max) {
            (0, 1) | (0, ENDLESS) if max == 1 || takes_some => {
                let opcode = if lazy { Opcode::SplitTo } else { Opcode::Split };
                let split = self.instruction(opcode, 0)?;
                self.push(depth, Task::Target(split))?;
                if max == ENDLESS {
                    self.push(depth, Task::Instruction(Opcode::Jump, split))?;
                }
            }
            (1, ENDLESS) if takes_some => {
                let opcode = if lazy { Opcode::Split } else { Opcode::SplitTo };
                let start = self.here();
                self.push(depth, Task::Instruction(opcode, start))?;
            }
            _ => {
                let register = self.register();
                self.instruction(Opcode::LoopStart, register)?;
                let opcode = if lazy { Opcode::LazyLoop } else { Opcode::Loop };
                let head = self.instruction(opcode, register)?;
                self.word(min)?;
                self.word(max)?;
                let place = self.word(0)?;
                self.push(depth, Task::TargetWord(place))?;
                self.push(depth, Task::Instruction(Opcode::Jump, head))?;
            }
        }
        if greed == greed::POSSESSIVE {
            // CPython gives nothing back inside of a round either, also where another round would need it.
            let register = self.register();
            self.instruction(Opcode::Atomic, register)?;
            self.push(depth, Task::Instruction(Opcode::AtomicEnd, register))?;
        }
        self.push(depth, Task::Item(child))
    }

    fn register(&mut self) -> u32 {
        let register = self.registers;
        self.registers += REGISTER_SLOTS;
        register
    }

    fn here(&self) -> u32 {
        self.scratch.len() - self.base
    }

    fn word(&mut self, word: u32) -> Result<u32, Failure> {
        let at = self.here();
        if at >= LIMIT {
            return Err(Error::nowhere(ErrorKind::TooLarge).into());
        }
        self.scratch.add(word)?;
        Ok(at)
    }

    fn instruction(&mut self, opcode: Opcode, operand: u32) -> Result<u32, Failure> {
        if operand >= LIMIT {
            return Err(Error::nowhere(ErrorKind::TooLarge).into());
        }
        self.word(opcode as u32 | operand << 8)
    }

    fn set_operand(&mut self, at: u32, operand: u32) {
        let word = self.scratch.get(self.base + at);
        self.scratch.set(self.base + at, word & 0xff | operand << 8);
    }

    fn target(&mut self, at: u32) {
        self.set_operand(at, self.here());
    }

    fn target_word(&mut self, at: u32) {
        self.scratch.set(self.base + at, self.here());
    }
}
