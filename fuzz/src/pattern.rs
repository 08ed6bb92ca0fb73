//! Regular expressions: the first line is a pattern, the rest the text it is matched with.

use pyrite_library::re::{Failure, Matcher, Mode, Outcome, Program, compile};

/// A program larger than this is refused, as by a full arena.
const WORDS_LIMIT: usize = 1 << 16;
/// Rounds of the matcher, each of [`STEPS`]: patterns that take for ever are to be interrupted, not to end.
const ROUNDS: usize = 40;
const STEPS: u32 = 500;

pub fn run(data: &[u8]) {
    let Some((&flags, data)) = data.split_first() else {
        return;
    };
    let bytes = flags & 1 == 1;
    let split = data
        .iter()
        .position(|byte| *byte == b'\n')
        .unwrap_or(data.len());
    let (pattern, text) = (&data[..split], data.get(split + 1..).unwrap_or_default());
    // A str is UTF-8 before it gets here.
    if !bytes && (std::str::from_utf8(pattern).is_err() || std::str::from_utf8(text).is_err()) {
        return;
    }
    let Some(code) = code(pattern, bytes, u32::from(flags & !1)) else {
        return;
    };
    for mode in [Mode::Match, Mode::Full, Mode::Search] {
        search(&code, mode, text);
    }
}

fn code(pattern: &[u8], bytes: bool, flags: u32) -> Option<Vec<u8>> {
    let mut words = vec![0; 64];
    loop {
        match compile(pattern, bytes, flags, &mut words) {
            Ok(range) => {
                return Some(
                    words[range]
                        .iter()
                        .flat_map(|word| word.to_le_bytes())
                        .collect(),
                );
            }
            Err(Failure::Error(_)) => return None,
            Err(Failure::Full) if words.len() < WORDS_LIMIT => words = vec![0; words.len() * 2],
            Err(Failure::Full) => return None,
        }
    }
}

fn search(code: &[u8], mode: Mode, text: &[u8]) {
    let mut words = vec![0; 64];
    let mut matcher = Matcher::new(mode, 0, false);
    for _ in 0..ROUNDS {
        match matcher.run(Program::new(code), text, &mut words, STEPS) {
            Outcome::Found | Outcome::NotFound => return,
            Outcome::Paused => {}
            Outcome::Full if words.len() < WORDS_LIMIT => words.resize(words.len() * 2, 0),
            Outcome::Full => return,
        }
    }
}
