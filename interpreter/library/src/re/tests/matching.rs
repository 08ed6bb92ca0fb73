//! What patterns match.

use std::vec::Vec;

use super::*;

/// The bounds of the first match's groups.
fn spans(of: &str, text: &str) -> Vec<Option<(usize, usize)>> {
    pattern(of)
        .search(text)
        .map_or(Vec::new(), |found| found.spans)
}

#[test]
fn characters_match_themselves() {
    assert_eq!(spans("bc", "abcd"), [Some((1, 3))]);
    assert_eq!(spans("é", "caféé"), [Some((3, 5))]);
    assert_eq!(spans("x", "abc"), []);
}

#[test]
fn repetitions_take_as_much_as_they_can_unless_they_are_lazy() {
    assert_eq!(find_all("aaa", "a{2}"), ["aa"]);
    assert_eq!(find_all("<a><b>", "<.*>"), ["<a><b>"]);
    assert_eq!(find_all("<a><b>", "<.*?>"), ["<a>", "<b>"]);
    assert_eq!(find_all("aa", "a*?"), ["", "a", "", "a", ""]);
    assert_eq!(find_all("aaa", "a*+a"), [""; 0]);
    assert_eq!(find_all("ééx", "é{1,2}x"), ["ééx"]);
}

#[test]
fn groups_keep_their_last_text() {
    assert_eq!(spans("(a|b)*", "abx"), [Some((0, 2)), Some((1, 2))]);
    assert_eq!(spans("(a)|b", "b"), [Some((0, 1)), None]);
    assert_eq!(spans("(?:(a)|b)*", "ab"), [Some((0, 2)), Some((0, 1))]);
}

#[test]
fn going_back_restores_groups() {
    assert_eq!(
        spans("(?:(a)x|(a)y)", "ay"),
        [Some((0, 2)), None, Some((0, 1))]
    );
}

#[test]
fn lookaround_takes_nothing() {
    assert_eq!(find_all("a1b2", "[a-z](?=2)"), ["b"]);
    assert_eq!(find_all("a1b2", "[a-z](?!2)"), ["a"]);
    assert_eq!(find_all("a1b2", r"(?<=b)\d"), ["2"]);
    assert_eq!(find_all("a1b2", r"(?<!b)\d"), ["1"]);
    assert_eq!(spans("(?=(a))", "a"), [Some((0, 0)), Some((0, 1))]);
}

#[test]
fn groups_can_be_asked_for() {
    assert_eq!(find_all("abab aba", r"(ab)\1"), ["abab"]);
    assert_eq!(find_all("<a> a <b", "(<)?[ab](?(1)>)"), ["<a>", "a", "b"]);
    assert_eq!(find_all("xAbaB", r"(?i)(ab)\1"), ["AbaB"]);
}

#[test]
fn case_is_ignored_beyond_ascii() {
    assert_eq!(find_all("ÄÖä", "(?i)ä"), ["Ä", "ä"]);
    assert_eq!(find_all("s\u{17f}S", "(?i)s"), ["s", "\u{17f}", "S"]);
    assert_eq!(find_all("k\u{212a}", "(?i)[j-l]"), ["k", "\u{212a}"]);
    assert_eq!(find_all("k\u{212a}", "(?ia)k"), ["k"]);
}

#[test]
fn deep_patterns_need_words_but_no_native_stack() {
    for (depth, close) in [(100_000, ")"), (300, ")*")] {
        let nested = ["(?:".repeat(depth), close.repeat(depth)].join("a");
        assert!(pattern(&nested).search("aaa").is_some());
    }
    let depth = 100_000;
    assert_eq!(message(&"(".repeat(depth)).1, Some(depth - 1));
}

#[test]
fn endless_searches_can_be_stopped() {
    let slow = pattern("(a+)+b");
    let text = [b'a'; 60];
    let mut words = [0; 4096];
    let mut matcher = Matcher::new(Mode::Search, 0, false);
    for _ in 0..100 {
        let outcome = matcher.run(slow.program(), &text, &mut words, 1000);
        assert_eq!(outcome, Outcome::Paused);
    }
}

#[test]
fn long_texts_need_no_memory_for_plain_repetitions() {
    let text = [b'a'; 100_000];
    let mut words = [0; 64];
    for of in ["a*", ".*", "[a-z]*a", r"(\w+)\s?", "a*?$", r"^.*?\Z"] {
        let program = pattern(of);
        let mut matcher = Matcher::new(Mode::Match, 0, false);
        let outcome = matcher.run(program.program(), &text, &mut words, u32::MAX);
        assert_eq!(outcome, Outcome::Found, "{of}");
    }
}

#[test]
fn templates_are_text_and_groups() {
    use template::{Piece, Template, TemplateError};
    let of = pattern("(?P<n>a)(b)");
    let mut template = Template::new(br"x\1\g<n>\g<2>\n\.\0\\", 0, of.program());
    let mut pieces = Vec::new();
    while let Some(piece) = template.next_piece().unwrap() {
        pieces.push(piece);
    }
    assert_eq!(
        pieces,
        [
            Piece::Text(b"x"),
            Piece::Group(1),
            Piece::Group(1),
            Piece::Group(2),
            Piece::Char(10),
            Piece::Text(b"\\."),
            Piece::Char(0),
            Piece::Char(b'\\'),
        ]
    );
    let mut unknown = Template::new(br"\g<m>", 0, of.program());
    assert_eq!(unknown.next_piece(), Err(TemplateError::UnknownName(3, 4)));
}

#[test]
fn names_know_their_groups() {
    let of = pattern("(?P<first>a)(b)(?P<zweite>c)");
    let names: Vec<_> = of.program().names().collect();
    assert_eq!(names, [(1, &b"first"[..]), (3, &b"zweite"[..])]);
    assert_eq!(of.program().group(b"zweite"), Some(3));
}
