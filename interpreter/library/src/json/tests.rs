//! The module `json` called from outside; its behaviour in full is in the Python tests.

use std::string::String;

use pyrite_core::machine::Machine;
use pyrite_core::{Value, n};

use super::MODULE;
use crate::tests::{call, str, text, with_machine};

fn round_trip(m: &mut Machine, source: &str) -> String {
    let source = str(m, source);
    let v = call(m, &MODULE, n::loads, &[source]).unwrap();
    let v = call(m, &MODULE, n::dumps, &[v]).unwrap();
    text(m, v)
}

#[test]
fn what_is_read_is_written_again() {
    with_machine(|m| {
        for source in [
            "null",
            "[1, -2, [], {}]",
            r#"{"a": {"b": [true, false, null]}, "c": ""}"#,
            r#""\u00e9\ud83d\ude00\n\"\\""#,
        ] {
            assert_eq!(round_trip(m, source), source);
        }
        assert_eq!(round_trip(m, " [ 1 ,\t\"a\" ]\n"), "[1, \"a\"]");
    });
}

#[test]
fn errors_know_their_place() {
    with_machine(|m| {
        for (source, pos) in [
            ("[1,]", 3),
            ("[1 2]", 3),
            ("{\"a\" 1}", 5),
            ("\"abc", 0),
            ("é", 0),
            ("[\"é\", x]", 6),
            ("1 2", 2),
            ("{", 1),
        ] {
            let doc = str(m, source);
            assert!(call(m, &MODULE, n::loads, &[doc]).is_err(), "{source}");
            let e = m.take_pending();
            let found = m.getattr(e, Value::name(n::pos)).unwrap();
            assert_eq!(found.as_small(), Some(pos), "{source}");
        }
        let deep = str(m, &"[".repeat(100_000));
        assert!(call(m, &MODULE, n::loads, &[deep]).is_err());
        assert!(m.pending_is(pyrite_core::types::RECURSION_ERROR));
    });
}
