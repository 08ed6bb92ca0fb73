//! What a prompt does with what was typed: run it, ask for more, or refuse.

use pyrite_syntax::SliceStore;
use pyrite_syntax::complete::{Input, judge};

fn verdict(source: &str) -> &'static str {
    let mut words = [0; 4096];
    match judge(&mut SliceStore::new(source.as_bytes(), &mut words)) {
        Input::Complete => "complete",
        Input::Incomplete => "incomplete",
        Input::Wrong(_) => "wrong",
    }
}

#[test]
fn whole_lines_are_complete() {
    for source in [
        "",
        "   ",
        "# note",
        "x = 1",
        "x; y",
        "f(\n1)",
        "'''a\nb'''",
        "x = 1 + \\\n2",
        "print('(')",
        "x\n",
    ] {
        assert_eq!(verdict(source), "complete", "{source}");
    }
}

#[test]
fn the_last_of_pasted_statements_counts() {
    for source in ["a\nb", "def f():\n  b\n\nf()", "if a:\n  b\nc"] {
        assert_eq!(verdict(source), "complete", "{source}");
    }
    for source in ["a\nif b:", "a\nif b:\n  c", "def f():\n  b\nf("] {
        assert_eq!(verdict(source), "incomplete", "{source}");
    }
}

#[test]
fn brackets_strings_and_joined_lines_go_on() {
    for source in [
        "f(",
        "[1,",
        "{1: 2,\n",
        "x = (1\n\n",
        "'''a",
        "'''a\n",
        "f'''{a",
        "f'''{a}\n",
        "x = 1 + \\",
        "'a\\",
        "f'{a",
    ] {
        assert_eq!(verdict(source), "incomplete", "{source}");
    }
}

#[test]
fn blocks_go_on_until_a_blank_line() {
    let blocks = [
        "if a:",
        "if a: b",
        "if a:\n  b",
        "if a:\n  b\nelse:",
        "def f():",
        "class A:\n  x = 1",
        "try:\n  a",
        "@a",
        "match a:",
        "match a:\n  case 1:",
        "for a in b:\n  if c:\n    d",
        "with a:\n  f(",
        "async def f():\n  pass",
    ];
    for source in blocks {
        assert_eq!(verdict(source), "incomplete", "{source}");
    }
    for source in [
        "if a: b\n",
        "if a:\n  b\n",
        "def f():\n  return 1\n  ",
        "try:\n  a\nfinally:\n  b\n",
    ] {
        assert_eq!(verdict(source), "complete", "{source}");
    }
    for source in ["if a:\n", "try:\n  a\n", "def f():\n\n"] {
        assert_eq!(verdict(source), "wrong", "{source}");
    }
}

#[test]
fn mistakes_are_refused_at_once() {
    for source in [
        "x y", "x = ", ")", "f(]", "'a", "1 +", "if a\n", "  x", "f(a b)", "if a:\nb", "else:",
    ] {
        assert_eq!(verdict(source), "wrong", "{source}");
    }
}
