//! Runs a program on a text: backtracking, with everything it must remember in words of the caller's and never on the native stack.
//! A run can stop anywhere, for more words or because its steps are used up, and go on later.
//!
//! The words hold the slots (groups, registers), then a stack of entries of three words: ways not tried yet, and old values of slots
//! to be put back on the way to them.

use super::case;
use super::class;
use super::program::{Opcode, Program, at, header};
use super::repeat;
use super::text::{Bytes, Text, Utf8};

/// A slot without position.
pub const NONE: u32 = u32::MAX;

/// Words of a stack entry.
const ENTRY: usize = 3;

/// Room that an instruction may need: entries it pushes at most.
const ROOM: usize = 4 * ENTRY;

/// What a stack entry is, in the low byte of its first word.
mod entry {
    /// Go on at the instruction (upper bits) and the position.
    pub const WAY: u32 = 0;
    /// Put the value back into the slot (upper bits).
    pub const SLOT: u32 = 1;
    /// The same for a group's end, and the last group that was closed.
    pub const CLOSED: u32 = 2;
    /// The repetition (upper bits): the earliest position it may give back to, the one it is at.
    pub const GREEDY: u32 = 3;
    /// The repetition (upper bits): the position it is at, and its count.
    pub const LAZY: u32 = 4;
    /// One more round of the loop (upper bits) from the position.
    pub const ROUND: u32 = 5;
}

/// How a match has to lie in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// At the position.
    Match,
    /// At the position, up to the end.
    Full,
    /// At the position or later.
    Search,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The words start with the bounds of group 0, group 1, ... ([`NONE`] for one that took no part).
    Found,
    NotFound,
    /// More words are needed: call again with the same words and more behind them.
    Full,
    /// The steps are used up: call again when it suits.
    Paused,
}

/// A match in progress. Plain data: it can be put aside while the machine does something else.
#[derive(Clone, Copy, Debug)]
pub struct Matcher {
    pub(super) mode: Mode,
    /// Where the present attempt starts.
    pub(super) start: usize,
    /// A match that ends here (and started here) is not wanted: the one before was that already.
    pub(super) not_empty_at: Option<usize>,
    state: State,
    place: u32,
    position: usize,
    height: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// The next attempt is to be found.
    Seek,
    /// The instruction at `place` is next.
    Run,
    /// The entry on top of the stack is next.
    Back,
}

impl Matcher {
    /// A match from byte `position` on. `not_empty` refuses an empty match right there.
    pub fn new(mode: Mode, position: usize, not_empty: bool) -> Self {
        Matcher {
            mode,
            start: position,
            not_empty_at: not_empty.then_some(position),
            state: State::Seek,
            place: 0,
            position,
            height: 0,
        }
    }

    /// How many words of the stack hold something; a caller that moves them needs to copy no more.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The number of the group closed last (0 for none), after `Found`.
    pub fn last_group(program: Program, words: &[u32]) -> u32 {
        let slot = program.word(header::GROUPS) as usize * 2;
        words.get(slot).copied().unwrap_or(0)
    }

    /// Goes on matching. `text` ends where the match has to; its part before the position is what lookbehind sees.
    pub fn run(&mut self, program: Program, text: &[u8], words: &mut [u32], steps: u32) -> Outcome {
        if program.is_bytes() {
            self.run_on::<Bytes>(program, text, words, steps)
        } else {
            self.run_on::<Utf8>(program, text, words, steps)
        }
    }

    fn run_on<T: Text>(
        &mut self,
        program: Program,
        text: &[u8],
        words: &mut [u32],
        steps: u32,
    ) -> Outcome {
        let slots = program.word(header::SLOTS) as usize;
        let mut steps = i64::from(steps);
        loop {
            if self.state == State::Seek {
                if words.len() < slots + ROOM {
                    return Outcome::Full;
                }
                match self.seek::<T>(program, text) {
                    Some(position) => self.start = position,
                    None => return Outcome::NotFound,
                }
                clear(program, words, slots);
                self.state = State::Run;
                self.place = header::LENGTH;
                self.position = self.start;
                self.height = slots;
            }
            let mut attempt = Attempt::<T> {
                program,
                text,
                words,
                floor: slots,
                height: self.height,
                position: self.position,
                place: self.place,
                steps,
                not_empty_at: self.not_empty_at.filter(|at| *at == self.start),
                full: self.mode == Mode::Full,
                back: self.state == State::Back,
                kind: core::marker::PhantomData,
            };
            let stop = attempt.run();
            steps = attempt.steps;
            self.height = attempt.height;
            self.position = attempt.position;
            self.place = attempt.place;
            self.state = if attempt.back {
                State::Back
            } else {
                State::Run
            };
            match stop {
                Stop::Matched => {
                    let bounds = [self.start as u32, self.position as u32];
                    words.iter_mut().zip(bounds).for_each(|(to, at)| *to = at);
                    return Outcome::Found;
                }
                Stop::Full => return Outcome::Full,
                Stop::Paused => return Outcome::Paused,
                Stop::Failed if self.mode != Mode::Search || self.start >= text.len() => {
                    return Outcome::NotFound;
                }
                Stop::Failed => {
                    self.start = T::next(text, self.start).map_or(text.len(), |(_, next)| next);
                    self.state = State::Seek;
                    if steps <= 0 {
                        return Outcome::Paused;
                    }
                }
            }
        }
    }
}

/// Empties the groups and the last group closed. Registers are set before they are read.
fn clear(program: Program, words: &mut [u32], slots: usize) {
    let groups = program.word(header::GROUPS) as usize * 2;
    if let Some(groups) = words.get_mut(..groups) {
        groups.fill(NONE);
    }
    if let Some(last) = words
        .get_mut(..slots)
        .and_then(|words| words.get_mut(groups))
    {
        *last = 0;
    }
}

enum Stop {
    Matched,
    Failed,
    Full,
    Paused,
}

/// One attempt at one place.
struct Attempt<'a, T> {
    program: Program<'a>,
    text: &'a [u8],
    words: &'a mut [u32],
    /// Where the stack begins and where it ends.
    floor: usize,
    height: usize,
    position: usize,
    place: u32,
    steps: i64,
    not_empty_at: Option<usize>,
    full: bool,
    /// Whether the way that was tried has failed.
    back: bool,
    kind: core::marker::PhantomData<T>,
}

/// What an instruction came to.
enum Step {
    Next(u32),
    Fail,
    Matched,
    Full,
}

impl<T: Text> Attempt<'_, T> {
    fn run(&mut self) -> Stop {
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
                        Some(rest) if rest.starts_with(literal) => position += literal.len(),
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
                    if self.full && position != text.len() || self.not_empty_at == Some(position) {
                        return Step::Fail;
                    }
                    leave!(Step::Matched);
                }
                Opcode::Fail => return Step::Fail,
            }
        }
    }

    /// Takes the entry on top of the stack: `Next` with the position set, or `Fail` to go on with the one below.
    fn fail(&mut self) -> Option<Step> {
        let at = self.height.checked_sub(ENTRY)?;
        if at < self.floor {
            return None;
        }
        let &[first, a, b] = self.words.get(at..)?.first_chunk::<ENTRY>()?;
        let place = first >> 8;
        match first & 0xff {
            entry::WAY => {
                self.height = at;
                self.position = a as usize;
                Some(Step::Next(place))
            }
            entry::GREEDY => Some(self.give_back(at, place, a as usize, b as usize)),
            entry::LAZY => Some(self.take_more(at, place, a as usize, b)),
            entry::ROUND => {
                if self.words.len() < self.height + ROOM {
                    return Some(Step::Full);
                }
                self.height = at;
                let register = self.program.word(place) >> 8;
                let count = self.slot(register);
                if count >= self.program.word(place + 2) || self.slot(register + 1) == a {
                    return Some(Step::Fail);
                }
                self.set_slot(register, count.saturating_add(1));
                self.set_slot(register + 1, a);
                self.position = a as usize;
                Some(Step::Next(place + 4))
            }
            _ => {
                self.undo();
                Some(Step::Fail)
            }
        }
    }

    /// A greedy repetition gives back a character, or as many as what follows needs to start.
    fn give_back(&mut self, at: usize, place: u32, least: usize, from: usize) -> Step {
        let target = self.program.word(place) >> 8;
        let position = match self.next_byte(target) {
            Some(byte) => {
                match memchr::memrchr(byte, self.text.get(least..from).unwrap_or_default()) {
                    Some(offset) => least + offset,
                    None => {
                        self.height = at;
                        return Step::Fail;
                    }
                }
            }
            None => T::back(self.text, from).max(least),
        };
        if position <= least {
            self.height = at;
        } else if let Some(word) = self.words.get_mut(at + 2) {
            *word = position as u32;
        }
        self.position = position;
        Step::Next(target)
    }

    /// A lazy repetition takes a character more, or as many as it takes for what follows to start.
    fn take_more(&mut self, at: usize, place: u32, from: usize, count: u32) -> Step {
        let target = self.program.word(place) >> 8;
        let max = self.program.word(place + 2);
        let byte = self.next_byte(target);
        let (mut position, mut count) = (from, count);
        let inner = self.program.word(place + 3);
        loop {
            if count >= max {
                self.height = at;
                return Step::Fail;
            }
            let next = repeat::one::<T>(self.program, place + 3, inner, self.text, position);
            let Some(next) = next else {
                self.height = at;
                return Step::Fail;
            };
            position = next;
            count = count.saturating_add(u32::from(max != u32::MAX));
            if byte.is_none_or(|byte| self.text.get(position) == Some(&byte)) {
                break;
            }
        }
        self.steps -= ((position - from) >> 4) as i64;
        if let Some([to, counted]) = self
            .words
            .get_mut(at + 1..)
            .and_then(|words| words.first_chunk_mut())
        {
            *to = position as u32;
            *counted = count;
        }
        self.position = position;
        Step::Next(target)
    }

    /// The byte that must come next at `place`, where that is plain to see.
    fn next_byte(&self, mut place: u32) -> Option<u8> {
        loop {
            let word = self.program.word(place);
            match Opcode::of(word) {
                Opcode::Close | Opcode::Open => place += 1,
                Opcode::Char if word >> 8 < 128 || T::BYTES => return Some((word >> 8) as u8),
                Opcode::Literal => return self.program.literal(place + 1, 1).first().copied(),
                _ => return None,
            }
        }
    }

    #[inline(always)]
    fn slot(&self, slot: u32) -> u32 {
        self.words.get(slot as usize).copied().unwrap_or(NONE)
    }

    #[inline(always)]
    fn push(&mut self, first: u32, a: u32, b: u32) {
        let top = self.words.get_mut(self.height..);
        if let Some(place) = top.and_then(|words| words.first_chunk_mut::<ENTRY>()) {
            *place = [first, a, b];
            self.height += ENTRY;
        }
    }

    /// Sets a slot so that going back restores it; with nothing to go back to, there is nothing to restore.
    #[inline(always)]
    fn set_slot(&mut self, slot: u32, value: u32) {
        if self.height > self.floor {
            let old = self.slot(slot);
            self.push(entry::SLOT | slot << 8, old, 0);
        }
        if let Some(place) = self.words.get_mut(slot as usize) {
            *place = value;
        }
    }

    fn close(&mut self, slot: u32, value: u32) {
        let last = self.program.word(header::GROUPS) as usize * 2;
        if self.height > self.floor {
            let (old, old_last) = (self.slot(slot), self.slot(last as u32));
            self.push(entry::CLOSED | slot << 8, old, old_last);
        }
        if let Some(place) = self.words.get_mut(slot as usize) {
            *place = value;
        }
        if let Some(place) = self.words.get_mut(last) {
            *place = slot / 2;
        }
    }

    /// Notes the stack's height and the position in a register.
    fn mark(&mut self, register: u32, position: u32) {
        self.set_slot(register + 1, position);
        self.set_slot(register, 0);
        let height = self.height as u32;
        if let Some(place) = self.words.get_mut(register as usize) {
            *place = height;
        }
    }

    /// Takes the top entry away; if it holds an old value, that is put back.
    fn undo(&mut self) {
        self.height -= ENTRY;
        let top = self.words.get(self.height..);
        let Some(&[first, a, b]) = top.and_then(|words| words.first_chunk::<ENTRY>()) else {
            return;
        };
        let closed = first & 0xff == entry::CLOSED;
        if closed || first & 0xff == entry::SLOT {
            if let Some(slot) = self.words.get_mut((first >> 8) as usize) {
                *slot = a;
            }
            let last = self.program.word(header::GROUPS) as usize * 2;
            if closed && let Some(slot) = self.words.get_mut(last) {
                *slot = b;
            }
        }
    }

    /// Forgets the ways not tried since the register was set, but not the old values of slots.
    fn keep_old_values(&mut self, register: u32) {
        let mut to = (self.slot(register) as usize).max(self.floor);
        let mut from = to;
        while from < self.height {
            let kind = self.words.get(from).copied().unwrap_or(0) & 0xff;
            if kind == entry::SLOT || kind == entry::CLOSED {
                self.words.copy_within(from..from + ENTRY, to);
                to += ENTRY;
            }
            from += ENTRY;
        }
        self.height = to.min(self.height);
    }

    fn group(&self, group: u32) -> Option<&[u8]> {
        let (from, to) = (self.slot(group * 2), self.slot(group * 2 + 1));
        if from == NONE || to == NONE {
            return None;
        }
        self.text.get(from as usize..to as usize)
    }
}

/// Whether an assertion holds.
fn holds<T: Text>(kind: u32, text: &[u8], position: usize) -> bool {
    let word = |char: Option<(u32, usize)>, ascii: bool| {
        char.is_some_and(|(char, _)| match ascii {
            true => class::in_category(class::WORD | class::ASCII, char),
            false => class::is_word(char),
        })
    };
    let boundary =
        |ascii| word(T::previous(text, position), ascii) != word(T::next(text, position), ascii);
    match kind {
        at::START => position == 0,
        at::LINE_START => position == 0 || text.get(position - 1) == Some(&b'\n'),
        at::END => {
            position == text.len()
                || position + 1 == text.len() && text.get(position) == Some(&b'\n')
        }
        at::LINE_END => position == text.len() || text.get(position) == Some(&b'\n'),
        at::ABSOLUTE_END => position == text.len(),
        // As CPython has it: in an empty text there is neither a boundary nor none.
        _ if text.is_empty() => false,
        at::BOUNDARY => boundary(false),
        at::NO_BOUNDARY => !boundary(false),
        at::ASCII_BOUNDARY => boundary(true),
        _ => !boundary(true),
    }
}

/// Where `group` ends when it stands at `position` without regard to case.
fn folded_prefix<T: Text>(
    text: &[u8],
    position: usize,
    group: &[u8],
    ascii: bool,
) -> Option<usize> {
    let fold = if ascii { case::ascii_lower } else { case::fold };
    let (mut here, mut there) = (position, 0);
    while let Some((wanted, next)) = T::next(group, there) {
        let (char, after) = T::next(text, here)?;
        if fold(char) != fold(wanted) {
            return None;
        }
        here = after;
        there = next;
    }
    Some(here)
}
