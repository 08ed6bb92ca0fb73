//! Zero-width assertions, and comparing without regard to case.

use super::case;
use super::class;
use super::program::at;
use super::text::Text;

/// Whether an assertion holds.
pub(super) fn holds<T: Text>(kind: u32, text: &[u8], position: usize) -> bool {
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
pub(super) fn folded_prefix<T: Text>(
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
