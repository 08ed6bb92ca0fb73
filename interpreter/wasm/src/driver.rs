//! From messages to a machine at work: a program or the prompt, in turns of a few milliseconds.

use crate::api;
use crate::board::{Given, Kind as BoardKind, Simulated};
use crate::console::Console;
use crate::files::Drive;
use crate::home::{HEAP_LIMIT, Living};
use crate::host::{Common, PICTURE, World};
use crate::page::{Doing, Page};
use pyrite_core::compile::{Mode, Source};
use pyrite_core::files::Errno;
use pyrite_core::machine::{Machine, Root, Stop, Wait};
use pyrite_core::types::{self, sys};
use pyrite_core::{R, Raised, Value, n};
use pyrite_repl::{
    Buffers, Kind, Options, Outcome, Prompt, Question, Repl, SOFT_REBOOT, Session, Step,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Milliseconds of a turn: messages wait no longer.
const TURN: f64 = 8.0;
/// Sleeps shorter than this many milliseconds are no change of state for people.
const NAP: f64 = 200.0;
/// Jumps back and calls between two looks at clock and Stop: few enough that even slow ones take no 100 ms.
const SLICE: u16 = 2_000;
/// Milliseconds between two looks at the files that a running program wrote.
const TELL_FILES: f64 = 500.0;
/// Milliseconds until a full terminal is looked at again.
const FULL: f64 = 4.0;

/// Bytes of a statement or a pasted program, of earlier entries, of what Ctrl-K took.
const TEXT: usize = 1 << 20;
const HISTORY: usize = 64 << 10;
const CLIPBOARD: usize = 64 << 10;

const BANNER: &str = concat!(
    "Pyrite ",
    env!("CARGO_PKG_VERSION"),
    ", Python 3.12\nType help() for more information."
);

/// The name that a program's file has when the page does not say another.
const MAIN: &str = "main.py";

/// When `work` is to be called again.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Wake {
    /// As soon as messages have been looked at.
    Now,
    /// After this many milliseconds, or when something comes.
    After(f64),
    /// When something comes.
    Never,
}

/// What the machine runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Task {
    Nothing,
    /// The program of the project.
    Program,
    /// What was typed at the prompt.
    Statement,
}

/// The interpreter of one page.
pub struct Interpreter {
    common: Rc<Common>,
    drive: Drive,
    living: Option<Living>,
    repl: Repl<'static>,
    task: Task,
    heap: usize,
    board: BoardKind,
    files_told: f64,
}

/// The prompt's view of terminal and machine.
struct Seat<'s, 'm, 'a> {
    common: &'s Common,
    m: &'m mut Machine<'a>,
}

impl Session for Seat<'_, '_, '_> {
    fn write(&mut self, bytes: &[u8]) {
        self.common.console.borrow_mut().write_raw(bytes);
    }

    fn is_complete(&mut self, block: &str) -> bool {
        pyrite_session::is_complete(self.m, block)
    }

    fn complete(&mut self, question: Question<'_>, found: &mut dyn FnMut(&str)) {
        pyrite_session::names(self.m, question, found);
    }

    fn write_error(&mut self) {
        let mark = self.m.mark();
        let e = self.m.take_pending();
        self.m.keep(e);
        pyrite_session::write_exception(self.m, e, false);
        self.common.flush();
        let report = pyrite_session::report(self.m, e);
        self.common.page.error(&report);
        self.m.release(mark);
    }

    fn write_prompt(&mut self, prompt: Prompt) {
        let mut console = self.common.console.borrow_mut();
        pyrite_session::with_prompt(self.m, prompt, |text| console.write_raw(text.as_bytes()));
    }

    fn prompt_columns(&mut self, prompt: Prompt) -> usize {
        pyrite_session::with_prompt(self.m, prompt, |text| text.chars().count())
    }
}

impl Interpreter {
    pub fn new(page: Box<dyn Page>, columns: u16, rows: u16) -> Interpreter {
        let lend = |size| Box::leak(vec![0; size].into_boxed_slice());
        let options = Options {
            banner: BANNER,
            columns,
            rows,
            window: 1024,
            bracketed_paste: true,
        };
        let buffers = Buffers {
            text: lend(TEXT),
            history: lend(HISTORY),
            clipboard: lend(CLIPBOARD),
        };
        Interpreter {
            common: Rc::new(Common {
                page,
                console: RefCell::new(Console::default()),
                interrupt: Cell::new(false),
                doing: Cell::new(Doing::Idle),
                began: Cell::new(0.0),
                sets: RefCell::default(),
                log: RefCell::default(),
                drawn: Cell::new(f64::NEG_INFINITY),
                moves: Cell::new(false),
            }),
            drive: Drive::default(),
            living: None,
            repl: Repl::new(options, buffers),
            task: Task::Nothing,
            heap: HEAP_LIMIT,
            board: BoardKind::default(),
            files_told: 0.0,
        }
    }

    /// Limits the heap of the machines to come, in bytes: as small as that of a board.
    pub fn set_heap(&mut self, bytes: usize) {
        self.heap = bytes.clamp(32 << 10, HEAP_LIMIT);
    }

    /// The machines to come are for a board of this kind, and its log is empty.
    pub fn set_board(&mut self, board: BoardKind) {
        self.board = board;
        self.common.log.borrow_mut().clear();
    }

    /// A person does something to the board. True: a program that waits should be given a turn.
    pub fn set(&mut self, part: String, given: Given) {
        self.common.sets.borrow_mut().push((part, given));
        if self.task == Task::Nothing {
            self.look_at_board(true);
        }
    }

    /// The documented names of this board's modules: see `api`.
    pub fn api(&mut self) -> String {
        if !self.renew() {
            return String::new();
        }
        self.with(api::table).unwrap_or_default()
    }

    /// Puts a file of the project in its place.
    pub fn put_file(&mut self, path: &str, content: &[u8]) -> Result<(), Errno> {
        self.drive.0.borrow_mut().put(path, content)
    }

    /// Takes a file or folder away.
    pub fn remove_file(&mut self, path: &str) {
        self.drive.0.borrow_mut().take(path);
    }

    /// A fresh machine with a prompt.
    pub fn start(&mut self) {
        if self.renew() {
            self.at_prompt(|repl, seat| {
                repl.start(seat);
                Step::Ready
            });
        }
        self.idle();
    }

    /// A fresh machine that runs a file of the project; the prompt comes afterwards, with what the program defined.
    pub fn run(&mut self, main: Option<&str>) {
        let main = main.unwrap_or(MAIN);
        if !self.renew() {
            return;
        }
        self.begin_clock();
        let result = {
            let drive = &mut self.drive;
            match pyrite_session::read(drive, main) {
                Ok(source) => self.with(|m| {
                    let result = begin(m, &source, main, Mode::File);
                    let file = m.new_str(main.as_bytes());
                    result.and_then(|()| set_file(m, file?))
                }),
                Err(_) => {
                    let text = format!("There is no file {main} to run.\n");
                    self.common.console.borrow_mut().write(text.as_bytes());
                    self.finished(Outcome::Done);
                    return;
                }
            }
        };
        match result {
            Ok(()) => self.task = Task::Program,
            Err(_) => self.finished(Outcome::Raised),
        }
    }

    /// Stop: a KeyboardInterrupt for the program; at the prompt, a fresh line.
    pub fn stop(&mut self) {
        if self.task == Task::Nothing {
            self.keys(&[0x03]);
        } else {
            self.common.console.borrow_mut().forget();
            self.common.interrupt.set(true);
        }
    }

    /// Keys from the terminal.
    pub fn keys(&mut self, keys: &[u8]) {
        let mut keys = keys;
        while let Some((key, rest)) = keys.split_first() {
            if self.task != Task::Nothing {
                if self.common.console.borrow_mut().push(keys) {
                    self.common.interrupt.set(true);
                }
                return;
            }
            keys = rest;
            let key = *key;
            self.at_prompt(|repl, seat| repl.push(key, seat));
        }
        self.common.flush();
    }

    /// The terminal has another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.at_prompt(|repl, seat| {
            repl.resize(columns, rows, seat);
            Step::Ready
        });
        self.common.flush();
    }

    /// Whether a program or a statement runs.
    pub fn is_busy(&self) -> bool {
        self.task != Task::Nothing
    }

    /// Does what there is to do, for a turn.
    pub fn work(&mut self) -> Wake {
        let wake = self.turn();
        // What waits for long shows now what has changed; a program that works, once for each picture.
        self.look_at_board(matches!(wake, Wake::Never | Wake::After(16.0..)));
        let wake = self.no_later_than_the_board(wake);
        self.common.flush();
        let now = self.common.page.millis();
        let idle = self.task == Task::Nothing;
        if idle || now - self.files_told >= TELL_FILES {
            self.files_told = now;
            self.tell_files(idle);
        }
        wake
    }

    /// What changes on the board by itself is seen while the program waits.
    fn no_later_than_the_board(&self, wake: Wake) -> Wake {
        let soon = 2.0 * PICTURE;
        match wake {
            _ if !self.common.moves.get() => wake,
            Wake::Never => Wake::After(soon),
            Wake::After(millis) => Wake::After(millis.min(soon)),
            other => other,
        }
    }

    fn turn(&mut self) -> Wake {
        let end = self.common.page.millis() + TURN;
        loop {
            if self.task == Task::Nothing {
                return Wake::Never;
            }
            if self.common.console.borrow().is_full() {
                self.common.flush();
            }
            if !self.common.page.keeps_up() && !self.common.interrupt.get() {
                return Wake::After(FULL);
            }
            let Some(living) = &mut self.living else {
                return Wake::Never;
            };
            match living.with(|m| (m.run(1), m.host.micros())) {
                (Stop::Done(_), _) => self.ended(Ok(())),
                (Stop::Raised, _) => self.ended(Err(Raised)),
                (Stop::OutOfFuel, _) => {
                    self.common.say(Doing::Running);
                    if self.common.page.millis() >= end {
                        return Wake::Now;
                    }
                }
                (Stop::Waiting(Wait::Until(time)), now) => {
                    let left = time.saturating_sub(now) as f64 / 1e3;
                    if left > 0.0 {
                        if left >= NAP {
                            self.common.say(Doing::Waiting);
                        }
                        return Wake::After(left);
                    }
                }
                (Stop::Waiting(Wait::Input), _) => {
                    self.common.say(Doing::Input);
                    return match self
                        .living
                        .as_mut()
                        .map(|living| living.with(|m| m.next_tick()))
                    {
                        None | Some(u64::MAX) => Wake::Never,
                        Some(time) => {
                            let now = living_micros(&mut self.living);
                            Wake::After(time.saturating_sub(now) as f64 / 1e3)
                        }
                    };
                }
            }
        }
    }

    /// Has the board feel what was done to it, and the page hear what changed on it.
    fn look_at_board(&mut self, now: bool) {
        if now {
            self.common.drawn.set(f64::NEG_INFINITY);
        }
        if let Some(living) = &mut self.living {
            living.with(|m| {
                m.host.board();
            });
        }
    }

    /// A machine instead of the one before. False: there is none.
    fn renew(&mut self) -> bool {
        self.living = None;
        self.task = Task::Nothing;
        self.drive.0.borrow_mut().close_all();
        self.repl.give_way();
        // What was typed and pressed before is not meant for what comes.
        self.common.console.borrow_mut().take_ahead();
        self.common.take_interrupt();
        self.common.sets.borrow_mut().clear();
        let id = (self.common.page.random() * 1e15) as u64;
        let log = self.common.log.borrow().clone();
        let board = Simulated::new(self.board, id, log);
        let world = World::new(self.common.clone(), self.drive.clone(), board);
        self.living = Living::begin(world, self.heap, self.board.spaces());
        self.look_at_board(true);
        self.with(|m| {
            m.set_slice(SLICE);
            pyrite_hardware::start(m)?;
            let path = [String::new(), "/lib".to_owned()];
            pyrite_session::set_lists(m, &[MAIN.to_owned()], &path)
        })
        .is_ok()
    }

    fn with<T>(&mut self, f: impl for<'a> FnOnce(&mut Machine<'a>) -> R<T>) -> R<T> {
        match &mut self.living {
            Some(living) => living.with(f),
            None => Err(Raised),
        }
    }

    fn begin_clock(&mut self) {
        self.common.began.set(self.common.page.millis());
        self.common.doing.set(Doing::Idle);
        self.common.say(Doing::Running);
    }

    /// What ran has come to its end.
    fn ended(&mut self, result: R<()>) {
        let program = self.task == Task::Program;
        self.task = Task::Nothing;
        let outcome = self.with(|m| {
            let outcome = outcome(m, result, program);
            if program && sys::at_exit(m).is_err() {
                return Ok(Outcome::Raised);
            }
            Ok(outcome)
        });
        self.finished(outcome.unwrap_or(Outcome::Done));
    }

    /// Writes the error and the prompt, and gives it what was typed meanwhile.
    fn finished(&mut self, outcome: Outcome) {
        self.task = Task::Nothing;
        self.common.take_interrupt();
        self.at_prompt(|repl, seat| repl.finished(outcome, seat));
        self.idle();
        let ahead = self.common.console.borrow_mut().take_ahead();
        self.keys(&ahead);
    }

    fn idle(&mut self) {
        if self.task == Task::Nothing {
            self.common.flush();
            self.look_at_board(true);
            self.tell_files(true);
            self.common.say(Doing::Idle);
        }
    }

    fn tell_files(&mut self, all: bool) {
        let (changed, removed) = self.drive.0.borrow_mut().take_changes(all);
        for path in removed {
            self.common.page.file_removed(&path);
        }
        for (path, content) in changed {
            self.common.page.file_changed(&path, &content);
        }
    }

    /// Lets the prompt act, and does what it says.
    fn at_prompt(&mut self, act: impl FnOnce(&mut Repl<'static>, &mut Seat) -> Step) {
        let Self {
            common,
            living: Some(living),
            repl,
            ..
        } = self
        else {
            return;
        };
        match living.with(|m| act(repl, &mut Seat { common, m })) {
            Step::Ready => {}
            Step::Run(kind) => self.run_typed(kind),
            Step::Reset => {
                self.common.console.borrow_mut().write_raw(SOFT_REBOOT);
                self.start();
            }
        }
    }

    fn run_typed(&mut self, kind: Kind) {
        let mode = match kind {
            Kind::Interactive => Mode::Single,
            Kind::File => Mode::File,
        };
        self.common.take_interrupt();
        self.begin_clock();
        let Self {
            living: Some(living),
            repl,
            ..
        } = self
        else {
            return;
        };
        match living.with(|m| begin(m, repl.source(), "<stdin>", mode)) {
            Ok(()) => self.task = Task::Statement,
            Err(_) => self.finished(Outcome::Raised),
        }
    }
}

fn living_micros(living: &mut Option<Living>) -> u64 {
    match living {
        Some(living) => living.with(|m| m.host.micros()),
        None => 0,
    }
}

/// Compiles, and has the machine ready to run it.
fn begin(m: &mut Machine, source: &[u8], file: &str, mode: Mode) -> R<()> {
    let mark = m.mark();
    let result = compile_and_begin(m, source, file, mode);
    m.release(mark);
    result
}

fn compile_and_begin(m: &mut Machine, source: &[u8], file: &str, mode: Mode) -> R<()> {
    let file = m.intern(file.as_bytes())?;
    let code = m.compile(Source::Text(source), file, mode)?;
    let Some(globals) = m.root(Root::Main).as_ref() else {
        return Err(Raised);
    };
    m.begin(code, globals)
}

fn set_file(m: &mut Machine, file: Value) -> R<()> {
    match m.root(Root::Main).as_ref() {
        Some(globals) => m.name_set(globals, Value::name(n::__file__), file),
        None => Ok(()),
    }
}

/// How a run ended, for the prompt. A program may exit; at the prompt that means a fresh machine.
fn outcome(m: &mut Machine, result: R<()>, program: bool) -> Outcome {
    if result.is_ok() {
        return Outcome::Done;
    }
    if !m.pending_is(types::SYSTEM_EXIT) {
        return Outcome::Raised;
    }
    if !program {
        m.take_pending();
        return Outcome::Exit;
    }
    let mark = m.mark();
    let e = m.take_pending();
    m.keep(e);
    if let Err(text) = sys::exit_status(m, e)
        && let Ok(text) = m.str(text)
    {
        let bytes = m.str_bytes(text).unwrap_or_default().to_vec();
        m.host.write(&bytes, true);
        m.host.write(b"\n", true);
    }
    m.release(mark);
    Outcome::Done
}

#[cfg(test)]
#[path = "driver_tests.rs"]
mod driver_tests;
