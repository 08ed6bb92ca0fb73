//! What the machine asks of the outside: a few calls. Everything else (files, pins, clocks for Python) is a module's business.

use crate::board::Board;
use crate::files::Files;
use crate::machine::Machine;
use crate::native::R;
use crate::value::Value;

/// The world around a machine.
pub trait Host {
    /// Standard output (and standard error, when `error`).
    fn write(&mut self, bytes: &[u8], error: bool);

    /// Standard output for bytes that are no text: they go as they are.
    fn send(&mut self, bytes: &[u8]) {
        self.write(bytes, false);
    }

    /// Makes what was written visible.
    fn flush(&mut self) {}

    /// Reads from standard input into `buffer`, at most up to a line's end: bytes read, 0 at the end of input, `None` when
    /// there is none (an OSError then).
    fn read_line(&mut self, _buffer: &mut [u8]) -> Option<usize> {
        None
    }

    /// Like `read_line`, for `input()`: what is typed is shown, whoever shows it.
    fn read_answer(&mut self, buffer: &mut [u8]) -> Option<usize> {
        self.read_line(buffer)
    }

    /// Whether `read_line` would answer at once.
    fn line_ready(&mut self) -> bool {
        true
    }

    /// How many bytes were typed that nobody read: for those who read them one by one, as from a serial line.
    fn keys_waiting(&mut self) -> usize {
        0
    }

    /// Reads what was typed, without waiting and without showing it: bytes read.
    fn read_keys(&mut self, _into: &mut [u8]) -> usize {
        0
    }

    /// Which key interrupts from now on; none: nothing that is typed does. False: it stays Ctrl-C here.
    fn set_interrupt_key(&mut self, _key: Option<u8>) -> bool {
        false
    }

    /// Whether Ctrl-C was pressed since the last call.
    fn interrupted(&mut self) -> bool {
        false
    }

    /// Whether an interrupt came since the last call that background work is to be done for at once.
    fn take_news(&mut self) -> bool {
        false
    }

    /// Microseconds since some moment; never goes back.
    fn micros(&mut self) -> u64 {
        0
    }

    /// Waits. Returns early when interrupted.
    fn sleep(&mut self, _micros: u64) {}

    /// Nanoseconds since 1970, UTC.
    fn now(&mut self) -> u64 {
        self.micros().saturating_mul(1000)
    }

    /// Seconds that local time is ahead of UTC at a moment (seconds since 1970).
    fn zone(&mut self, _moment: i64) -> i32 {
        0
    }

    /// The place for files, where there is one.
    fn files(&mut self) -> Option<&mut dyn Files> {
        None
    }

    /// The board, where there is one.
    fn board(&mut self) -> Option<&mut dyn Board> {
        None
    }

    /// The value of an environment variable into `value`: its length. What does not fit is not there.
    fn variable(&mut self, _name: &str, _value: &mut [u8]) -> Option<usize> {
        None
    }

    /// The name of the environment variable with this number, like `variable`; `None` behind the last.
    fn variable_name(&mut self, _index: usize, _name: &mut [u8]) -> Option<usize> {
        None
    }

    fn set_variable(&mut self, _name: &str, _value: Option<&str>) {}

    /// Runs a command of the system and waits for it: its exit status.
    fn command(&mut self, _command: &str) -> Option<i32> {
        None
    }

    /// Random bits to seed generators with.
    fn seed(&mut self) -> u64 {
        0
    }
}

/// A module that the host found: what to run, from where.
pub struct Found {
    /// A str or bytes of source, or a code object.
    pub content: Value,
    /// The file name.
    pub file: Value,
    /// The folder, or a list of folders, if it is a package; unbound otherwise.
    pub package: Value,
}

/// Modules in Python that belong to the program itself.
#[derive(Clone, Copy)]
pub struct Frozen {
    /// Their names, and their texts as they lie in the program.
    pub modules: &'static [(&'static str, &'static [u8])],
    /// Makes a str or bytes of such a text.
    pub unpack: fn(&mut Machine, &'static [u8]) -> R,
}

impl Frozen {
    pub const NONE: Frozen = Frozen {
        modules: &[],
        unpack: |m, text| m.new_str(text),
    };
}

/// A host that has nothing: for tests and for evaluating constants.
pub struct NoHost;

impl Host for NoHost {
    fn write(&mut self, _bytes: &[u8], _error: bool) {}
}

/// Finds the module with this dotted name on a search path: a function of whoever owns files. `None`: there is none.
pub type FindModule = fn(&mut Machine, name: Value, search_path: Value) -> R<Option<Found>>;

/// Calls back with the text of a file, if it is at hand.
pub type WithSource =
    fn(&mut Machine, file: Value, then: &mut dyn FnMut(&mut Machine, &[u8])) -> R<()>;

/// Gives the line with this number of a file, for tracebacks. `None`: it is not at hand.
pub type SourceLine = fn(&mut Machine, file: Value, line: u32) -> R<Option<Value>>;
