//! What a pattern can start with, seen from any place of its program. Two things follow: where a search needs to look at all, and
//! which repetitions can never gain from giving a character back, so that they keep nothing to go back to.

use super::class;
use super::error::Full;
use super::program::{Opcode, at, header, search};
use super::scratch::Scratch;
use super::text;

/// The first bytes a match can have.
type Map = [u32; 8];

/// Bytes that start a character beyond ASCII.
const LEADS: core::ops::RangeInclusive<u32> = 0xc2..=0xf4;

/// How many instructions a look ahead may visit, and how many may wait.
const STEPS: u32 = 64;
const WAITING: usize = 16;

/// What the end of the pattern means to the question.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// The match is complete, whatever follows: there is no answer.
    Anything,
    /// The match is complete, nothing will be asked for again.
    Nothing,
}

struct Code<'s, 'w> {
    scratch: &'s Scratch<'w>,
    base: u32,
    bytes: bool,
}

/// Words of the instruction at whose word this is.
pub(super) fn length(word: u32) -> u32 {
    match Opcode::of(word) {
        Opcode::Literal => 1 + (word >> 8).div_ceil(4),
        Opcode::Set => 1 + (word >> 8),
        Opcode::Greedy | Opcode::Lazy | Opcode::Possessive => 3,
        Opcode::Loop | Opcode::LazyLoop => 4,
        Opcode::Look | Opcode::LookNot | Opcode::Unless => 2,
        _ => 1,
    }
}

/// Makes every repetition possessive whose characters cannot start what follows it.
pub(super) fn settle_repeats(scratch: &mut Scratch, base: u32, bytes: bool) {
    let end = scratch.len();
    let mut at = base + header::LENGTH;
    while at < end {
        let word = scratch.get(at);
        let final_end = match Opcode::of(word) {
            Opcode::Greedy => Some(End::Nothing),
            Opcode::Lazy => Some(End::Anything),
            _ => None,
        };
        if let Some(final_end) = final_end {
            let code = Code {
                scratch,
                base,
                bytes,
            };
            let mut inner = [0; 8];
            code.one(at - base + 3, &mut inner);
            let after = code.first(word >> 8, final_end, false);
            if after.is_some_and(|after| after.iter().zip(inner).all(|(a, b)| a & b == 0)) {
                scratch.set(at, word & !0xff | Opcode::Possessive as u32);
            }
        }
        at += length(word);
    }
}

/// The strategy of a search: the header's two words. Data is added at the end of the program.
pub(super) fn strategy(scratch: &mut Scratch, base: u32, bytes: bool) -> Result<(u32, u32), Full> {
    let code = Code {
        scratch,
        base,
        bytes,
    };
    let mut place = header::LENGTH;
    while Opcode::of(code.word(place)) == Opcode::Open {
        place += 1;
    }
    let word = code.word(place);
    match (Opcode::of(word), word >> 8) {
        (Opcode::At, at::START) => return Ok((search::START, 0)),
        (Opcode::At, at::LINE_START) => return Ok((search::LINES, 0)),
        (Opcode::Literal, length) => {
            return Ok((
                search::LITERAL | length << 8,
                code.needle(place + 1, length),
            ));
        }
        (Opcode::Look, _) => {
            // Whatever comes behind a literal.
            let (back, inside) = (code.word(place + 2), code.word(place + 3));
            let length = inside >> 8;
            let end = code.word(place + 4 + length.div_ceil(4));
            let plain = Opcode::of(back) == Opcode::Back && Opcode::of(inside) == Opcode::Literal;
            if plain && Opcode::of(end) == Opcode::LookEnd {
                return Ok((search::BEHIND | length << 8, code.needle(place + 4, length)));
            }
        }
        _ => {}
    }
    let Some(map) = code.first(place, End::Anything, true) else {
        return Ok((search::EVERYWHERE, 0));
    };
    let count: u32 = map.iter().map(|word| word.count_ones()).sum();
    if count == 0 || count > 240 {
        return Ok((search::EVERYWHERE, 0));
    }
    if count <= 3 {
        let mut few = [0u32; 3];
        let mut found =
            (0..256).filter(|byte| map[(byte >> 5) as usize & 7] >> (byte & 31) & 1 != 0);
        let mut last = 0;
        for place in &mut few {
            last = found.next().unwrap_or(last);
            *place = last;
        }
        let [a, b, c] = few;
        return Ok((search::FEW | a << 8 | b << 16 | c << 24, 0));
    }
    let data = scratch.add_all(&map)? - base;
    Ok((search::BYTES, data))
}

impl Code<'_, '_> {
    fn word(&self, at: u32) -> u32 {
        self.scratch.get(self.base + at)
    }

    /// The place of a literal to be searched for and, in the upper byte, which of its bytes is the rarest.
    fn needle(&self, place: u32, length: u32) -> u32 {
        let byte = |at: u32| (self.word(place + at / 4) >> (at % 4 * 8)) as u8;
        let rarest = (0..length.min(255)).min_by_key(|at| frequency(byte(*at)));
        place | rarest.unwrap_or(0) << 24
    }

    /// The first bytes of what can match from `start` on; `None` when it can be anything, or nothing at all where that counts.
    /// `searching` asks for places where a match starts: there, the end of the text counts as a place.
    fn first(&self, start: u32, mut end: End, searching: bool) -> Option<Map> {
        let mut map = [0; 8];
        let mut waiting = [0; WAITING];
        let mut count = 1;
        waiting[0] = start;
        let mut steps = STEPS;
        while count > 0 {
            count -= 1;
            let mut place = waiting[count];
            loop {
                steps = steps.checked_sub(1)?;
                let word = self.word(place);
                let operand = word >> 8;
                let mut also = None;
                match Opcode::of(word) {
                    Opcode::Fail => break,
                    Opcode::Match | Opcode::LookEnd | Opcode::LookNotEnd | Opcode::AtomicEnd
                        if end == End::Nothing =>
                    {
                        break;
                    }
                    Opcode::AtomicEnd => place += 1,
                    Opcode::Match | Opcode::LookEnd | Opcode::LookNotEnd | Opcode::Back => {
                        return None;
                    }
                    Opcode::Backreference
                    | Opcode::BackreferenceFold
                    | Opcode::BackreferenceFoldAscii => return None,
                    Opcode::Split | Opcode::SplitTo => {
                        also = Some(operand);
                        place += 1;
                    }
                    Opcode::Jump => place = operand,
                    Opcode::Open | Opcode::Close | Opcode::LoopStart => place += 1,
                    // Its end, when it comes, is not the end of what is asked about.
                    Opcode::Atomic => {
                        end = End::Anything;
                        place += 1;
                    }
                    Opcode::Greedy | Opcode::Lazy | Opcode::Possessive => {
                        self.one(place + 3, &mut map);
                        if self.word(place + 1) > 0 {
                            break;
                        }
                        place = operand;
                    }
                    Opcode::Loop | Opcode::LazyLoop => {
                        also = Some(self.word(place + 3));
                        place += 4;
                    }
                    Opcode::Unless => {
                        also = Some(self.word(place + 1));
                        place += 2;
                    }
                    // What a lookaround asks for only takes away from what is possible.
                    Opcode::Look | Opcode::LookNot => {
                        end = End::Anything;
                        place = self.word(place + 1);
                    }
                    Opcode::At => match operand {
                        at::END | at::LINE_END | at::ABSOLUTE_END if searching => return None,
                        at::END | at::LINE_END => {
                            mark(&mut map, 10);
                            break;
                        }
                        at::ABSOLUTE_END => break,
                        // It may fail here and hold a character before: then the end is not reached at the first try.
                        _ => {
                            end = End::Anything;
                            place += 1;
                        }
                    },
                    _ => {
                        self.one(place, &mut map);
                        break;
                    }
                }
                if let Some(also) = also {
                    *waiting.get_mut(count)? = also;
                    count += 1;
                }
            }
        }
        Some(map)
    }

    /// Adds the first bytes of a one-character instruction or a literal.
    fn one(&self, place: u32, map: &mut Map) {
        let word = self.word(place);
        let operand = word >> 8;
        match Opcode::of(word) {
            Opcode::Char => self.mark_char(map, operand),
            Opcode::Literal => mark(map, self.word(place + 1) & 0xff),
            Opcode::FoldAscii => {
                mark(map, operand);
                mark(map, super::case::upper(operand));
            }
            Opcode::Fold => {
                if operand < 128 {
                    mark(map, operand);
                    mark(map, super::case::upper(operand));
                }
                // Few of these are ever asked for: every character beyond ASCII may fold to it.
                LEADS.for_each(|byte| mark(map, byte));
            }
            Opcode::NotChar if operand < 128 || self.bytes => {
                (0..256)
                    .filter(|byte| *byte != operand)
                    .for_each(|byte| mark(map, byte));
            }
            Opcode::Any => (0..256)
                .filter(|byte| *byte != 10)
                .for_each(|byte| mark(map, byte)),
            Opcode::Category => {
                let low = class::category_bitmap(operand);
                map.iter_mut().zip(low).for_each(|(to, from)| *to |= from);
                if operand & class::ASCII == 0 || operand & class::NOT != 0 {
                    (128..256).for_each(|byte| mark(map, byte));
                }
            }
            Opcode::Set if self.bytes => {
                (0..8).for_each(|at| map[at as usize] |= self.word(place + 1 + at));
            }
            Opcode::Set => {
                (0..4).for_each(|at| map[at as usize] |= self.word(place + 1 + at));
                let bits = self.word(place + 5);
                if bits != 0 {
                    (128..256).for_each(|byte| mark(map, byte));
                }
            }
            _ => map.fill(u32::MAX),
        }
    }

    fn mark_char(&self, map: &mut Map, char: u32) {
        let (encoded, _) = text::encode(char);
        let byte = if self.bytes {
            char
        } else {
            u32::from(encoded[0])
        };
        mark(map, byte);
    }
}

fn mark(map: &mut Map, byte: u32) {
    if let Some(word) = map.get_mut((byte >> 5) as usize) {
        *word |= 1 << (byte & 31);
    }
}

/// A guess at how often a byte is met in texts.
fn frequency(byte: u8) -> u8 {
    match byte {
        b' ' | b'e' => 10,
        b'a' | b'i' | b'n' | b'o' | b'r' | b's' | b't' => 9,
        b'c' | b'd' | b'l' | b'm' | b'p' | b'u' | b'f' | b'h' => 7,
        b'a'..=b'z' | b'0' | b'1' | b'\n' | b',' | b'.' => 5,
        b'0'..=b'9' | b'A'..=b'Z' | b'(' | b')' | b'"' | b'=' | b'_' => 4,
        0x80.. => 6,
        _ => 1,
    }
}
