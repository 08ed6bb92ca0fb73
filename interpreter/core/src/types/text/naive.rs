//! Searching for a text place by place, in the form of `memchr::memmem`: for boards, where a needle and a haystack are
//! short and tables for the search would take flash.

/// First place of `needle` in `text`.
pub fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    find_iter(text, needle).next()
}

/// Last place of `needle` in `text`.
pub fn rfind(text: &[u8], needle: &[u8]) -> Option<usize> {
    (0..=text.len().checked_sub(needle.len())?)
        .rev()
        .find(|&at| is_at(text, needle, at))
}

/// Every place of `needle` (not empty) in `text`, without overlaps.
pub fn find_iter(text: &[u8], needle: &[u8]) -> impl Iterator<Item = usize> {
    let mut from = 0;
    core::iter::from_fn(move || {
        while from + needle.len() <= text.len() {
            let at = from;
            from += 1;
            if is_at(text, needle, at) {
                from = at + needle.len();
                return Some(at);
            }
        }
        None
    })
}

fn is_at(text: &[u8], needle: &[u8], at: usize) -> bool {
    text.get(at..at + needle.len()) == Some(needle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use memchr::memmem;
    use std::vec::Vec;

    #[test]
    fn finds_what_the_quick_search_finds() {
        for text in ["", "a", "aaa", "abcabcab", "xxabxxabx", "ababab"] {
            for needle in ["a", "aa", "ab", "abc", "bab", "xab", "abcabcabc"] {
                let (text, needle) = (text.as_bytes(), needle.as_bytes());
                assert_eq!(find(text, needle), memmem::find(text, needle));
                assert_eq!(rfind(text, needle), memmem::rfind(text, needle));
                let all: Vec<_> = memmem::find_iter(text, needle).collect();
                assert_eq!(find_iter(text, needle).collect::<Vec<_>>(), all);
            }
        }
    }
}
