//! Friendly mode, exchange by exchange: what is sent and what comes back.

mod common;
use common::Talk;
use pyrite_repl::Kind;

const LEFT: &str = "\x1b[D";
const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";

#[test]
fn starts_with_banner_and_prompt() {
    let options = pyrite_repl::Options {
        banner: "Pyrite test\nType help",
        ..Default::default()
    };
    let talk = Talk::new(options, 64, 0);
    assert_eq!(talk.owner.out, b"Pyrite test\r\nType help\r\n>>> ");
}

#[test]
fn a_line_is_echoed_run_and_prompted_again() {
    let mut talk = Talk::ready();
    assert_eq!(talk.send("print(1)\r"), "print(1)\r\n1\r\n>>> ");
    assert_eq!(talk.owner.runs, [(Kind::Interactive, "print(1)".into())]);
}

#[test]
fn each_line_end_counts_once() {
    for end in ["\r", "\n", "\r\n"] {
        let mut talk = Talk::ready();
        talk.send(format!("a{end}{end}b{end}"));
        assert_eq!(talk.owner.runs.len(), 2, "{end:?}");
        assert_eq!(
            String::from_utf8_lossy(&talk.owner.out),
            "a\r\n>>> \r\n>>> b\r\n>>> "
        );
    }
}

#[test]
fn an_error_is_written_before_the_prompt() {
    let mut talk = Talk::ready();
    assert_eq!(
        talk.send("raise\r"),
        "raise\r\nTraceback: it raised\r\n>>> "
    );
}

#[test]
fn keys_of_the_line_editor() {
    for (keys, line) in [
        ("ac\x1b[Db", "abc"),
        ("bc\x1b[Ha", "abc"),
        ("bc\x1b[1~a", "abc"),
        ("bc\x1bOHa\x1bOFd", "abcd"),
        ("bc\x01a\x05d", "abcd"),
        ("abx\x7fc", "abc"),
        ("abx\x08c", "abc"),
        ("axb\x1b[D\x1b[D\x1b[3~", "ab"),
        ("ab\x01\x06\x06c", "abc"),
        ("ac\x02b", "abc"),
        ("axb\x02\x02\x04", "ab"),
        ("abcxyz\x1b[D\x1b[D\x1b[D\x0b", "abc"),
        ("xyzabc\x1b[D\x1b[D\x1b[D\x15", "abc"),
        ("one two\x17", "one "),
        ("one two\x1b\x7f", "one "),
        ("one two\x01\x1bd", " two"),
        ("one two\x1bbx", "one xtwo"),
        ("one two\x01\x1bfx", "onex two"),
        ("one two\x1b[1;5Dx", "one xtwo"),
        ("one two\x01\x1b[1;5Cx", "onex two"),
        ("one two\x17\x19\x19", "one twotwo"),
        ("naïve\x7f\x7f\x1b[D\x7fi", "niï"),
        ("a\x1b[99;99zb\x1b[?1c", "ab"),
    ] {
        let mut talk = Talk::ready();
        talk.send(keys);
        talk.send("\r");
        assert_eq!(talk.last_source(), line, "{keys:?}");
    }
}

#[test]
fn little_is_sent_for_a_small_change() {
    let mut talk = Talk::ready();
    assert_eq!(talk.send("a"), "a");
    assert_eq!(talk.send("c"), "c");
    assert_eq!(talk.send(LEFT), "\x08");
    assert_eq!(talk.send("b"), "bc\x08");
    assert_eq!(talk.send("\x05"), "\x1b[1C");
    assert_eq!(talk.send("\x7f"), "\x08\x1b[K");
    assert_eq!(talk.send("\x01\x04"), "\x08\x08b\x1b[K\x08");
}

#[test]
fn a_block_ends_with_an_empty_line() {
    let mut talk = Talk::ready();
    assert_eq!(talk.send("if 1:\r"), "if 1:\r\n...     ");
    assert_eq!(talk.send("print(1)\r"), "print(1)\r\n...     ");
    assert_eq!(talk.send("\x7f"), "\x08\x08\x08\x08\x1b[K");
    assert_eq!(talk.send("\r"), "\r\n1\r\n>>> ");
    assert_eq!(talk.last_source(), "if 1:\n    print(1)\n\n");
}

#[test]
fn blanks_alone_do_not_end_a_block_but_stop_the_indentation() {
    let mut talk = Talk::ready();
    talk.send("if 1:\rprint(1)\r");
    assert_eq!(talk.send("\r"), "\r\n...     ");
    assert_eq!(talk.send("\r"), "\r\n... ");
    assert_eq!(talk.send("\r"), "\r\n1\r\n>>> ");
}

#[test]
fn indentation_deepens_behind_a_colon() {
    let mut talk = Talk::ready();
    talk.send("def f():\rfor i in x:\r");
    assert_eq!(talk.send("print(i)\r"), "print(i)\r\n...         ");
    assert_eq!(talk.send("\x7f"), "\x08\x08\x08\x08\x1b[K");
}

#[test]
fn text_that_brings_its_own_indentation_is_not_indented_twice() {
    let mut talk = Talk::ready();
    assert_eq!(talk.send("if 0:\r  "), "if 0:\r\n...     \x08\x08\x08 ");
    talk.send("print(2)\relse:\r  print(3)\r\r");
    assert_eq!(
        talk.last_source(),
        "if 0:\n  print(2)\nelse:\n  print(3)\n\n"
    );

    let mut talk = Talk::ready();
    talk.send("if 0:\r\tprint(2)\relse:\r\tprint(3)\r\r");
    assert_eq!(
        talk.last_source(),
        "if 0:\n    print(2)\nelse:\n    print(3)\n\n"
    );
}

#[test]
fn open_brackets_continue_the_line() {
    let mut talk = Talk::ready();
    assert_eq!(talk.send("(1 +\r"), "(1 +\r\n... ");
    assert_eq!(talk.send("2)\r"), "2)\r\n>>> ");
    assert_eq!(talk.last_source(), "(1 +\n2)\n");
}

#[test]
fn control_c_drops_what_was_typed() {
    let mut talk = Talk::ready();
    assert_eq!(talk.send("abc\x03"), "abc\r\n>>> ");
    assert_eq!(talk.send("if 1:\r\x03"), "if 1:\r\n...     \r\n>>> ");
    assert_eq!(talk.send("\x03"), "\r\n>>> ");
    assert!(talk.owner.runs.is_empty());
}

#[test]
fn control_d_ends_a_block_or_resets() {
    let mut talk = Talk::ready();
    talk.send("if 1:\rprint(1)\r\x7f");
    assert_eq!(talk.send("\x04"), "\r\n1\r\n>>> ");
    assert_eq!(
        talk.send("\x04"),
        "\r\nMPY: soft reboot\r\nPyrite test\r\n>>> "
    );
    assert_eq!(talk.owner.resets, 1);
}

#[test]
fn system_exit_resets() {
    let mut talk = Talk::ready();
    assert_eq!(
        talk.send("raise SystemExit\r"),
        "raise SystemExit\r\nMPY: soft reboot\r\nPyrite test\r\n>>> "
    );
}

#[test]
fn control_b_shows_the_banner() {
    let mut talk = Talk::ready();
    assert_eq!(talk.send("\x02"), "\r\nPyrite test\r\n>>> ");
}

#[test]
fn other_prompts() {
    let mut talk = Talk::ready();
    talk.owner.prompts = Some(["PS1", "PS2"]);
    talk.send("\r");
    assert_eq!(talk.send("(1 +\r2)\r"), "(1 +\r\nPS22)\r\nPS1");
}

#[test]
fn history_goes_back_and_forth() {
    let mut talk = Talk::ready();
    talk.send("1\r2\r2\r3\r");
    assert_eq!(talk.send(UP), "3");
    assert_eq!(talk.send(UP), "\x082");
    assert_eq!(talk.send("\x10"), "\x081");
    assert_eq!(talk.send(UP), "");
    assert_eq!(talk.send("\x0e"), "\x082");
    assert_eq!(talk.send(DOWN), "\x083");
    assert_eq!(talk.send(DOWN), "\x08\x1b[K");
    assert_eq!(talk.send(DOWN), "");
}

#[test]
fn the_line_being_typed_is_kept() {
    let mut talk = Talk::ready();
    talk.send("old\rnew");
    talk.send(UP);
    talk.send(DOWN);
    talk.send("er\r");
    assert_eq!(talk.last_source(), "newer");
    let kept: Vec<_> = talk.repl.history().oldest_first().collect();
    assert_eq!(kept, ["old", "newer"]);
}

#[test]
fn the_history_forgets_the_oldest() {
    let mut talk = Talk::new(Default::default(), 64, 12);
    talk.send("one\rtwo\rthree\r");
    let kept: Vec<_> = talk.repl.history().oldest_first().collect();
    assert_eq!(kept, ["two", "three"]);
    talk.send("longer than the whole room\r");
    let kept: Vec<_> = talk.repl.history().newest_first().collect();
    assert_eq!(kept, ["three", "two"]);
}

#[test]
fn a_block_comes_back_whole_and_runs_at_once() {
    let mut talk = Talk::ready();
    talk.send("if 1:\rprint(1)\r\x7f\r");
    assert_eq!(talk.send(UP), "if 1:\r\n...     print(1)");
    assert_eq!(talk.send("\r"), "\r\n1\r\n>>> ");
    // Up moves inside the block before it leaves it.
    talk.send(UP);
    talk.send(UP);
    talk.send("\x050");
    talk.send(DOWN);
    talk.send("\r");
    assert_eq!(talk.last_source(), "if 1:0\n    print(1)\n");
}

#[test]
fn search_finds_and_takes_over() {
    let mut talk = Talk::ready();
    talk.send("import os\rprint(7)\rx = 1\r");
    assert!(talk.send("\x12pr").ends_with("search `pr': print(7)"));
    assert_eq!(talk.send("\r"), "\r\x1b[K>>> print(7)\r\n7\r\n>>> ");
    talk.send("keep\x12imp\x07!\r");
    assert_eq!(talk.last_source(), "keep!");
    talk.send("\x12o\x12\x05.path\r");
    assert_eq!(talk.last_source(), "import os.path");
}

#[test]
fn a_full_buffer_is_said_and_nothing_breaks() {
    let mut talk = Talk::new(Default::default(), 8, 0);
    talk.owner.out.clear();
    assert_eq!(talk.send("12345678"), "12345678");
    assert_eq!(
        talk.send("9"),
        "\r\nno room: a statement can have 8 bytes here\r\n>>> 12345678"
    );
    assert_eq!(talk.send("9"), "\x07");
    talk.send("\r");
    assert_eq!(talk.last_source(), "12345678");
    talk.send("if 1:\r");
    talk.send("print(1)");
    talk.send("\r\r\r\x03");
    assert!(talk.send("1\r").ends_with(">>> "));
}

#[test]
fn marked_paste_is_taken_as_it_is() {
    let options = pyrite_repl::Options {
        bracketed_paste: true,
        ..Default::default()
    };
    let mut talk = Talk::new(options, 256, 0);
    assert_eq!(talk.owner.out, b"\x1b[?2004h>>> ");
    talk.send("\x1b[200~if 1:\r    a\r\r    b\x1b[201~");
    assert_eq!(talk.send("\r"), "\r\n\x1b[?2004l\x1b[?2004h>>> ");
    assert_eq!(talk.last_source(), "if 1:\n    a\n\n    b\n");
}

#[test]
fn any_bytes_are_survived() {
    let mut state = 1u32;
    for size in [0, 1, 7, 64] {
        let mut talk = Talk::new(Default::default(), size, size);
        talk.owner.names = vec!["print", "property", "été"];
        for _ in 0..40_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let random = (state >> 16) as u8;
            let byte = match random {
                0..=95 => random % 32,
                96..=127 => *b"[]();:O~ABCDHF0123459 ab\t\n\xc3\xa9\xe4\xb8\xad\x7f"
                    .get(usize::from(random - 96))
                    .unwrap_or(&b' '),
                other => other,
            };
            talk.send([byte]);
        }
    }
}
