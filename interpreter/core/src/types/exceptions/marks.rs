//! The marks under a line of a traceback: which expression in it was being computed. Columns are counted in characters.

use super::traceback::offset_of;
use crate::compile::{About, Spot};
use crate::machine::Machine;
use crate::memory::Kind;
use crate::object::code;
use crate::types;
use crate::utf8;
use crate::value::{Ref, Value};

/// Blanks, then three stretches of marks: `~` or, when there is but one, `^`; `^`; `~`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Marks {
    pub blanks: usize,
    pub before: usize,
    pub middle: usize,
    pub behind: usize,
}

/// The marks for place `i` of a list of places, which is on line `number`.
pub fn marks(m: &mut Machine, list: Ref, i: usize, number: usize) -> Option<Marks> {
    if !cfg!(feature = "messages") {
        return None;
    }
    let offset = offset_of(m, list, i)?;
    let (place, _) = super::place(m, list, i);
    let code = m.heap.as_kind(types::code::of(m, place), Kind::Code)?;
    let file = m.heap.value(code, code::FILENAME);
    let mut found = None;
    let with_source = m.with_source;
    let told = with_source(m, file, &mut |m: &mut Machine, source: &[u8]| {
        found = m
            .spot_of(source, file, code, offset)
            .and_then(|spot| measure(source, &spot, number));
    });
    if told.is_err() {
        m.take_pending();
    }
    found
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\x0c')
}

/// Where the spot is in its line; nothing if it is the whole line, or the line another one.
fn measure(source: &[u8], spot: &Spot, number: usize) -> Option<Marks> {
    let (start, end) = (spot.start as usize, spot.end as usize);
    let before = source.get(..start)?;
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    if before.iter().filter(|byte| **byte == b'\n').count() + 1 != number {
        return None;
    }
    let line = source.get(line_start..)?;
    let length = line.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    let line = line.get(..length.unwrap_or(line.len()))?;
    let shown = line.trim_ascii();
    let first = line_start + (line.len() - line.trim_ascii_start().len());
    let last = first + shown.len();
    let chars = |from: usize, to: usize| source.get(from..to).map_or(0, utf8::count);
    let one_line = end <= line_start + line.len();
    let end = if one_line { end } else { last };
    if start < first || end < start {
        return None;
    }
    let parts = match spot.about {
        About::Whole => None,
        _ if !one_line => None,
        About::Operator(from, to) => {
            let (from, to) = (from as usize, to as usize);
            let is_operator =
                |at: &usize| source.get(*at).is_some_and(|b| !is_blank(*b) && *b != b')');
            let at = (from..to).find(is_operator)?;
            let two = at + 1 < to && source.get(at + 1).is_some_and(|b| !is_blank(*b));
            Some((at, at + 1 + usize::from(two)))
        }
        About::Brackets(from, to) => Some((from as usize, to as usize)),
    };
    let blanks = chars(first, start);
    match parts {
        Some((from, to)) if start <= from && from < to && to <= end => Some(Marks {
            blanks,
            before: chars(start, from),
            middle: chars(from, to),
            behind: chars(to, end),
        }),
        _ if start == first && end == last => None,
        _ => Some(Marks {
            blanks,
            before: 0,
            middle: chars(start, end),
            behind: 0,
        }),
    }
}

/// The places that were marked last: a recursion comes back to the same ones.
#[derive(Default)]
pub struct Known {
    entries: [Option<(Value, Value, Option<Marks>)>; 4],
    next: usize,
}

impl Known {
    pub fn marks(&mut self, m: &mut Machine, list: Ref, i: usize, number: usize) -> Option<Marks> {
        let (place, _) = super::place(m, list, i);
        let key = (types::code::of(m, place), m.list_item(list, 2 * i + 1));
        let known = self.entries.iter().flatten().find(|e| (e.0, e.1) == key);
        if let Some(entry) = known {
            return entry.2;
        }
        let found = marks(m, list, i, number);
        if let Some(entry) = self.entries.get_mut(self.next) {
            *entry = Some((key.0, key.1, found));
        }
        self.next = (self.next + 1) % self.entries.len();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(source: &str, start: u32, end: u32, about: About) -> Option<[usize; 4]> {
        let spot = Spot { start, end, about };
        let m = measure(source.as_bytes(), &spot, 1)?;
        Some([m.blanks, m.before, m.middle, m.behind])
    }

    #[test]
    fn a_part_of_the_line_is_marked() {
        assert_eq!(
            measured("  x = f(1)  # y\n", 6, 10, About::Whole),
            Some([4, 0, 4, 0])
        );
        assert_eq!(
            measured("ä = ö + (b)\r\n", 5, 13, About::Operator(7, 11)),
            Some([4, 2, 1, 4])
        );
        assert_eq!(
            measured("a[0]", 0, 4, About::Brackets(1, 4)),
            Some([0, 1, 3, 0])
        );
    }

    #[test]
    fn a_whole_line_is_not() {
        assert_eq!(measured("  f(1)  \n", 2, 6, About::Whole), None);
        assert_eq!(measured("f(\n1)", 0, 5, About::Whole), None);
        assert_eq!(measured("x\nf(1)\n", 2, 5, About::Whole), None);
        assert_eq!(measured("x", 5, 9, About::Whole), None);
    }

    #[test]
    fn what_goes_on_is_marked_to_the_end_of_the_line() {
        assert_eq!(
            measured("x = f(  \n1)", 4, 11, About::Whole),
            Some([4, 0, 2, 0])
        );
    }
}
