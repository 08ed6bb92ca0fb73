//! The module `re` called from outside; its behaviour in full is in the Python tests.

use std::string::String;
use std::vec::Vec;

use pyrite_core::machine::Machine;
use pyrite_core::{Name, Value, n};

use super::MODULE;
use crate::tests::{call, str, text, with_machine};

fn re(m: &mut Machine, name: Name, args: &[&str]) -> Value {
    let args: Vec<Value> = args.iter().map(|arg| str(m, arg)).collect();
    args.iter().for_each(|arg| m.keep(*arg));
    call(m, &MODULE, name, &args).unwrap()
}

fn texts(m: &Machine, list: Value) -> Vec<String> {
    let list = list.as_ref().unwrap();
    (0..m.list_len(list))
        .map(|i| text(m, m.list_item(list, i)))
        .collect()
}

#[test]
fn finds_splits_and_substitutes() {
    with_machine(|m| {
        let found = re(m, n::findall, &[r"\w+", "ein, zwei; drei"]);
        assert_eq!(texts(m, found), ["ein", "zwei", "drei"]);
        let parts = re(m, n::split, &[r"(,)\s*", "a, b,c"]);
        assert_eq!(texts(m, parts), ["a", ",", "b", ",", "c"]);
        let swapped = re(m, n::sub, &[r"(\w)(\w)", r"\2\1-\g<0>", "abcd é"]);
        assert_eq!(text(m, swapped), "ba-abdc-cd é");
        let plain = re(m, n::escape, &["a.b c"]);
        assert_eq!(text(m, plain), r"a\.b\ c");
    });
}

#[test]
fn matches_know_where_they_are_in_characters() {
    with_machine(|m| {
        let found = re(m, n::search, &["(?P<umlaut>ü)x", "äöüx"]);
        let end = m.call_method(found, n::end, &[]).unwrap();
        assert_eq!(end.as_small(), Some(4));
        let key = str(m, "umlaut");
        let group = m.call_method(found, n::group, &[key]).unwrap();
        assert_eq!(text(m, group), "ü");
        let shown = m.call_method(found, n::__repr__, &[]);
        assert!(shown.is_ok());
        let none = re(m, n::r#match, &["b", "ab"]);
        assert!(none.is_none());
    });
}

#[test]
fn long_alternations_get_the_room_they_need() {
    with_machine(|m| {
        let long = "ab".repeat(5_000);
        let found = re(m, n::fullmatch, &["(a|b)*", &long]);
        assert!(!found.is_none());
    });
}

#[test]
fn a_wrong_pattern_is_an_error() {
    with_machine(|m| {
        let pattern = str(m, "(a\n(");
        let empty = str(m, "");
        assert!(call(m, &MODULE, n::search, &[pattern, empty]).is_err());
        let e = m.take_pending();
        assert!(m.is_a(e, crate::RE_ERROR));
        for (name, value) in [(n::pos, 3), (n::lineno, 2), (n::colno, 1)] {
            let found = m.getattr(e, Value::name(name)).unwrap();
            assert_eq!(found.as_small(), Some(value), "{}", name.text());
        }
    });
}
