//! A machine with its program: compiling and running source, what the prompt asks, how a program ends.

use pyrite_core::compile::{Mode, Source};
use pyrite_core::host::Host;
use pyrite_core::machine::{Machine, Piece, Root};
use pyrite_core::memory::Kind;
use pyrite_core::types::sys;
use pyrite_core::value::{WORD, Word};
use pyrite_core::{R, Raised, Ref, Value, n, types};
use pyrite_repl::{Kind as SourceKind, Outcome, Prompt, Question};
use pyrite_session as session;

/// Bytes that the heap may grow to, and that it has at first.
const HEAP_LIMIT: usize = 1 << 30;
const HEAP_AT_FIRST: usize = 1 << 20;
/// Words of the machine's stack: a thousand calls of large functions.
const STACK: usize = 1 << 17;

/// What a machine lives in.
pub struct Memory {
    heap: Vec<Word>,
    at_first: usize,
    stack: Vec<Value>,
}

impl Memory {
    /// With a heap of this many bytes, or one that grows.
    pub fn new(size: Option<usize>) -> Self {
        let words = size.unwrap_or(HEAP_LIMIT) / WORD;
        Memory {
            // The system gives zeroed pages when they are touched: what is not used costs nothing.
            heap: vec![0; words],
            at_first: size.unwrap_or(HEAP_AT_FIRST) / WORD,
            stack: vec![Value::NONE; STACK],
        }
    }
}

pub struct Python<'a> {
    m: Machine<'a>,
    /// The status that SystemExit asked for.
    exit: Option<i32>,
}

/// How a program ended, as an exit status.
pub type Status = i32;

impl<'a> Python<'a> {
    /// A machine that compiles for this level of optimisation.
    pub fn new(memory: &'a mut Memory, host: &'a mut dyn Host, optimise: u8) -> Self {
        let Memory {
            heap,
            at_first,
            stack,
        } = memory;
        let mut m = Machine::new(heap, *at_first, stack, host, pyrite_library::SPACES, &[]);
        m.find = pyrite_library::finder::find;
        m.source_line = session::source_line;
        m.with_source = session::with_source;
        m.frozen = pyrite_library::FROZEN;
        // The native stack of this thread has room for as many builtins inside each other as frames.
        m.max_depth = m.recursion_limit;
        m.optimise = optimise;
        Python { m, exit: None }
    }

    /// Leaves out the marks under the lines of tracebacks.
    pub fn without_marks(&mut self) {
        self.m.with_source = |_, _, _| Ok(());
    }

    /// Sets what the collector is put under.
    #[cfg(feature = "stress")]
    pub fn put_under(&mut self, stress: pyrite_core::machine::Stress) {
        self.m.stress = stress;
    }

    /// Sets `sys.argv` and `sys.path`.
    pub fn set_lists(&mut self, arguments: &[String], path: &[String]) -> R<()> {
        session::set_lists(&mut self.m, arguments, path)
    }

    fn globals(&self) -> Option<Ref> {
        self.m.root(Root::Main).as_ref()
    }

    /// Compiles; the code object is a temporary root.
    pub fn compile(&mut self, source: &[u8], file: &str, mode: Mode) -> R {
        let file = self.m.intern(file.as_bytes())?;
        self.m.compile(Source::Text(source), file, mode)
    }

    fn execute(&mut self, source: &[u8], file: &str, mode: Mode) -> R<()> {
        let code = self.compile(source, file, mode)?;
        let Some(globals) = self.globals() else {
            return Err(Raised);
        };
        self.m.run_code(code, globals, Value::UNBOUND)?;
        Ok(())
    }

    /// Runs source as the program; its traceback is written.
    pub fn run_program(&mut self, source: &[u8], file: &str) -> Status {
        let mark = self.m.mark();
        let result = self.execute(source, file, Mode::File);
        self.m.release(mark);
        self.settle(result)
    }

    /// Runs a module, or a package's `__main__`, as the program.
    pub fn run_module(&mut self, name: &str) -> Status {
        let mark = self.m.mark();
        let result = self.execute_module(name);
        self.m.release(mark);
        self.settle(result)
    }

    fn execute_module(&mut self, name: &str) -> R<()> {
        let dotted = self.m.intern(name.as_bytes())?;
        let mut search = self.m.root(Root::Path);
        // Packages on the way are imported; their paths say where to look on.
        if let Some((package, _)) = name.rsplit_once('.') {
            let package = self.m.intern(package.as_bytes())?;
            let names = self.m.new_tuple(&[Value::name(n::__path__)])?;
            let package = self.m.import(None, package, names, 0)?;
            search = match self.m.module_get(package, Value::name(n::__path__)) {
                Some(path) => path,
                None => return Err(self.m.not_a_package(dotted)),
            };
            self.m.keep(search);
        }
        let find = self.m.find;
        let mut found = find(&mut self.m, dotted, search)?;
        if let Some(package) = found.as_ref().and_then(|found| found.package.given()) {
            self.m.keep(package);
            let main = self.m.intern(format!("{name}.__main__").as_bytes())?;
            let inside = self.m.new_list(&[package])?;
            self.m.import(None, dotted, Value::NONE, 0)?;
            found = find(&mut self.m, main, inside)?;
        }
        let Some(found) = found else {
            return Err(self.m.error(
                types::IMPORT_ERROR,
                &[Piece::S("no module named "), Piece::R(dotted)],
            ));
        };
        for v in [found.content, found.file] {
            self.m.keep(v);
        }
        let Some(globals) = self.globals() else {
            return Err(Raised);
        };
        self.m
            .name_set(globals, Value::name(n::__file__), found.file)?;
        let code = match self.m.heap.is(found.content, Kind::Code) {
            true => found.content,
            false => self
                .m
                .compile(Source::Str(found.content), found.file, Mode::File)?,
        };
        self.m.keep(code);
        self.m.run_code(code, globals, Value::UNBOUND)?;
        Ok(())
    }

    pub fn set_file(&mut self, file: &str) -> R<()> {
        let file = self.m.new_str(file.as_bytes())?;
        if let Some(globals) = self.globals() {
            self.m.name_set(globals, Value::name(n::__file__), file)?;
        }
        Ok(())
    }

    /// Writes what a program raised; the status it ends with.
    pub fn settle(&mut self, result: R<()>) -> Status {
        let status = self.status_of(result);
        match sys::at_exit(&mut self.m) {
            Ok(()) => status,
            Err(raised) => self.status_of(Err(raised)),
        }
    }

    /// The end of a machine: what has a `__del__` is told.
    pub fn finish(&mut self) {
        self.m.finalise_all();
    }

    fn status_of(&mut self, result: R<()>) -> Status {
        if result.is_ok() {
            return 0;
        }
        if self.m.pending_is(types::SYSTEM_EXIT) {
            return self.take_exit();
        }
        let interrupted = self.m.pending_is(types::KEYBOARD_INTERRUPT);
        self.write_error(false);
        if interrupted { 130 } else { 1 }
    }

    /// The status that the pending SystemExit asks for. What is no int is written.
    fn take_exit(&mut self) -> Status {
        let mark = self.m.mark();
        let e = self.m.take_pending();
        let status = sys::exit_status(&self.m, e).unwrap_or_else(|text| {
            self.write_value(text);
            1
        });
        self.m.release(mark);
        status
    }

    fn write_value(&mut self, v: Value) {
        if let Ok(text) = self.m.message(&[Piece::V(v), Piece::S("\n")])
            && let Some(bytes) = self.m.str_bytes(text)
        {
            let bytes = bytes.to_vec();
            self.m.host.write(&bytes, true);
        }
    }

    /// The compiled form of a module: the bytes of a `.mpyc` file. Errors are written.
    pub fn compiled_file(&mut self, source: &[u8], file: &str) -> Result<Vec<u8>, Status> {
        let written = self
            .compile(source, file, Mode::File)
            .and_then(|code| self.m.write_code(code));
        match written {
            Ok(bytes) => Ok(self.m.buffer_bytes(bytes).unwrap_or_default().to_vec()),
            Err(raised) => Err(self.settle(Err(raised))),
        }
    }

    /// Runs what the prompt gives.
    pub fn run(&mut self, source: &[u8], kind: SourceKind) -> Outcome {
        let mode = match kind {
            SourceKind::Interactive => Mode::Single,
            SourceKind::File => Mode::File,
        };
        self.m.raw = kind == SourceKind::File;
        let mark = self.m.mark();
        let result = self.execute(source, "<stdin>", mode);
        self.m.release(mark);
        match result {
            Ok(()) => Outcome::Done,
            Err(_) if self.m.pending_is(types::SYSTEM_EXIT) => {
                self.exit = Some(self.take_exit());
                Outcome::Exit
            }
            Err(_) => Outcome::Raised,
        }
    }

    /// The status of a SystemExit at the prompt.
    pub fn exit_status(&self) -> Option<Status> {
        self.exit
    }

    /// Writes the traceback of the pending exception; for tools also an OSError's code as they know it.
    pub fn write_error(&mut self, for_tools: bool) {
        session::write_error(&mut self.m, for_tools);
    }

    pub fn is_complete(&mut self, block: &str) -> bool {
        session::is_complete(&mut self.m, block)
    }

    pub fn complete(&mut self, question: Question<'_>, found: &mut dyn FnMut(&str)) {
        session::names(&mut self.m, question, found);
    }

    /// `sys.ps1` or `sys.ps2`.
    pub fn prompt(&mut self, prompt: Prompt) -> String {
        session::with_prompt(&mut self.m, prompt, str::to_owned)
    }
}
