//! Instructions that take one character, once or as often as they can.

use super::case;
use super::class;
use super::program::{Opcode, Program};
use super::text::Text;
use super::tree::ENDLESS;

/// Words of a one-character instruction.
#[inline(always)]
pub(super) fn length(word: u32) -> u32 {
    match Opcode::of(word) {
        Opcode::Set => 1 + (word >> 8),
        _ => 1,
    }
}

/// Where the character at `position` ends, if the instruction `word` at `place` takes it.
#[inline(always)]
pub(super) fn one<T: Text>(
    program: Program,
    place: u32,
    word: u32,
    text: &[u8],
    position: usize,
) -> Option<usize> {
    let (char, next) = T::next(text, position)?;
    takes::<T>(program, place, word, char).then_some(next)
}

#[inline(always)]
fn takes<T: Text>(program: Program, place: u32, word: u32, char: u32) -> bool {
    let operand = word >> 8;
    match Opcode::of(word) {
        Opcode::Char => char == operand,
        Opcode::NotChar => char != operand,
        Opcode::Any => char != 10,
        Opcode::All => true,
        Opcode::Category => class::in_category(operand, char),
        Opcode::Fold => case::fold(char) == operand,
        Opcode::FoldAscii => case::ascii_lower(char) == operand,
        Opcode::Set if char < 128 || T::BYTES => {
            program.word(place + 1 + (char >> 5)) >> (char & 31) & 1 != 0
        }
        Opcode::Set => class::wide_in_set(&|at| program.word(place + 1 + at), char),
        _ => false,
    }
}

/// Takes characters from `position` on, at least `min` and at most `max`: the position after `min` of them and after all.
#[inline(always)]
pub(super) fn scan<T: Text>(
    program: Program,
    place: u32,
    text: &[u8],
    position: usize,
    min: u32,
    max: u32,
) -> Option<(usize, usize)> {
    if max != ENDLESS {
        return counted::<T>(program, place, text, position, min, max);
    }
    let most = all::<T>(program, place, text, position);
    let mut least = position;
    if T::BYTES {
        least = position.checked_add(min as usize)?;
        return (least <= most).then_some((least, most));
    }
    for _ in 0..min {
        if least >= most {
            return None;
        }
        least = T::next(text, least)?.1;
    }
    Some((least, most))
}

fn counted<T: Text>(
    program: Program,
    place: u32,
    text: &[u8],
    position: usize,
    min: u32,
    max: u32,
) -> Option<(usize, usize)> {
    let word = program.word(place);
    let (mut least, mut here) = (position, position);
    let mut count = 0;
    while count < max {
        match one::<T>(program, place, word, text, here) {
            Some(next) => here = next,
            None => break,
        }
        count += 1;
        if count == min {
            least = here;
        }
    }
    (count >= min).then_some((least, here))
}

/// The end of the longest run of characters that the instruction takes.
fn all<T: Text>(program: Program, place: u32, text: &[u8], position: usize) -> usize {
    let word = program.word(place);
    let operand = word >> 8;
    let rest = text.get(position..).unwrap_or_default();
    let end_at = |found: Option<usize>| found.map_or(text.len(), |found| position + found);
    match Opcode::of(word) {
        Opcode::All => text.len(),
        Opcode::Any => end_at(memchr::memchr(b'\n', rest)),
        Opcode::NotChar if operand < 128 || T::BYTES => end_at(memchr::memchr(operand as u8, rest)),
        Opcode::Char if operand < 128 || T::BYTES => {
            end_at(rest.iter().position(|byte| u32::from(*byte) != operand))
        }
        Opcode::Set => {
            let map: [u32; 8] = core::array::from_fn(|at| program.word(place + 1 + at as u32));
            run::<T>(text, position, |char| match char {
                char if char < 128 || T::BYTES => {
                    map[(char >> 5) as usize & 7] >> (char & 31) & 1 != 0
                }
                _ => class::wide_in_set(&|at| program.word(place + 1 + at), char),
            })
        }
        Opcode::Category => run::<T>(text, position, |char| class::in_category(operand, char)),
        _ => run::<T>(text, position, |char| {
            takes::<T>(program, place, word, char)
        }),
    }
}

#[inline(always)]
fn run<T: Text>(text: &[u8], position: usize, takes: impl Fn(u32) -> bool) -> usize {
    let mut here = position;
    while let Some((char, next)) = T::next(text, here) {
        if !takes(char) {
            break;
        }
        here = next;
    }
    here
}
