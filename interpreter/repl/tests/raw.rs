//! Raw and raw-paste mode, as programs that drive a board use them.

mod common;
use common::Talk;
use pyrite_repl::{Kind, Options};

const GREETING: &str = "raw REPL; CTRL-B to exit\r\n>";

fn raw() -> Talk<'static> {
    let mut talk = Talk::ready();
    assert_eq!(talk.send("\x01"), format!("\r\n{GREETING}"));
    talk
}

#[test]
fn a_command_answers_ok_output_and_error() {
    let mut talk = raw();
    assert_eq!(talk.send("print(1)\nprint(2)"), "");
    assert_eq!(talk.send("\x04"), "OK1\r\n2\r\n\x04\x04>");
    assert_eq!(talk.owner.runs, [(Kind::File, "print(1)\nprint(2)".into())]);
    assert_eq!(
        talk.send("print(1)\nraise\x04"),
        "OK1\r\n\x04Traceback: it raised\r\n\x04>"
    );
}

#[test]
fn control_c_forgets_the_command() {
    let mut talk = raw();
    talk.send("print(1)\x03print(2)\x04");
    assert_eq!(talk.last_source(), "print(2)");
}

#[test]
fn control_a_greets_again() {
    assert_eq!(raw().send("abc\x01"), GREETING);
}

#[test]
fn control_b_goes_back() {
    assert_eq!(raw().send("\x02"), "\r\nPyrite test\r\n>>> ");
}

#[test]
fn an_empty_command_resets_and_stays_raw() {
    assert_eq!(
        raw().send("\x04"),
        format!("OK\r\nMPY: soft reboot\r\n{GREETING}")
    );
}

#[test]
fn system_exit_resets_and_stays_raw() {
    assert_eq!(
        raw().send("raise SystemExit\x04"),
        format!("OK\x04\x04MPY: soft reboot\r\n{GREETING}")
    );
}

#[test]
fn unknown_requests_are_refused() {
    assert_eq!(raw().send("\x05B\x01"), "R\x00>");
}

#[test]
fn raw_paste_controls_the_flow() {
    let options = Options {
        window: 4,
        ..Options::default()
    };
    let mut talk = Talk::new(options, 64, 0);
    talk.send("\x01");
    assert_eq!(talk.send("\x05A\x01"), "R\x01\x04\x00\x01");
    assert_eq!(talk.send("pri"), "");
    assert_eq!(talk.send("n"), "\x01");
    assert_eq!(talk.send("t(1)"), "\x01");
    assert_eq!(talk.send("\x04"), "\x041\r\n\x04\x04>");
    assert_eq!(talk.last_source(), "print(1)");
    assert_eq!(talk.send("\x05A\x01a"), "R\x01\x04\x00\x01");
    assert_eq!(talk.send("\x03"), "\x04\x04KeyboardInterrupt: \r\n\x04>");
}

#[test]
fn more_than_fits_is_a_memory_error() {
    let mut talk = Talk::new(Options::default(), 8, 0);
    talk.send("\x01");
    let refusal = "\x04MemoryError: a command can have 8 bytes here\r\n\x04>";
    assert_eq!(talk.send("123456789\x04"), format!("OK{refusal}"));
    // Raw-paste mode says so at once; the other side answers with Ctrl-D.
    talk.send("\x05A\x01");
    assert_eq!(talk.send("123456789"), "\x04");
    assert_eq!(talk.send("abc"), "");
    assert_eq!(talk.send("\x04"), refusal);
    assert_eq!(talk.send("print(1)\x04"), "OK1\r\n\x04\x04>");
}

#[test]
fn a_tool_gets_in_from_anywhere() {
    let mut talk = Talk::ready();
    talk.send("half a line");
    assert!(talk.send("\r\x03\r\x01").ends_with(GREETING));
    assert!(talk.send("\r\x03\r\x01").ends_with(GREETING));
    talk.send("\x02\x05half a paste");
    assert!(talk.send("\r\x03\r\x01").ends_with(GREETING));
    talk.send("\x02\x1b");
    assert!(talk.send("\r\x03\r\x01").ends_with(GREETING));
}
