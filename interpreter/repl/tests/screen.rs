//! What a person sees: the bytes written, shown by a terminal.

mod common;
use common::Talk;
use pyrite_repl::Options;

fn at(columns: u16, rows: u16) -> Talk<'static> {
    let options = Options {
        columns,
        rows,
        ..Options::default()
    };
    Talk::new(options, 1024, 1024)
}

#[test]
fn long_lines_are_broken_and_edited_across_the_break() {
    let mut talk = at(12, 10);
    talk.send("abcdefghijklmnop");
    assert_eq!(talk.screen(10, 12), ">>> abcdefgh\nijklmnop");
    talk.send("\x01__\x05!");
    assert_eq!(talk.screen(10, 12), ">>> __abcdef\nghijklmnop!");
    talk.send("\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f");
    assert_eq!(talk.screen(10, 12), ">>> __abcdef");
    assert_eq!(talk.cursor(10, 12), (1, 0));
    talk.send("\x7f");
    assert_eq!(talk.screen(10, 12), ">>> __abcde");
    assert_eq!(talk.cursor(10, 12), (0, 11));
}

#[test]
fn a_wider_terminal_than_assumed_shows_the_same() {
    let mut talk = at(12, 10);
    talk.send("abcdefghijklmnop\x01\x06\x06\x7f");
    assert_eq!(talk.screen(10, 40), ">>> acdefghi\njklmnop");
    assert_eq!(talk.cursor(10, 40), (0, 5));
}

#[test]
fn wide_characters_and_marks_keep_the_cursor_right() {
    let mut talk = at(12, 10);
    talk.send("中文e\u{301}x");
    assert_eq!(talk.cursor(10, 12), (0, 10));
    talk.send("\x1b[D\x1b[D");
    assert_eq!(talk.cursor(10, 12), (0, 8));
    talk.send("\x7f");
    assert_eq!(talk.screen(10, 12), ">>> 中e\u{301}x");
    // A wide character does not fit in the last column.
    talk.send("\x0babcde中");
    assert_eq!(talk.screen(10, 12), ">>> 中abcde\n中");
    assert_eq!(talk.cursor(10, 12), (1, 2));
}

#[test]
fn a_block_is_edited_in_place() {
    let mut talk = at(40, 10);
    talk.send("def f():\rreturn 1");
    assert_eq!(talk.screen(10, 40), ">>> def f():\n...     return 1");
    talk.send("\x1b[A\x01\x06\x06\x06\x06g");
    assert_eq!(talk.screen(10, 40), ">>> def gf():\n...     return 1");
    talk.send("\x05\rx = 2");
    assert_eq!(
        talk.screen(10, 40),
        ">>> def gf():\n...     x = 2\n...     return 1"
    );
    talk.send("\x01\x0b\x0b");
    assert_eq!(talk.screen(10, 40), ">>> def gf():\n...     return 1");
    talk.send("\x01\x7f");
    assert_eq!(talk.screen(10, 40), ">>> def gf():    return 1");
}

#[test]
fn a_block_taller_than_the_terminal_scrolls() {
    let mut talk = at(20, 4);
    talk.send("if 1:\ra\rb\rc\rd\re");
    assert_eq!(
        talk.screen(4, 20),
        "...     b\n...     c\n...     d\n...     e"
    );
    talk.send("\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A");
    assert_eq!(
        talk.screen(4, 20),
        ">>> if 1:\n...     a\n...     b\n...     c"
    );
    talk.send("\x05 ");
    assert_eq!(talk.cursor(4, 20), (0, 10));
    talk.send("\x1b[B\x1b[B\x1b[B\x1b[B");
    assert_eq!(
        talk.screen(4, 20),
        "...     a\n...     b\n...     c\n...     d"
    );
    talk.send("!");
    assert_eq!(
        talk.screen(4, 20),
        "...     a\n...     b\n...     c\n...     d!"
    );
    talk.send("\x03");
    assert_eq!(talk.screen(4, 20), "...     c\n...     d!\n...     e\n>>> ");
}

#[test]
fn history_replaces_blocks_of_other_sizes() {
    let mut talk = at(30, 12);
    talk.send("x = 1\rif 1:\rprint(1)\r\x7f\r");
    talk.send("\x1b[A");
    assert!(talk.screen(12, 30).ends_with(">>> if 1:\n...     print(1)"));
    talk.send("\x1b[A\x1b[A");
    assert!(talk.screen(12, 30).ends_with("\n1\n>>> x = 1"));
    talk.send("\x1b[B");
    assert!(talk.screen(12, 30).ends_with(">>> if 1:\n...     print(1)"));
}

#[test]
fn clear_screen_keeps_the_line() {
    let mut talk = at(30, 12);
    talk.send("print(1)\rabc\x02\x0c");
    assert_eq!(talk.screen(12, 30), ">>> abc");
    assert_eq!(talk.cursor(12, 30), (0, 6));
}

#[test]
fn another_size() {
    let mut talk = at(30, 12);
    talk.send("abcdefghijklmnopq");
    talk.repl.resize(12, 12, &mut talk.owner);
    assert_eq!(talk.screen(12, 30), ">>> abcdefgh\nijklmnopq");
}

#[test]
fn after_any_editing_the_screen_shows_the_text() {
    let keys = [
        "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x02", "\x06", "\x08", "\x1b[3~", "\x0b", "\x15",
        "\x17", "\x19", "\x1bb", "\x1bf", "\x05", "\x10", "\x0e", "a", "bc d", "(", "\u{e9}",
        "\u{4e2d}", "12345678", "\r", "\t",
    ];
    let mut random = 7u32;
    for round in 0..60 {
        let mut talk = at(14, 30);
        // Never whole, so that nothing is run.
        talk.send("(");
        for _ in 0..80 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let key = keys[(random >> 16) as usize % keys.len()];
            let before = talk.repl.source().to_vec();
            if before.iter().filter(|&&b| b == b'\n').count() < 8 || key != "\r" {
                talk.send(key);
            }
            if !talk.repl.source().starts_with(b"(") || talk.repl.source().len() > 150 {
                break;
            }
            let mut fresh = at(14, 30);
            let text = String::from_utf8_lossy(talk.repl.source()).into_owned();
            fresh.send(format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r")));
            assert_eq!(
                talk.screen(30, 14),
                fresh.screen(30, 14),
                "round {round}, {key:?} in {before:?}"
            );
        }
    }
}
