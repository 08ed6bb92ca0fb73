use super::*;
use pyrite_session::Report;
use std::time::{Duration, Instant};

/// What a page was told.
#[derive(Default)]
struct Told {
    output: String,
    states: Vec<Doing>,
    reports: Vec<Report>,
    changed: Vec<(String, Vec<u8>)>,
    removed: Vec<String>,
    pictures: Vec<[u8; 25]>,
    sent: Vec<Vec<u8>>,
}

struct TestPage {
    start: Instant,
    told: Rc<RefCell<Told>>,
    keeps_up: Rc<Cell<bool>>,
}

impl Page for TestPage {
    fn millis(&self) -> f64 {
        self.start.elapsed().as_secs_f64() * 1e3
    }

    fn date(&self) -> f64 {
        1.7e12
    }

    fn zone(&self, _moment: f64) -> i32 {
        3600
    }

    fn random(&self) -> f64 {
        0.5
    }

    fn interrupted(&self) -> bool {
        false
    }

    fn typed(&self) -> Vec<u8> {
        Vec::new()
    }

    fn block(&self, _millis: f64) -> bool {
        false
    }

    fn output(&self, bytes: &[u8]) {
        self.told.borrow_mut().output += &String::from_utf8_lossy(bytes);
    }

    fn keeps_up(&self) -> bool {
        self.keeps_up.get()
    }

    fn doing(&self, doing: Doing, _seconds: f64) {
        self.told.borrow_mut().states.push(doing);
    }

    fn error(&self, report: &Report) {
        self.told.borrow_mut().reports.push(report.clone());
    }

    fn file_changed(&self, path: &str, content: &[u8]) {
        let change = (path.to_owned(), content.to_vec());
        self.told.borrow_mut().changed.push(change);
    }

    fn file_removed(&self, path: &str) {
        self.told.borrow_mut().removed.push(path.to_owned());
    }

    fn board(&self, news: &crate::board::News) {
        let mut told = self.told.borrow_mut();
        told.pictures.extend(news.matrix);
        told.sent
            .extend(news.sent.iter().map(|sent| sent.bytes.clone()));
    }
}

/// An interpreter and its page.
struct Desk {
    interpreter: Interpreter,
    told: Rc<RefCell<Told>>,
    keeps_up: Rc<Cell<bool>>,
}

impl Desk {
    fn new() -> Desk {
        let told = Rc::<RefCell<Told>>::default();
        let keeps_up = Rc::new(Cell::new(true));
        let page = TestPage {
            start: Instant::now(),
            told: told.clone(),
            keeps_up: keeps_up.clone(),
        };
        Desk {
            interpreter: Interpreter::new(Box::new(page), 80, 24),
            told,
            keeps_up,
        }
    }

    fn running(main: &str) -> Desk {
        let mut desk = Desk::new();
        desk.interpreter
            .put_file("main.py", main.as_bytes())
            .unwrap();
        desk.interpreter.run(None);
        desk
    }

    /// Works until nothing is left to do.
    fn work(&mut self) -> Wake {
        loop {
            match self.interpreter.work() {
                Wake::Now => {}
                Wake::After(millis) => {
                    std::thread::sleep(Duration::from_micros((millis * 1e3) as u64))
                }
                Wake::Never => return Wake::Never,
            }
        }
    }

    /// What was shown since the last call, without the codes for pasting.
    fn shown(&mut self) -> String {
        let output = std::mem::take(&mut self.told.borrow_mut().output);
        output.replace("\x1b[?2004h", "").replace("\x1b[?2004l", "")
    }

    fn kind(&self) -> String {
        let told = self.told.borrow();
        told.reports
            .last()
            .map_or(String::new(), |report| report.kind.clone())
    }
}

#[test]
fn a_program_runs_and_leaves_its_variables_at_the_prompt() {
    let mut desk = Desk::running("import helper\nx = helper.twice(21)\nprint('x', x)\n");
    desk.interpreter
        .put_file("helper.py", b"def twice(n):\n    return n * 2\n")
        .unwrap();
    desk.interpreter.run(None);
    desk.work();
    assert_eq!(desk.shown(), "x 42\r\n>>> ");
    desk.interpreter.keys(b"x + 1\r");
    desk.work();
    assert_eq!(desk.shown(), "x + 1\r\n43\r\n>>> ");
    assert_eq!(desk.told.borrow().states.last(), Some(&Doing::Idle));
}

#[test]
fn an_error_is_told_in_parts_and_shown() {
    let mut desk = Desk::running("def f(n):\n    return 1 / n\n\nf(0)\n");
    desk.work();
    assert!(desk.shown().contains(
        "    return 1 / n\r\n           ~~^~~\r\nZeroDivisionError: division by zero\r\n>>> "
    ));
    let report = desk.told.borrow().reports[0].clone();
    assert_eq!(
        (report.kind.as_str(), report.message.as_str()),
        ("ZeroDivisionError", "division by zero")
    );
    let places: Vec<(&str, u32, &str)> = report
        .frames
        .iter()
        .map(|frame| (frame.file.as_str(), frame.line, frame.function.as_str()))
        .collect();
    assert_eq!(places, [("main.py", 4, "<module>"), ("main.py", 2, "f")]);
}

#[test]
fn a_syntax_error_has_its_place_also_in_an_imported_module() {
    let mut desk = Desk::running("import broken\n");
    desk.interpreter
        .put_file("broken.py", b"x = 1\nif x\n    pass\n")
        .unwrap();
    desk.interpreter.run(None);
    desk.work();
    let report = desk.told.borrow().reports[0].clone();
    assert_eq!(report.kind, "SyntaxError");
    let last = report.frames.last().unwrap();
    assert_eq!(
        (last.file.as_str(), last.line, last.column),
        ("broken.py", 2, 5)
    );
    assert_eq!(report.frames[0].file, "main.py");
}

#[test]
fn a_program_sees_what_is_done_to_its_board_and_shows_what_it_does() {
    let mut desk = Desk::running(
        "from microbit import *\nimport radio\nradio.on()\ndisplay.show(Image.HEART)\n\
         while not button_a.was_pressed():\n    sleep(5)\n\
         print(temperature(), radio.receive())\nradio.send('hi')\ndisplay.clear()\n",
    );
    while desk.told.borrow().pictures.last().is_none_or(|p| p[1] == 0) {
        desk.interpreter.work();
    }
    let mut set = |part: &str, given| desk.interpreter.set(part.to_owned(), given);
    set("temperature", Given::Number(33.0));
    set("radio", Given::Packet(b"\x01\x00\x01hello".to_vec(), None));
    set("button_a", Given::Switch(true));
    desk.work();
    assert_eq!(desk.shown(), "33 hello\r\n>>> ");
    let told = desk.told.borrow();
    assert_eq!(told.sent, [b"\x01\x00\x01hi".to_vec()]);
    assert_eq!(told.pictures.last(), Some(&[0; 25]));
}

#[test]
fn the_log_stays_when_a_program_starts_anew() {
    let mut desk = Desk::running(
        "import log\nlog.set_labels('n', timestamp=None)\nlog.add(n=1)\nprint('ok')\n",
    );
    desk.work();
    desk.interpreter.run(None);
    desk.work();
    assert!(desk.shown().ends_with("ok\r\n>>> "));
    let log = desk.interpreter.common.log.borrow().clone();
    assert_eq!(String::from_utf8_lossy(&log).matches("1\n").count(), 2);
}

#[test]
fn every_board_tells_its_documented_names() {
    let mut desk = Desk::new();
    let table = desk.interpreter.api();
    for line in [
        "builtins.print\tprint(",
        "microbit.sleep\tsleep(ms) -- ",
        "microbit.display.scroll\tscroll(",
        "microbit.Image.HEART\t\n",
        "music.play\tplay(",
        "math.pi\t\n",
        "os.path.join\t",
    ] {
        assert!(table.contains(line), "{line} is not in\n{table}");
    }
    desk.interpreter.set_board(BoardKind::Pyboard);
    let table = desk.interpreter.api();
    assert!(
        table.contains("pyb.LED\t") && table.contains("pyb.LED.on\ton() -- "),
        "{table}"
    );
    assert!(!table.contains("microbit."));
}

#[test]
fn stop_ends_loops_sleeps_and_input() {
    for program in [
        "while True:\n    pass\n",
        "import time\ntime.sleep(1000)\n",
        "input('name? ')\n",
        "import sys\nsys.stdin.readline()\n",
        "import sys\nfor line in sys.stdin: pass\n",
        "def f():\n    while True:\n        yield 1\nfor x in f():\n    pass\n",
        "sum(iter(int, 1))\n",
        "x = [3] * 1000\nwhile True:\n    sorted(x)\n",
    ] {
        let mut desk = Desk::running(program);
        // Without shared memory no message comes into a builtin: for that one, Stop is pressed before.
        let start = Instant::now();
        while !program.starts_with("sum") && start.elapsed() < Duration::from_millis(30) {
            desk.interpreter.work();
        }
        desk.interpreter.stop();
        desk.work();
        assert_eq!(desk.kind(), "KeyboardInterrupt", "{program}");
        assert!(
            desk.shown().ends_with("KeyboardInterrupt\r\n>>> "),
            "{program}"
        );
    }
}

#[test]
fn input_shows_what_is_typed_and_gives_the_line() {
    let mut desk = Desk::running("name = input('Who? ')\nprint('Hello', name)\n");
    assert_eq!(desk.work(), Wake::Never);
    assert_eq!(desk.shown(), "Who? ");
    assert_eq!(desk.told.borrow().states.last(), Some(&Doing::Input));
    desk.interpreter.keys("Adä".as_bytes());
    desk.work();
    assert_eq!(desk.shown(), "Adä");
    desk.interpreter.keys(b"\r");
    desk.work();
    assert_eq!(desk.shown(), "\r\nHello Adä\r\n>>> ");
}

#[test]
fn a_program_that_reads_standard_input_waits_for_it() {
    let mut desk = Desk::running(concat!(
        "import sys\n",
        "print(repr(sys.stdin.readline()))\n",
        "print(repr(sys.stdin.read(4)), repr(sys.stdin.readline()))\n",
        "for line in sys.stdin:\n",
        "    print(line.split())\n",
        "print(sys.stdin.readlines(), repr(sys.stdin.read()))\n",
    ));
    assert_eq!(desk.work(), Wake::Never);
    assert_eq!(desk.told.borrow().states.last(), Some(&Doing::Input));
    for (keys, shown) in [
        ("one", "one"),
        ("\r", "\r\n'one\\n'\r\n"),
        ("a\r", "a\r\n"),
        ("bcd\r", "bcd\r\n'a\\nbc' 'd\\n'\r\n"),
        ("1 2\r", "1 2\r\n['1', '2']\r\n"),
        ("3\r4\r", "3\r\n['3']\r\n4\r\n['4']\r\n"),
        ("\x04", ""),
        ("x\ry\r", "x\r\ny\r\n"),
        ("\x04", ""),
    ] {
        desk.interpreter.keys(keys.as_bytes());
        desk.work();
        assert_eq!(desk.shown(), shown, "{keys:?}");
    }
    desk.interpreter.keys(b"\x04");
    desk.work();
    assert_eq!(desk.shown(), "['x\\n', 'y\\n'] ''\r\n>>> ");
}

#[test]
fn what_is_typed_ahead_goes_to_the_prompt() {
    let mut desk = Desk::running("import time\ntime.sleep(0.05)\n");
    desk.interpreter.work();
    desk.interpreter.keys(b"6 * 7\r");
    desk.work();
    assert_eq!(desk.shown(), ">>> 6 * 7\r\n42\r\n>>> ");
}

#[test]
fn a_program_waits_for_a_terminal_that_does_not_keep_up() {
    let mut desk = Desk::running("while True:\n    print('x' * 100)\n");
    desk.keeps_up.set(false);
    for _ in 0..50 {
        assert!(matches!(desk.interpreter.work(), Wake::After(_)));
    }
    assert!(desk.shown().len() < 1 << 20);
    desk.interpreter.stop();
    desk.work();
    assert_eq!(desk.kind(), "KeyboardInterrupt");
}

#[test]
fn files_that_a_program_writes_are_told() {
    let mut desk = Desk::running(
        "import os\nwith open('out.txt', 'w') as f:\n    f.write('one\\ntwo')\nos.mkdir('d')\nos.remove('old.txt')\n",
    );
    desk.interpreter.put_file("old.txt", b"x").unwrap();
    desk.interpreter.run(None);
    desk.work();
    let told = desk.told.borrow();
    assert_eq!(
        told.changed,
        [
            ("d/".to_owned(), vec![]),
            ("out.txt".to_owned(), b"one\ntwo".to_vec())
        ]
    );
    assert_eq!(told.removed, ["old.txt"]);
}

#[test]
fn a_full_heap_and_endless_recursion_leave_it_alive() {
    for (program, kind) in [
        (
            "x = []\nwhile True:\n    x.append(bytes(1000000))\n",
            "MemoryError",
        ),
        ("def f():\n    return f()\nf()\n", "RecursionError"),
        (
            "class A:\n    def __repr__(self):\n        return repr(self)\nprint(A())\n",
            "RecursionError",
        ),
    ] {
        let mut desk = Desk::running(program);
        desk.work();
        assert_eq!(desk.kind(), kind);
        desk.shown();
        desk.interpreter.keys(b"1 + 1\r");
        desk.work();
        assert_eq!(desk.shown(), "1 + 1\r\n2\r\n>>> ");
    }
}

#[test]
fn exit_ends_a_program_and_begins_afresh_at_the_prompt() {
    let mut desk = Desk::running("import sys\nx = 1\nsys.exit('no more')\n");
    desk.work();
    assert_eq!(desk.shown(), "no more\r\n>>> ");
    assert!(desk.told.borrow().reports.is_empty());
    desk.interpreter.keys(b"raise SystemExit\r");
    desk.work();
    assert!(desk.shown().contains("soft reboot"));
    desk.interpreter.keys(b"x\r");
    desk.work();
    assert_eq!(desk.kind(), "NameError");
}

#[test]
fn a_missing_program_is_said() {
    let mut desk = Desk::new();
    desk.interpreter.run(Some("game.py"));
    desk.work();
    assert_eq!(desk.shown(), "There is no file game.py to run.\r\n>>> ");
}
