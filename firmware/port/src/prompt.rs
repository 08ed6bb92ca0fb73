//! The prompt on the serial line: keys to the line editor, statements from there to the machine.

use crate::world::Common;
use pyrite_core::compile::{Mode, Source};
use pyrite_core::machine::{Machine, Root};
use pyrite_core::types::{self, sys};
use pyrite_core::{R, Raised, Value};
use pyrite_repl::{Kind, Outcome, Prompt, Question, Repl, Session, Step};
use pyrite_session as session;

/// The line editor's view of terminal and machine.
pub struct Seat<'s, 'p, 'm, 'a> {
    pub common: &'s Common<'p>,
    pub m: &'m mut Machine<'a>,
}

impl Session for Seat<'_, '_, '_, '_> {
    fn write(&mut self, bytes: &[u8]) {
        self.common.write(bytes);
    }

    fn is_complete(&mut self, block: &str) -> bool {
        session::is_complete(self.m, block)
    }

    fn complete(&mut self, question: Question<'_>, found: &mut dyn FnMut(&str)) {
        session::names(self.m, question, found);
    }

    fn write_error(&mut self) {
        let for_tools = self.m.raw;
        session::write_error(self.m, for_tools);
    }

    fn write_prompt(&mut self, prompt: Prompt) {
        session::with_prompt(self.m, prompt, |text| self.common.write(text.as_bytes()));
    }

    fn prompt_columns(&mut self, prompt: Prompt) -> usize {
        session::with_prompt(self.m, prompt, |text| text.chars().count())
    }
}

/// Talks until a fresh start is asked for.
pub fn talk(repl: &mut Repl<'_>, seat: &mut Seat<'_, '_, '_, '_>) {
    repl.start(seat);
    loop {
        let key = seat.common.key();
        let step = match repl.push(key, seat) {
            Step::Run(kind) => run(repl, seat, kind),
            step => step,
        };
        if step == Step::Reset {
            return;
        }
    }
}

fn run(repl: &mut Repl<'_>, seat: &mut Seat<'_, '_, '_, '_>, kind: Kind) -> Step {
    let mode = match kind {
        Kind::Interactive => Mode::Single,
        Kind::File => Mode::File,
    };
    seat.m.raw = repl.is_raw();
    seat.common.input.begin();
    let result = execute(seat.m, Source::Text(repl.source()), "<stdin>", mode);
    seat.common.input.end();
    let outcome = outcome(seat.m, result);
    repl.finished(outcome, seat)
}

/// Compiles and runs.
pub fn execute(m: &mut Machine, source: Source, file: &str, mode: Mode) -> R<()> {
    let mark = m.mark();
    let result = compile_and_run(m, source, file, mode);
    m.release(mark);
    result
}

fn compile_and_run(m: &mut Machine, source: Source, file: &str, mode: Mode) -> R<()> {
    let file = m.intern(file.as_bytes())?;
    let code = m.compile(source, file, mode)?;
    let Some(globals) = m.root(Root::Main).as_ref() else {
        return Err(Raised);
    };
    m.run_code(code, globals, Value::UNBOUND)?;
    Ok(())
}

/// How a run ended; SystemExit is no error, only a text that it was given is written.
pub fn outcome(m: &mut Machine, result: R<()>) -> Outcome {
    match result {
        Ok(()) => Outcome::Done,
        Err(_) if m.pending_is(types::SYSTEM_EXIT) => {
            let mark = m.mark();
            let e = m.take_pending();
            m.keep(e);
            if let Err(text) = sys::exit_status(m, e)
                && let Ok(text) = m.str(text)
            {
                write_text(m, text);
            }
            m.release(mark);
            Outcome::Exit
        }
        Err(_) => Outcome::Raised,
    }
}

/// Writes a str and the end of the line.
fn write_text(m: &mut Machine, text: Value) {
    let mut buffer = [0; 64];
    let mut at = 0;
    loop {
        let bytes = m.str_bytes(text).unwrap_or_default();
        let part = bytes.get(at..).unwrap_or_default();
        let count = part.len().min(buffer.len());
        for (place, byte) in buffer.iter_mut().zip(part) {
            *place = *byte;
        }
        if count == 0 {
            break;
        }
        at += count;
        m.host.write(buffer.get(..count).unwrap_or_default(), true);
    }
    m.host.write(b"\n", true);
}
