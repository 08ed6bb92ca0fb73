//! Runs a program on a text: backtracking, with everything it must remember in words of the caller's and never on the native stack.
//! A run can stop anywhere, for more words or because its steps are used up, and go on later.
//!
//! The words hold the slots (groups, registers), then a stack of entries of three words: ways not tried yet, and old values of slots
//! to be put back on the way to them.

use super::attempt::{Attempt, Stop};
use super::program::{Program, header};
use super::search::Seeker;
use super::stack::ROOM;
use super::text::{Bytes, Text, Utf8};

/// A slot without position.
pub const NONE: u32 = u32::MAX;

/// With fewer, a run could come back to where it was.
const LEAST_STEPS: u32 = 8;

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
    mode: Mode,
    /// Where the present attempt starts.
    start: usize,
    /// A match that ends here (and started here) is not wanted: the one before was that already.
    not_empty_at: Option<usize>,
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
        if words.len() < slots + ROOM {
            return Outcome::Full;
        }
        let seeker = Seeker::new(program, self.mode);
        let mut attempt = Attempt::<T> {
            program,
            text,
            words,
            floor: slots,
            height: self.height,
            position: self.position,
            place: self.place,
            steps: i64::from(steps.max(LEAST_STEPS)),
            start: self.start,
            not_empty_at: self.not_empty_at,
            full: self.mode == Mode::Full,
            back: self.state == State::Back,
            stained: true,
            kind: core::marker::PhantomData,
        };
        let mut seek = self.state == State::Seek;
        let outcome = loop {
            if seek {
                match seeker.next(text, attempt.start) {
                    Some(start) => attempt.begin(start),
                    None => break Outcome::NotFound,
                }
                seek = false;
            }
            match attempt.run() {
                Stop::Matched => {
                    attempt.set_bounds();
                    break Outcome::Found;
                }
                Stop::Full => break Outcome::Full,
                Stop::Paused => break Outcome::Paused,
                Stop::Failed if self.mode != Mode::Search => break Outcome::NotFound,
                Stop::Failed => {
                    let Some((_, next)) = T::next(text, attempt.start) else {
                        break Outcome::NotFound;
                    };
                    attempt.start = next;
                    seek = true;
                    attempt.steps -= 1;
                    if attempt.steps <= 0 {
                        break Outcome::Paused;
                    }
                }
            }
        };
        self.start = attempt.start;
        self.height = attempt.height;
        self.position = attempt.position;
        self.place = attempt.place;
        self.state = match (seek, attempt.back) {
            (true, _) => State::Seek,
            (_, true) => State::Back,
            _ => State::Run,
        };
        outcome
    }
}
