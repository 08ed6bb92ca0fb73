//! A board at its prompt, behind a serial line: the real prompt, a few files, and of Python only the calls that file access
//! makes, and programs of `print('...')`, `raise X` and `while True: pass`.

use crate::calls::{self, Value};
use crate::faults::Replies;
use crate::{Device, Faults, Mishap};
use pyrite_flash::repl::helper;
use pyrite_flash::{Event, Pipe};
use pyrite_repl::{Buffers, Kind, Options, Outcome, Question, Repl, SOFT_REBOOT, Session, Step};
use std::collections::BTreeMap;

pub struct Board<'b> {
    repl: Repl<'b>,
    home: Home,
    /// A program runs; only Ctrl-C ends it.
    busy: bool,
    /// Boards from before raw-paste mode take its question for Ctrl-A.
    pub pastes: bool,
    asked: u8,
    replies: Replies,
    faults: Faults,
    plugged: bool,
}

/// What the prompt's owner has.
#[derive(Default)]
struct Home {
    output: Vec<u8>,
    error: Option<String>,
    files: BTreeMap<String, Vec<u8>>,
    folders: Vec<String>,
    helper: bool,
    /// Number and answer of the last call.
    last: Option<(u32, bool, Vec<u8>)>,
    open: Option<File>,
    faults: Option<Faults>,
    dead: bool,
}

struct File {
    path: String,
    writes: bool,
    at: usize,
}

impl Session for Home {
    fn write(&mut self, bytes: &[u8]) {
        self.output.extend_from_slice(bytes);
    }

    fn is_complete(&mut self, _: &str) -> bool {
        true
    }

    fn complete(&mut self, _: Question<'_>, _: &mut dyn FnMut(&str)) {}

    fn write_error(&mut self) {
        let error = self.error.take().unwrap_or_default();
        let text = format!("Traceback (most recent call last):\r\n{error}\r\n");
        self.write(text.as_bytes());
    }
}

impl<'b> Board<'b> {
    /// Room of some 16 KB holds what is sent.
    pub fn new(room: &'b mut [u8]) -> Board<'b> {
        let buffers = Buffers {
            text: room,
            history: &mut [],
            clipboard: &mut [],
        };
        let mut board = Board {
            repl: Repl::new(Options::default(), buffers),
            home: Home::default(),
            busy: false,
            pastes: true,
            asked: 0,
            replies: Replies::default(),
            faults: Faults::none(),
            plugged: true,
        };
        board.repl.start(&mut board.home);
        board.flush(None);
        board
    }

    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.home.files
    }

    pub fn put(&mut self, path: &str, content: &[u8]) {
        self.home.files.insert(path.to_owned(), content.to_vec());
    }

    pub fn set_faults(&mut self, faults: Faults) {
        self.home.faults = Some(faults.clone());
        self.faults = faults;
    }

    /// Starts a program that ends only by Ctrl-C.
    pub fn hang(&mut self) {
        self.busy = true;
    }

    /// Whether people find their prompt.
    pub fn is_at_prompt(&self) -> bool {
        !self.busy && self.repl.is_editing()
    }

    /// Takes typed bytes, gives what the board writes.
    pub fn talk(&mut self, bytes: &[u8]) -> Vec<u8> {
        for byte in bytes {
            self.push(*byte);
        }
        std::mem::take(&mut self.home.output)
    }

    fn push(&mut self, byte: u8) {
        if self.busy {
            if byte == 3 {
                self.busy = false;
                self.home.error = Some("KeyboardInterrupt: ".to_owned());
                let step = self.repl.finished(Outcome::Raised, &mut self.home);
                self.follow(step);
            }
            return;
        }
        if !self.pastes && self.repl.is_raw() {
            self.asked = match (self.asked, byte) {
                (_, 5) => 1,
                (1, b'A') => 2,
                _ => 0,
            };
            if self.asked > 0 {
                return;
            }
        }
        let step = self.repl.push(byte, &mut self.home);
        self.follow(step);
    }

    fn follow(&mut self, mut step: Step) {
        loop {
            step = match step {
                Step::Ready => return,
                Step::Run(kind) => {
                    let source = self.repl.source().to_vec();
                    match self.home.run(&source, kind) {
                        Some(outcome) => self.repl.finished(outcome, &mut self.home),
                        None => {
                            self.busy = true;
                            return;
                        }
                    }
                }
                Step::Reset => {
                    self.home.write(SOFT_REBOOT);
                    self.home.helper = false;
                    self.home.last = None;
                    self.home.open = None;
                    if !self.repl.is_raw() {
                        let main = self.home.files.get("main.py").cloned();
                        // What it raises is not looked at.
                        let _ = self.home.run(&main.unwrap_or_default(), Kind::File);
                    }
                    self.repl.start(&mut self.home);
                    Step::Ready
                }
            };
        }
    }

    fn flush(&mut self, mishap: Option<Mishap>) {
        let output = std::mem::take(&mut self.home.output);
        if !output.is_empty() {
            self.replies.push(output, mishap, &mut self.faults);
        }
    }

    fn gone(&mut self) -> bool {
        if self.home.dead || self.faults.unplugs() {
            self.plugged = false;
        }
        !self.plugged
    }
}

impl Home {
    /// Runs a program; nothing where it does not end.
    fn run(&mut self, source: &[u8], kind: Kind) -> Option<Outcome> {
        if kind != Kind::File {
            return Some(Outcome::Done);
        }
        if source == helper::load() {
            self.helper = true;
            self.last = None;
            self.write(format!("{}\r\n", helper::LOADED).as_bytes());
            return Some(Outcome::Done);
        }
        let text = String::from_utf8_lossy(source);
        if let Some(call) = text.strip_prefix("_p(") {
            return Some(match (self.helper, calls::parse(call)) {
                (_, None) => self.raise("SyntaxError: invalid syntax"),
                (false, _) => self.raise("NameError: name '_p' isn't defined"),
                (true, Some(values)) => self.call(&values),
            });
        }
        for line in text.lines() {
            let print = line
                .strip_prefix("print('")
                .and_then(|line| line.strip_suffix("')"));
            if let Some(text) = print {
                self.write(format!("{text}\r\n").as_bytes());
            } else if let Some(what) = line.strip_prefix("raise ") {
                return Some(self.raise(what));
            } else if line == "while True: pass" {
                return None;
            } else if !line.is_empty() {
                return Some(self.raise("SyntaxError: invalid syntax"));
            }
        }
        Some(Outcome::Done)
    }

    fn raise(&mut self, error: &str) -> Outcome {
        self.error = Some(error.to_owned());
        Outcome::Raised
    }

    /// `_p` of the helper.
    fn call(&mut self, values: &[Value]) -> Outcome {
        let [
            Value::Number(number),
            Value::Number(a),
            Value::Number(b),
            rest @ ..,
        ] = values
        else {
            return self.raise("TypeError: arguments");
        };
        let plain = rest
            .iter()
            .map(Value::plain)
            .collect::<Vec<_>>()
            .join(&b","[..]);
        if helper::checksum(&plain, (*number, 0)) != (*a, *b) {
            return Outcome::Done;
        }
        if self.last.as_ref().is_none_or(|(last, ..)| last != number) {
            let (good, answer) = match self.act(rest) {
                Ok(answer) => (true, answer),
                Err(error) => (false, error.as_bytes().to_vec()),
            };
            self.last = Some((*number, good, answer));
        }
        if let Some((number, good, answer)) = &self.last {
            let good = u32::from(*good);
            let (a, b) = helper::checksum(answer, (*number, good));
            let text = calls::literal(answer);
            let line = format!("{number} {good} {a} {b} {text}\r\n");
            self.write(line.as_bytes());
        }
        Outcome::Done
    }

    fn act(&mut self, values: &[Value]) -> Result<Vec<u8>, &'static str> {
        const MISSING: &str = "OSError(2, 'ENOENT')";
        match values {
            [Value::Text(name), Value::Text(path), Value::Text(mode)] if name == "open" => {
                let writes = mode == "wb";
                if writes {
                    self.files.insert(path.clone(), Vec::new());
                } else if !self.files.contains_key(path) {
                    return Err(MISSING);
                }
                self.open = Some(File {
                    path: path.clone(),
                    writes,
                    at: 0,
                });
                Ok(Vec::new())
            }
            [Value::Text(name), Value::Bytes(bytes)] if name == "write" => {
                let file = self.open.as_ref().filter(|file| file.writes);
                let file = file.ok_or("NameError(\"name '_h' isn't defined\")")?;
                let content = self.files.get_mut(&file.path).ok_or(MISSING)?;
                if self.faults.as_mut().is_some_and(Faults::fails) {
                    self.dead = true;
                    return Err("power");
                }
                content.extend_from_slice(bytes);
                Ok(Vec::new())
            }
            [Value::Text(name), Value::Number(count)] if name == "read" => {
                let file = self.open.as_mut().filter(|file| !file.writes);
                let file = file.ok_or("NameError(\"name '_h' isn't defined\")")?;
                let content = self.files.get(&file.path).ok_or(MISSING)?;
                let end = content.len().min(file.at + *count as usize);
                let part = content.get(file.at..end).unwrap_or(&[]).to_vec();
                file.at = end;
                Ok(part)
            }
            [Value::Text(name)] if name == "close" => {
                self.open = None;
                Ok(Vec::new())
            }
            [Value::Text(name), Value::Text(path)] if name == "check" => {
                let content = self.files.get(path).ok_or(MISSING)?;
                let (a, b) = helper::checksum(content, (1, 0));
                Ok(format!("{} {a} {b}", content.len()).into_bytes())
            }
            [Value::Text(name), Value::Text(path)] if name == "list" => {
                let mut text = String::new();
                for folder in self.folders.iter().filter(|_| path.is_empty()) {
                    text.push_str(&format!("d 0 {folder}\n"));
                }
                for (file, content) in &self.files {
                    text.push_str(&format!("f {} {file}\n", content.len()));
                }
                Ok(text.into_bytes())
            }
            [Value::Text(name), Value::Text(path)] if name == "remove" => {
                self.files.remove(path).ok_or(MISSING)?;
                Ok(Vec::new())
            }
            [Value::Text(name), Value::Text(path)] if name == "mkdir" => {
                if !self.folders.contains(path) {
                    self.folders.push(path.clone());
                }
                Ok(Vec::new())
            }
            [Value::Text(name), Value::Text(path)] if name == "rmdir" => {
                let at = self.folders.iter().position(|folder| folder == path);
                self.folders.remove(at.ok_or(MISSING)?);
                Ok(Vec::new())
            }
            _ => Err("KeyError('_f')"),
        }
    }
}

impl Device for Board<'_> {
    fn output(&mut self, pipe: Pipe, data: &[u8]) -> Event {
        if self.gone() {
            return Event::Disconnected;
        }
        if pipe != Pipe::Serial {
            return Event::Stalled;
        }
        let mishap = self.faults.mishap();
        let mut data = data.to_vec();
        let at = self.faults.random().below(data.len() as u64) as usize;
        match mishap {
            // A byte is lost, or another on the way to the board.
            Some(Mishap::LostRequest) if at < data.len() => {
                data.remove(at);
            }
            Some(Mishap::Busy) => {
                if let Some(byte) = data.get_mut(at) {
                    *byte ^= 1 << (at % 7);
                }
            }
            _ => {}
        }
        for byte in data {
            self.push(byte);
        }
        if self.home.dead {
            self.plugged = false;
            return Event::Disconnected;
        }
        let mishap = mishap.filter(|mishap| *mishap != Mishap::LostRequest);
        self.flush(mishap);
        Event::Sent
    }

    fn input(&mut self, pipe: Pipe, length: usize) -> Event {
        if self.gone() {
            return Event::Disconnected;
        }
        if pipe != Pipe::Serial {
            return Event::Stalled;
        }
        match self.replies.take() {
            Some(mut reply) => {
                if reply.len() > length {
                    let rest = reply.split_off(length);
                    self.replies.put_back(rest);
                }
                Event::Received(reply)
            }
            None => Event::Timeout,
        }
    }

    fn pass(&mut self, _: u32) {}
}
