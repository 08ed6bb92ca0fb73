//! Paste mode: Ctrl-E on an empty line.

mod common;
use common::Talk;
use pyrite_repl::Kind;

const GREETING: &str = "\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ";

#[test]
fn text_is_echoed_and_run_as_a_file() {
    let mut talk = Talk::ready();
    assert_eq!(talk.send("\x05"), GREETING);
    assert_eq!(talk.send("if 1:\r"), "if 1:\r\n=== ");
    assert_eq!(talk.send("\tprint(1)\r\n"), "\tprint(1)\r\n=== ");
    assert_eq!(talk.send("\n"), "\r\n=== ");
    assert_eq!(talk.send("\x04"), "\r\n1\r\n>>> ");
    assert_eq!(
        talk.owner.runs,
        [(Kind::File, "if 1:\n\tprint(1)\n\n".into())]
    );
}

#[test]
fn control_c_cancels() {
    let mut talk = Talk::ready();
    talk.send("\x05");
    assert_eq!(talk.send("abc\x03"), "abc\r\n>>> ");
    assert!(talk.owner.runs.is_empty());
}

#[test]
fn more_than_fits_is_not_run() {
    let mut talk = Talk::new(Default::default(), 8, 0);
    talk.send("\x05123456789");
    assert_eq!(
        talk.send("\x04"),
        "\r\nno room: a paste can have 8 bytes here\r\n>>> "
    );
    assert!(talk.owner.runs.is_empty());
}
