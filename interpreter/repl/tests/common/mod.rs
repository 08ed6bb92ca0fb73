//! An owner of the prompt for the tests: a terminal that remembers, and a machine that knows `print` and `raise`.
#![allow(dead_code)]

use pyrite_repl::{Buffers, Kind, Options, Outcome, Question, Repl, Session, Step};

pub const BANNER: &str = "Pyrite test";

#[derive(Default)]
pub struct Owner {
    pub out: Vec<u8>,
    pub names: Vec<&'static str>,
    pub prompts: Option<[&'static str; 2]>,
    pub runs: Vec<(Kind, String)>,
    pub resets: usize,
}

impl Session for Owner {
    fn write(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    fn is_complete(&mut self, block: &str) -> bool {
        let open = block.matches(['(', '[', '{']).count();
        let closed = block.matches([')', ']', '}']).count();
        let compound = block.lines().next().is_some_and(|line| line.ends_with(':'));
        open <= closed && !block.ends_with('\\') && (!compound || block.ends_with('\n'))
    }

    fn complete(&mut self, question: Question<'_>, found: &mut dyn FnMut(&str)) {
        let known = match question {
            Question::Name { .. } => self.names.as_slice(),
            Question::Attribute { of: "obj", .. } => &["public_attr", "_hidden", "public_method"],
            Question::Module { package: "", .. } => &["os", "sys"],
            Question::Member { module: "os", .. } => &["listdir"],
            _ => &[],
        };
        known.iter().for_each(|name| found(name));
    }

    fn write_error(&mut self) {
        self.write(b"Traceback: it raised\r\n");
    }

    fn write_prompt(&mut self, prompt: pyrite_repl::Prompt) {
        let index = usize::from(prompt == pyrite_repl::Prompt::Further);
        let text = self
            .prompts
            .map_or(prompt.usual(), |prompts| prompts[index]);
        self.write(text.as_bytes());
    }

    fn prompt_columns(&mut self, prompt: pyrite_repl::Prompt) -> usize {
        let index = usize::from(prompt == pyrite_repl::Prompt::Further);
        self.prompts.map_or(4, |prompts| prompts[index].len())
    }
}

impl Owner {
    fn run(&mut self, kind: Kind, source: &str) -> Outcome {
        self.runs.push((kind, source.to_string()));
        for line in source.lines() {
            match line
                .trim()
                .strip_prefix("print(")
                .and_then(|rest| rest.strip_suffix(')'))
            {
                Some(what) => self.write(format!("{what}\r\n").as_bytes()),
                None if line.contains("raise SystemExit") => return Outcome::Exit,
                None if line.contains("raise") => return Outcome::Raised,
                None => {}
            }
        }
        Outcome::Done
    }
}

pub struct Talk<'b> {
    pub repl: Repl<'b>,
    pub owner: Owner,
}

impl<'b> Talk<'b> {
    pub fn new(options: Options<'b>, text: usize, history: usize) -> Self {
        let room = |size: usize| vec![0; size].leak();
        let buffers = Buffers {
            text: room(text),
            history: room(history),
            clipboard: room(64),
        };
        let mut talk = Talk {
            repl: Repl::new(options, buffers),
            owner: Owner::default(),
        };
        talk.repl.start(&mut talk.owner);
        talk
    }

    /// At the first prompt, with what was written so far forgotten.
    pub fn ready() -> Self {
        let options = Options {
            banner: BANNER,
            ..Options::default()
        };
        let mut talk = Talk::new(options, 1024, 1024);
        talk.owner.out.clear();
        talk
    }

    /// Sends bytes; gives what came back.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> String {
        let before = self.owner.out.len();
        for &byte in bytes.as_ref() {
            let mut step = self.repl.push(byte, &mut self.owner);
            while step != Step::Ready {
                step = match step {
                    Step::Ready => Step::Ready,
                    Step::Run(kind) => {
                        let source = String::from_utf8_lossy(self.repl.source()).into_owned();
                        let outcome = self.owner.run(kind, &source);
                        self.repl.finished(outcome, &mut self.owner)
                    }
                    Step::Reset => {
                        self.owner.resets += 1;
                        self.owner.write(pyrite_repl::SOFT_REBOOT);
                        self.repl.start(&mut self.owner);
                        Step::Ready
                    }
                };
            }
        }
        String::from_utf8_lossy(&self.owner.out[before..]).into_owned()
    }

    /// What the terminal shows, without the empty rows at its end.
    pub fn screen(&self, rows: u16, columns: u16) -> String {
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        terminal.process(&self.owner.out);
        terminal.screen().contents()
    }

    /// Row and column of the terminal's cursor.
    pub fn cursor(&self, rows: u16, columns: u16) -> (u16, u16) {
        let mut terminal = vt100::Parser::new(rows, columns, 0);
        terminal.process(&self.owner.out);
        terminal.screen().cursor_position()
    }

    pub fn last_source(&self) -> &str {
        self.owner.runs.last().map_or("", |(_, source)| source)
    }
}
