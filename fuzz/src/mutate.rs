//! Changes input as text is made: words, lines and brackets as well as bytes, so that much of it still gets past
//! the first reader.

use crate::random::Random;
use std::ops::Range;

/// Longer input only takes longer.
pub const LENGTH_LIMIT: usize = 1 << 14;

/// Some lines of `data`, about `limit` bytes, from a line that is not indented up to another.
pub fn excerpt(data: &[u8], limit: usize, random: &mut Random) -> Vec<u8> {
    let stands_alone = |place: &usize| {
        data[place - 1] == b'\n'
            && data
                .get(*place)
                .is_some_and(|byte| !b" \t\r\n)]}".contains(byte))
    };
    let from = random.below(data.len().saturating_sub(limit / 2)) + 1;
    let from = (from..data.len()).find(stands_alone).unwrap_or(0);
    let to = (from + limit).min(data.len());
    let to = (from + 1..=to).rev().find(stands_alone).unwrap_or(to);
    data[from..to].to_vec()
}

/// Changes `data` in one to four places. `others` are inputs to take pieces from.
pub fn mutate(
    data: &mut Vec<u8>,
    others: &[Vec<u8>],
    words: &[&[&'static str]],
    random: &mut Random,
) {
    for _ in 0..1 + random.below(7) / 2 {
        match random.below(12) {
            0 => change_byte(data, random),
            1 => {
                let range = piece(data, random);
                data.drain(range);
            }
            2 => {
                let range = piece(data, random);
                let copy = data[range].to_vec();
                insert(data, random, &copy);
            }
            3 | 4 => {
                let word = any_word(words, random);
                insert(data, random, word.as_bytes());
            }
            5 | 6 => {
                let range = word_at(data, random);
                let word = any_word(words, random);
                data.splice(range, word.bytes());
            }
            7 => swap_words(data, random),
            8 => {
                let range = line_at(data, random);
                let line = data[range.clone()].to_vec();
                if random.once_in(2) {
                    data.drain(range);
                }
                let place = line_at(data, random).start;
                data.splice(place..place, line);
            }
            9 => indent(data, random),
            10 => nest(data, random),
            _ => {
                if let Some(other) = random.pick(others) {
                    let range = if random.once_in(2) {
                        line_at(other, random)
                    } else {
                        piece(other, random)
                    };
                    insert(data, random, &other[range]);
                }
            }
        }
        data.truncate(LENGTH_LIMIT);
    }
}

fn any_word(words: &[&[&'static str]], random: &mut Random) -> &'static str {
    random
        .pick(words)
        .and_then(|list| random.pick(list))
        .copied()
        .unwrap_or("")
}

fn change_byte(data: &mut [u8], random: &mut Random) {
    let place = random.below(data.len());
    if let Some(byte) = data.get_mut(place) {
        *byte = match random.below(3) {
            0 => random.byte(),
            1 => byte.wrapping_add(1),
            _ => *byte ^ 1 << random.below(8),
        };
    }
}

fn insert(data: &mut Vec<u8>, random: &mut Random, piece: &[u8]) {
    let place = random.below(data.len() + 1);
    data.splice(place..place, piece.iter().copied());
}

/// Some bytes, mostly few.
fn piece(data: &[u8], random: &mut Random) -> Range<usize> {
    let start = random.below(data.len());
    let most = if random.once_in(4) { data.len() } else { 12 };
    start..(start + random.below(most + 1)).min(data.len())
}

/// The word, or else the byte, at some place.
fn word_at(data: &[u8], random: &mut Random) -> Range<usize> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    let place = random.below(data.len());
    let start = data[..place]
        .iter()
        .rposition(|byte| !is_word(byte))
        .map_or(0, |index| index + 1);
    let length = data[place..]
        .iter()
        .position(|byte| !is_word(byte))
        .unwrap_or(data.len() - place);
    if length == 0 {
        place..(place + 1).min(data.len())
    } else {
        start..place + length
    }
}

fn swap_words(data: &mut Vec<u8>, random: &mut Random) {
    let (left, right) = (word_at(data, random), word_at(data, random));
    let (left, right) = if left.start <= right.start {
        (left, right)
    } else {
        (right, left)
    };
    if left.end <= right.start {
        let (first, second) = (data[left.clone()].to_vec(), data[right.clone()].to_vec());
        data.splice(right, first);
        data.splice(left, second);
    }
}

/// The line at some place, with its end.
fn line_at(data: &[u8], random: &mut Random) -> Range<usize> {
    let place = random.below(data.len());
    let start = data[..place]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |index| index + 1);
    let end = data[place..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(data.len(), |index| place + index + 1);
    start..end
}

fn indent(data: &mut Vec<u8>, random: &mut Random) {
    let start = line_at(data, random).start;
    let blanks = data[start..]
        .iter()
        .take_while(|byte| **byte == b' ')
        .count();
    if random.once_in(2) {
        data.drain(start..start + random.below(blanks + 1));
    } else {
        let more = random
            .pick(&["    ", "  ", " ", "\t"])
            .copied()
            .unwrap_or(" ");
        data.splice(start..start, more.bytes());
    }
}

/// Puts a piece into brackets, often many deep.
fn nest(data: &mut Vec<u8>, random: &mut Random) {
    const PAIRS: [(&str, &str); 12] = [
        ("(", ")"),
        ("[", "]"),
        ("{", "}"),
        ("{0: ", "}"),
        ("f'{", "}'"),
        ("lambda: ", ""),
        ("not ", ""),
        ("-", ""),
        ("(?:", ")*"),
        ("(?=", ")"),
        ("x if ", " else y"),
        ("\x1b[200~", "\x1b[201~"),
    ];
    let range = piece(data, random);
    let depth = 1 + if random.once_in(3) {
        random.below(400)
    } else {
        random.below(4)
    };
    let (open, close) = random.pick(&PAIRS).copied().unwrap_or(("(", ")"));
    let inside = data[range.clone()].to_vec();
    let whole = [
        open.repeat(depth).as_bytes(),
        &inside,
        close.repeat(depth).as_bytes(),
    ]
    .concat();
    data.splice(range, whole);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_change_of_any_input_ends() {
        let mut random = Random::new(5);
        let others = [b"one\ntwo".to_vec(), Vec::new()];
        for length in 0..60 {
            for _ in 0..200 {
                let mut data: Vec<u8> = (0..length).map(|_| random.byte()).collect();
                mutate(&mut data, &others, &[&["word"], &[]], &mut random);
                assert!(data.len() <= LENGTH_LIMIT);
            }
        }
    }

    #[test]
    fn a_seed_repeats_its_changes() {
        let changed = |seed| {
            let mut data = b"for i in range(3):\n    print(i)\n".to_vec();
            mutate(&mut data, &[], &[&["while", "("]], &mut Random::new(seed));
            data
        };
        assert_eq!(changed(7), changed(7));
    }
}
