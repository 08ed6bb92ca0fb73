//! One attempt at one place of the text: the instructions, run forward until one fails.

use super::assertion::{folded_prefix, holds};
use super::matcher::NONE;
use super::program::{Opcode, Program, header};
use super::repeat;
use super::stack::{ROOM, entry};
use super::text::Text;

pub(super) enum Stop {
    Matched,
    Failed,
    Full,
    Paused,
}

/// One attempt at one place.
pub(super) struct Attempt<'a, T> {
    pub program: Program<'a>,
    pub text: &'a [u8],
    pub words: &'a mut [u32],
    /// Where the stack begins and where it ends.
    pub floor: usize,
    pub height: usize,
    pub position: usize,
    pub place: u32,
    pub steps: i64,
    /// Where the attempt started.
    pub start: usize,
    /// Where a match must not be empty.
    pub not_empty_at: Option<usize>,
    pub full: bool,
    /// Whether the way that was tried has failed.
    pub back: bool,
    /// Whether slots of groups may hold something.
    pub stained: bool,
    pub kind: core::marker::PhantomData<T>,
}

/// What an instruction came to.
pub(super) enum Step {
    Next(u32),
    Fail,
    Matched,
    Full,
}

impl<T: Text> Attempt<'_, T> {
    /// Prepares for an attempt at `start`.
    pub fn begin(&mut self, start: usize) {
        self.start = start;
        self.position = start;
        self.place = header::LENGTH;
        self.height = self.floor;
        self.back = false;
        if self.stained {
            // The groups and the last group closed; registers are set before they are read.
            let groups = self.program.word(header::GROUPS) as usize * 2;
            for slot in self.words.iter_mut().take(groups) {
                *slot = NONE;
            }
            if let Some(last) = self.words.get_mut(groups) {
                *last = 0;
            }
            self.stained = false;
        }
    }

    /// Notes where group 0 lies.
    pub fn set_bounds(&mut self) {
        if let Some([from, to]) = self.words.first_chunk_mut() {
            *from = self.start as u32;
            *to = self.position as u32;
        }
    }

    pub fn run(&mut self) -> Stop {
        loop {
            if self.back {
                match self.fail() {
                    Some(Step::Next(place)) => {
                        self.place = place;
                        self.back = false;
                    }
                    Some(Step::Full) => return Stop::Full,
                    Some(_) => continue,
                    None => return Stop::Failed,
                }
                self.steps -= 1;
                if self.steps <= 0 {
                    return Stop::Paused;
                }
            }
            match self.forward() {
                Step::Next(_) => return Stop::Paused,
                Step::Fail => self.back = true,
                Step::Matched => return Stop::Matched,
                Step::Full => return Stop::Full,
            }
        }
    }

    /// Runs instructions until one fails. `Next` means that the steps are used up.
    fn forward(&mut self) -> Step {
        let (program, text) = (self.program, self.text);
        let mut place = self.place;
        let mut position = self.position;
        macro_rules! leave {
            ($step:expr) => {{
                self.place = place;
                self.position = position;
                return $step;
            }};
        }
        macro_rules! room {
            () => {
                if self.words.len() < self.height + ROOM {
                    leave!(Step::Full)
                }
            };
        }
        loop {
            let word = program.word(place);
            let operand = word >> 8;
            match Opcode::of(word) {
                Opcode::Char => {
                    if operand < 128 {
                        match text.get(position) {
                            Some(byte) if u32::from(*byte) == operand => position += 1,
                            _ => return Step::Fail,
                        }
                    } else {
                        match T::next(text, position) {
                            Some((char, next)) if char == operand => position = next,
                            _ => return Step::Fail,
                        }
                    }
                    place += 1;
                }
                Opcode::Literal => {
                    let literal = program.literal(place + 1, operand);
                    match text.get(position..) {
                        Some(rest) if starts_with(rest, literal) => position += literal.len(),
                        _ => return Step::Fail,
                    }
                    place += 1 + operand.div_ceil(4);
                }
                Opcode::Fold
                | Opcode::FoldAscii
                | Opcode::NotChar
                | Opcode::Any
                | Opcode::All
                | Opcode::Category
                | Opcode::Set => match repeat::one::<T>(program, place, word, text, position) {
                    Some(next) => {
                        position = next;
                        place += repeat::length(word);
                    }
                    None => return Step::Fail,
                },
                Opcode::Split => {
                    // Most ways fail at their first character: look before anything is pushed.
                    let next = program.word(place + 1);
                    if Opcode::of(next) == Opcode::Char
                        && next >> 8 < 128
                        && text.get(position).map(|byte| u32::from(*byte)) != Some(next >> 8)
                    {
                        place = operand;
                        continue;
                    }
                    room!();
                    self.push(entry::WAY | operand << 8, position as u32, 0);
                    place += 1;
                }
                Opcode::SplitTo => {
                    room!();
                    self.push(entry::WAY | (place + 1) << 8, position as u32, 0);
                    place = operand;
                }
                Opcode::Jump => {
                    if operand <= place {
                        self.steps -= 1;
                        if self.steps <= 0 {
                            leave!(Step::Next(place));
                        }
                    }
                    place = operand;
                }
                Opcode::Open => {
                    room!();
                    self.stained = true;
                    self.set_slot(operand, position as u32);
                    place += 1;
                }
                Opcode::Close => {
                    room!();
                    self.close(operand, position as u32);
                    place += 1;
                }
                Opcode::Greedy | Opcode::Possessive => {
                    let min = program.word(place + 1);
                    let max = program.word(place + 2);
                    let Some((least, most)) =
                        repeat::scan::<T>(program, place + 3, text, position, min, max)
                    else {
                        return Step::Fail;
                    };
                    self.steps -= ((most - position) >> 6) as i64;
                    let mut end = most;
                    if Opcode::of(word) == Opcode::Greedy && most > least {
                        // The positions at which what follows has a chance.
                        if let Some(byte) = self.next_byte(operand)
                            && text.get(most) != Some(&byte)
                        {
                            match memchr::memrchr(byte, text.get(least..most).unwrap_or_default()) {
                                Some(at) => end = least + at,
                                None => return Step::Fail,
                            }
                        }
                        if end > least {
                            room!();
                            self.push(entry::GREEDY | place << 8, least as u32, end as u32);
                        }
                    }
                    position = end;
                    place = operand;
                }
                Opcode::Lazy => {
                    let min = program.word(place + 1);
                    let Some((_, least)) =
                        repeat::scan::<T>(program, place + 3, text, position, min, min)
                    else {
                        return Step::Fail;
                    };
                    room!();
                    self.push(entry::LAZY | place << 8, least as u32, min);
                    position = least;
                    place = operand;
                }
                Opcode::LoopStart => {
                    room!();
                    self.set_slot(operand, 0);
                    self.set_slot(operand + 1, NONE);
                    place += 1;
                }
                Opcode::Loop => {
                    room!();
                    self.steps -= 1;
                    if self.steps <= 0 {
                        leave!(Step::Next(place));
                    }
                    let (count, last) = (self.slot(operand), self.slot(operand + 1));
                    let min = program.word(place + 1);
                    let max = program.word(place + 2);
                    let exit = program.word(place + 3);
                    if count < min {
                        self.set_slot(operand, count + 1);
                        place += 4;
                    } else if count < max && last != position as u32 {
                        self.push(entry::WAY | exit << 8, position as u32, 0);
                        self.set_slot(operand, count.saturating_add(1));
                        self.set_slot(operand + 1, position as u32);
                        place += 4;
                    } else {
                        place = exit;
                    }
                }
                Opcode::LazyLoop => {
                    room!();
                    self.steps -= 1;
                    if self.steps <= 0 {
                        leave!(Step::Next(place));
                    }
                    let count = self.slot(operand);
                    if count < program.word(place + 1) {
                        self.set_slot(operand, count + 1);
                        place += 4;
                    } else {
                        self.push(entry::ROUND | place << 8, position as u32, 0);
                        place = program.word(place + 3);
                    }
                }
                Opcode::At => {
                    if !holds::<T>(operand, text, position) {
                        return Step::Fail;
                    }
                    place += 1;
                }
                Opcode::Look => {
                    room!();
                    self.mark(operand, position as u32);
                    place += 2;
                }
                Opcode::LookNot => {
                    room!();
                    let target = program.word(place + 1);
                    self.mark(operand, position as u32);
                    self.push(entry::WAY | target << 8, position as u32, 0);
                    place += 2;
                }
                Opcode::LookEnd => {
                    position = self.slot(operand + 1) as usize;
                    self.keep_old_values(operand);
                    place += 1;
                }
                Opcode::LookNotEnd => {
                    let height = self.slot(operand) as usize;
                    while self.height > height && self.height > self.floor {
                        self.undo();
                    }
                    return Step::Fail;
                }
                Opcode::Back => {
                    for _ in 0..operand {
                        if position == 0 {
                            return Step::Fail;
                        }
                        position = T::back(text, position);
                    }
                    place += 1;
                }
                Opcode::Atomic => {
                    room!();
                    self.mark(operand, position as u32);
                    place += 1;
                }
                Opcode::AtomicEnd => {
                    self.keep_old_values(operand);
                    place += 1;
                }
                Opcode::Backreference => {
                    let Some(group) = self.group(operand) else {
                        return Step::Fail;
                    };
                    match text.get(position..) {
                        Some(rest) if rest.starts_with(group) => position += group.len(),
                        _ => return Step::Fail,
                    }
                    place += 1;
                }
                Opcode::BackreferenceFold | Opcode::BackreferenceFoldAscii => {
                    let ascii = Opcode::of(word) == Opcode::BackreferenceFoldAscii;
                    match self.group(operand) {
                        Some(group) => match folded_prefix::<T>(text, position, group, ascii) {
                            Some(next) => position = next,
                            None => return Step::Fail,
                        },
                        None => return Step::Fail,
                    }
                    place += 1;
                }
                Opcode::Unless => {
                    place = match self.group(operand) {
                        Some(_) => place + 2,
                        None => program.word(place + 1),
                    };
                }
                Opcode::Match => {
                    let refused = self.not_empty_at == Some(position) && self.start == position;
                    if refused || self.full && position != text.len() {
                        return Step::Fail;
                    }
                    leave!(Step::Matched);
                }
                Opcode::Fail => return Step::Fail,
            }
        }
    }

    fn group(&self, group: u32) -> Option<&[u8]> {
        let (from, to) = (self.slot(group * 2), self.slot(group * 2 + 1));
        if from == NONE || to == NONE {
            return None;
        }
        self.text.get(from as usize..to as usize)
    }
}

/// Most comparisons end at the first byte: it alone is worth a look before a call.
#[inline(always)]
pub(super) fn starts_with(text: &[u8], literal: &[u8]) -> bool {
    text.first() == literal.first() && text.starts_with(literal)
}
