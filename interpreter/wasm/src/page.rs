//! What the interpreter asks of the page that it runs for. In the browser a script answers, in tests a list does.

use crate::board::News;
use pyrite_session::Report;

/// What the interpreter is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doing {
    /// A program runs.
    Running,
    /// It sleeps.
    Waiting,
    /// It waits for a line to be typed.
    Input,
    /// The prompt waits for a person.
    Idle,
}

impl Doing {
    pub fn name(self) -> &'static str {
        match self {
            Doing::Running => "running",
            Doing::Waiting => "waiting",
            Doing::Input => "input",
            Doing::Idle => "idle",
        }
    }
}

/// The world outside of the interpreter. Calls return at once, but for `block`.
pub trait Page {
    /// Milliseconds since some moment; never goes back.
    fn millis(&self) -> f64;

    /// Milliseconds since 1970, UTC.
    fn date(&self) -> f64;

    /// Seconds that local time is ahead of UTC at a moment (seconds since 1970).
    fn zone(&self, moment: f64) -> i32;

    /// A random number in 0..1.
    fn random(&self) -> f64;

    /// Whether Stop was pressed since the last call, as far as shared memory tells.
    fn interrupted(&self) -> bool;

    /// Bytes typed since the last call, as far as shared memory tells.
    fn typed(&self) -> Vec<u8>;

    /// Waits at most this long, until something happens in shared memory. False: there is no shared memory, and it
    /// did not wait.
    fn block(&self, millis: f64) -> bool;

    /// Bytes for the terminal.
    fn output(&self, bytes: &[u8]);

    /// Whether the terminal keeps up, so that a program may write more.
    fn keeps_up(&self) -> bool;

    fn doing(&self, doing: Doing, seconds: f64);

    /// A program ended with an exception.
    fn error(&self, report: &Report);

    /// A program has written, or made, this file. A folder's path ends in a slash.
    fn file_changed(&self, path: &str, content: &[u8]);

    fn file_removed(&self, path: &str);

    /// Something has changed on the simulated board.
    fn board(&self, news: &News);
}
