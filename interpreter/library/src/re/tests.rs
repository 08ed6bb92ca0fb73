//! What patterns match and what is wrong with them. The expected answers are CPython's; `differential` asks the CPython on the
//! machine for more of them.

mod differential;
mod errors;
mod matching;

use std::string::String;
use std::vec;
use std::vec::Vec;

use super::*;

/// A compiled pattern that owns its words.
pub struct Pattern {
    code: Vec<u8>,
}

pub fn pattern(text: &str) -> Pattern {
    pattern_with(text.as_bytes(), false, 0).unwrap_or_else(|error| panic!("{text:?}: {error:?}"))
}

/// Compiles with ever more words, as the module does.
pub fn pattern_with(text: &[u8], bytes: bool, flags: u32) -> Result<Pattern, Error> {
    let mut words = vec![0; 8];
    loop {
        match compile(text, bytes, flags, &mut words) {
            Ok(range) => {
                let code = words[range]
                    .iter()
                    .flat_map(|word| word.to_le_bytes())
                    .collect();
                return Ok(Pattern { code });
            }
            Err(Failure::Error(error)) => return Err(error),
            Err(Failure::Full) => words = vec![0; words.len() * 2],
        }
    }
}

/// A match: the bounds of its groups, and the number of the last one closed.
#[derive(Debug, PartialEq, Clone)]
pub struct Found {
    pub spans: Vec<Option<(usize, usize)>>,
    pub last: u32,
}

impl Pattern {
    pub fn program(&self) -> Program<'_> {
        Program::new(&self.code)
    }

    /// One match from `at` on, with few words and few steps at a time, so that every run is put aside often.
    pub fn run(&self, mode: Mode, text: &[u8], at: usize, not_empty: bool) -> Option<Found> {
        let mut words = vec![0; 24];
        let mut matcher = Matcher::new(mode, at, not_empty);
        loop {
            match matcher.run(self.program(), text, &mut words, 7) {
                Outcome::Found => break,
                Outcome::NotFound => return None,
                Outcome::Paused => {}
                Outcome::Full => words.resize(words.len() + 5, 0),
            }
        }
        let groups = self.program().groups() as usize + 1;
        let spans = words[..groups * 2]
            .chunks(2)
            .map(|span| {
                (span[0] != NONE && span[1] != NONE).then_some((span[0] as usize, span[1] as usize))
            })
            .collect();
        let last = Matcher::last_group(self.program(), &words);
        Some(Found { spans, last })
    }

    pub fn search(&self, text: &str) -> Option<Found> {
        self.run(Mode::Search, text.as_bytes(), 0, false)
    }

    /// All matches, as `finditer` gives them.
    pub fn all(&self, text: &[u8]) -> Vec<Found> {
        let mut all = Vec::new();
        let (mut at, mut not_empty) = (0, false);
        while let Some(found) = self.run(Mode::Search, text, at, not_empty) {
            let (start, end) = found.spans[0].unwrap();
            all.push(found);
            at = end;
            not_empty = start == end;
        }
        all
    }
}

/// What group 0 of every match is.
pub fn find_all<'t>(text: &'t str, of: &str) -> Vec<&'t str> {
    pattern(of)
        .all(text.as_bytes())
        .iter()
        .map(|found| {
            let (from, to) = found.spans[0].unwrap();
            &text[from..to]
        })
        .collect()
}

pub fn message(of: &str) -> (String, Option<usize>) {
    match pattern_with(of.as_bytes(), false, 0) {
        Ok(_) => (String::from("ok"), None),
        Err(error) => {
            let mut message = String::new();
            error.write_message(of.as_bytes(), &mut message).unwrap();
            let at = error.at.map(|at| {
                of.as_bytes()[..at as usize]
                    .iter()
                    .filter(|byte| *byte & 0xc0 != 0x80)
                    .count()
            });
            (message, at)
        }
    }
}
