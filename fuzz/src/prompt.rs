//! Bytes typed at the prompt: in small buffers, on small terminals, with an owner that answers at random.

use pyrite_repl::{Buffers, Kind, Options, Outcome, Question, Repl, Session, Step};

/// An owner that knows some names and calls half of all texts complete.
#[derive(Default)]
struct Owner {
    written: usize,
}

impl Session for Owner {
    fn write(&mut self, bytes: &[u8]) {
        self.written = self.written.wrapping_add(bytes.len());
    }

    fn is_complete(&mut self, block: &str) -> bool {
        let open = block.matches(['(', '[', '{']).count();
        open <= block.matches([')', ']', '}']).count() && !block.ends_with([':', '\\'])
    }

    fn complete(&mut self, question: Question<'_>, found: &mut dyn FnMut(&str)) {
        let prefix = match question {
            Question::Name { prefix }
            | Question::Attribute { prefix, .. }
            | Question::Module { prefix, .. }
            | Question::Member { prefix, .. } => prefix,
        };
        for name in [
            "print",
            "print_all",
            "property",
            "obj",
            "os",
            "\u{e9}clair",
            "_hidden",
            "",
        ] {
            found(name);
        }
        found(&format!("{prefix}_more"));
        found(&prefix.repeat(3));
    }

    fn write_error(&mut self) {
        self.write(b"Traceback\r\n");
    }
}

/// The first bytes choose the sizes, the rest is typed.
pub fn run(data: &[u8]) {
    let (sizes, typed) = data.split_at(data.len().min(4));
    let size = |index: usize| usize::from(sizes.get(index).copied().unwrap_or(40));
    let mut text = vec![0; size(0) * 2];
    let mut history = vec![0; size(1)];
    let mut clipboard = vec![0; size(2) / 8];
    let options = Options {
        banner: "Pyrite",
        columns: size(3) as u16 % 90,
        rows: size(3) as u16 / 8,
        window: 1 + size(2) as u16,
        bracketed_paste: size(3) & 1 == 1,
    };
    let buffers = Buffers {
        text: &mut text,
        history: &mut history,
        clipboard: &mut clipboard,
    };
    let mut repl = Repl::new(options, buffers);
    let mut owner = Owner::default();
    repl.start(&mut owner);
    for (index, byte) in typed.iter().enumerate() {
        let mut step = repl.push(*byte, &mut owner);
        // Whatever the step, the owner does what it says until bytes are wanted again.
        loop {
            step = match step {
                Step::Ready => break,
                Step::Run(kind) => {
                    let outcome = outcome(kind, repl.source());
                    repl.finished(outcome, &mut owner)
                }
                Step::Reset => {
                    repl.start(&mut owner);
                    Step::Ready
                }
            };
        }
        if index % 61 == 60 {
            repl.resize(u16::from(*byte), u16::from(*byte) / 4, &mut owner);
        }
    }
}

fn outcome(kind: Kind, source: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(source);
    if text.contains("SystemExit") {
        Outcome::Exit
    } else if text.contains("raise") || kind == Kind::File && text.is_empty() {
        Outcome::Raised
    } else {
        Outcome::Done
    }
}
