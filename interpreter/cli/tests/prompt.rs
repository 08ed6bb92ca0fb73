//! The prompt as a person sees it, on a real terminal.

mod common;
use common::{Folder, Terminal};

fn at_prompt(home: &Folder) -> Terminal {
    let mut terminal = Terminal::start(home, &[]);
    terminal.shows("for more information.\n>>> ");
    terminal
}

#[test]
fn values_are_shown() {
    let home = Folder::new("values");
    let mut terminal = at_prompt(&home);
    assert!(terminal.screen().starts_with("MicroPython"));
    assert!(terminal.screen().contains("Pyrite"));
    terminal.send("1 + 2\r");
    terminal.shows("\n>>> 1 + 2\n3\n>>> ");
    terminal.send("print('a')\r");
    terminal.shows(">>> print('a')\na\n>>> ");
    terminal.send("\x04");
    assert!(terminal.ended().success());
}

#[test]
fn blocks_are_indented_and_run() {
    let home = Folder::new("blocks");
    let mut terminal = at_prompt(&home);
    terminal.send("for i in (1, 2):\rprint(i)\r\x7f\r");
    terminal.shows(">>> for i in (1, 2):\n...     print(i)\n... \n1\n2\n>>> ");
}

#[test]
fn errors_do_not_end_the_session() {
    let home = Folder::new("errors");
    let mut terminal = at_prompt(&home);
    terminal.send("missing\r");
    terminal.shows("NameError: name 'missing' is not defined\n>>> ");
    terminal.send("x = (\r\x03y = 1\ry\r");
    terminal.shows(">>> y\n1\n>>> ");
}

#[test]
fn control_c_stops_a_loop_and_a_sleep() {
    let home = Folder::new("interrupt");
    let mut terminal = at_prompt(&home);
    terminal.send("while True: pass\r\r");
    std::thread::sleep(std::time::Duration::from_millis(300));
    terminal.send("\x03");
    terminal.shows("KeyboardInterrupt\n>>> ");
    terminal.send("import time; time.sleep(60)\r");
    std::thread::sleep(std::time::Duration::from_millis(300));
    terminal.send("\x03");
    terminal.shows("KeyboardInterrupt\n>>> ");
}

#[test]
fn a_program_reads_the_keyboard() {
    let home = Folder::new("input");
    let mut terminal = at_prompt(&home);
    terminal.send("input('name? ')\r");
    terminal.shows("name? ");
    terminal.send("Ada\r");
    terminal.shows("name? Ada\n'Ada'\n>>> ");
}

#[test]
fn history_is_kept_between_sessions() {
    let home = Folder::new("history");
    let mut first = at_prompt(&home);
    first.send("'first session'\r");
    first.shows("'first session'\n>>> ");
    first.send("\x04");
    first.ended();
    let mut second = at_prompt(&home);
    second.send("\x1b[A\r");
    second.shows(">>> 'first session'\n'first session'\n>>> ");
}

#[test]
fn tab_completes_names_attributes_and_modules() {
    let home = Folder::new("tab");
    let mut terminal = at_prompt(&home);
    terminal.send("imp\tos\r");
    terminal.shows(">>> import os\n>>> ");
    terminal.send("number_of_things = 5\rnumber_o\t\r");
    terminal.shows(">>> number_of_things\n5\n>>> ");
    terminal.send("'abc'.isdi\t()\r");
    terminal.shows("no attribute 'isdi'\n>>> ");
    terminal.send("s = 'abc'\rs.isdi\t()\r");
    terminal.shows(">>> s.isdigit()\nFalse\n>>> ");
    terminal.send("os.getc\t()[:1]\r");
    terminal.shows("os.getcwd()[:1]\n'/'\n>>> ");
    terminal.send("from os import getc\t\r");
    terminal.shows("from os import getcwd\n>>> ");
}

#[test]
fn system_exit_gives_the_status() {
    let home = Folder::new("exit");
    let mut terminal = at_prompt(&home);
    terminal.send("raise SystemExit(7)\r");
    assert_eq!(terminal.ended().code(), Some(7));
}

#[test]
fn prompts_can_be_changed() {
    let home = Folder::new("prompts");
    let mut terminal = at_prompt(&home);
    terminal.send("import sys; sys.ps1 = 'py> '; sys.ps2 = '... > '\r");
    terminal.shows("\npy> ");
    terminal.send("(1 +\r2)\r");
    terminal.shows("py> (1 +\n... > 2)\n3\npy> ");
}

#[test]
fn the_prompt_follows_a_program() {
    let home = Folder::new("inspect");
    let mut terminal = Terminal::start(&home, &["-i", "-c", "x = 42"]);
    terminal.shows("for more information.\n>>> ");
    terminal.send("x\r");
    terminal.shows(">>> x\n42\n>>> ");
}

#[test]
fn tools_drive_it_in_raw_mode() {
    let home = Folder::new("raw");
    let mut terminal = at_prompt(&home);
    terminal.exchange("\r\x03\r\x01", b"raw REPL; CTRL-B to exit\r\n>");
    terminal.exchange("print(1)\x04", b"OK1\r\n\x04\x04>");
    terminal.exchange(
        "\x04",
        b"OK\r\nMPY: soft reboot\r\nraw REPL; CTRL-B to exit\r\n>",
    );
    terminal.exchange("\x05A\x01", b"R\x01\x00\x08\x01");
    terminal.exchange("print('raw-paste')\x04", b"\x04raw-paste\r\n\x04\x04>");
    terminal.exchange(
        "missing\x04",
        b"NameError: name 'missing' is not defined\r\n\x04>",
    );
    terminal.exchange(
        "open('/no/such')\x04",
        b"No such file or directory: '/no/such'\r\nOSError: [Errno 2] ENOENT\r\n\x04>",
    );
    terminal.exchange("\x02", b">>> ");
}

#[test]
fn tools_are_answered_before_a_silent_program_ends() {
    let home = Folder::new("silent");
    let mut terminal = at_prompt(&home);
    terminal.exchange("\x01", b"raw REPL; CTRL-B to exit\r\n>");
    let stopped =
        b"\x04Traceback (most recent call last):\r\n  File \"<stdin>\", line 1, in <module>\r\n\
        KeyboardInterrupt\r\n\x04>";
    terminal.exchange("while True: pass\x04", b"OK");
    terminal.exchange("\x03", stopped);
    terminal.exchange("print('so far', end='')\nwhile True: pass\x04", b"OKso far");
    terminal.exchange("\x03", b"KeyboardInterrupt\r\n\x04>");
    terminal.exchange("\x05A\x01", b"R\x01\x00\x08\x01");
    terminal.exchange("while True: pass\x04", b"\x04");
    terminal.exchange("\x03", stopped);
}

#[test]
fn tools_see_what_they_type_for_input() {
    let home = Folder::new("typed");
    let mut terminal = at_prompt(&home);
    terminal.exchange("\x01", b"raw REPL; CTRL-B to exit\r\n>");
    let ask = "a = input('name? ')\nb = input()\nprint([a, b])\x04";
    terminal.exchange(ask, b"OKname? ");
    terminal.exchange("bo\x08ob\r\n", b"bo\x08 \x08ob\r\n");
    terminal.exchange("x\r", b"x\r\n['bob', 'x']\r\n\x04\x04>");
    // Nothing is shown of what a program reads byte by byte.
    terminal.exchange("import sys; print(sys.stdin.read(3))\x04", b"OK");
    terminal.exchange("abc", b"abc\r\n\x04\x04>");
}

#[test]
fn tools_paste_programs_of_many_windows() {
    let home = Folder::new("windows");
    let mut terminal = at_prompt(&home);
    terminal.exchange("\x01", b"raw REPL; CTRL-B to exit\r\n>");
    terminal.exchange("\x05A\x01", b"R\x01\x00\x08\x01");
    let line = "x = 'sixteen bytes';\n".repeat(500);
    let (first, rest) = line.split_at(2048);
    terminal.exchange(first, b"\x01");
    let mut rest = rest;
    while rest.len() > 2048 {
        let (window, more) = rest.split_at(2048);
        terminal.exchange(window, b"\x01");
        rest = more;
    }
    terminal.send(rest);
    terminal.exchange("print(len(x))\x04", b"\x0413\r\n\x04\x04>");
}

#[test]
fn pasted_statements_run_one_after_the_other() {
    let home = Folder::new("pasted");
    let mut terminal = at_prompt(&home);
    terminal.send("\x1b[200~def f():\n    return 6\n\nf() * 7\nfor i in range(2):\n    print(i)\nf()\x1b[201~\r");
    terminal.shows("\n42\n0\n1\n6\n>>> ");
}
