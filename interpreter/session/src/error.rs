//! A raised exception, written for people and for tools.

use pyrite_core::machine::{Machine, Sink};
use pyrite_core::types::{self, exceptions};
use pyrite_core::{Value, n};
use pyrite_library::errno;

/// Writes the traceback of the pending exception to the host; for tools also an OSError's code as they know it.
pub fn write_error(m: &mut Machine, for_tools: bool) {
    let e = m.take_pending();
    write_exception(m, e, for_tools);
}

/// Writes the traceback of an exception to the host.
pub fn write_exception(m: &mut Machine, e: Value, for_tools: bool) {
    let mark = m.mark();
    m.keep(e);
    if !hook(m, e) {
        write(m, e);
    }
    if for_tools && let Some((number, name)) = errno::code_of(m, e) {
        let mut digits = [b'0'; 5];
        let mut rest = number;
        for digit in digits.iter_mut().rev() {
            *digit += (rest % 10) as u8;
            rest /= 10;
        }
        let zeros = digits.iter().take(4).take_while(|d| **d == b'0').count();
        let digits = digits.get(zeros..).unwrap_or_default();
        for part in [b"OSError: [Errno ", digits, b"] ", name.as_bytes(), b"\n"] {
            m.host.write(part, true);
        }
    }
    m.release(mark);
}

/// Whether the program's own `sys.excepthook` has told of it. When that fails, both exceptions are told, as CPython does.
fn hook(m: &mut Machine, e: Value) -> bool {
    let Some(hook) = types::sys::member(m, n::excepthook) else {
        return false;
    };
    let class = m.type_of(e);
    let called = exceptions::traceback_of(m, e).and_then(|traceback| {
        m.keep(traceback);
        m.call(hook, &[class, e, traceback])
    });
    if called.is_err() {
        let failure = m.take_pending();
        m.keep(failure);
        m.host.write(b"Error in sys.excepthook:\n", true);
        write(m, failure);
        m.host.write(b"\nOriginal exception was:\n", true);
    }
    called.is_ok()
}

fn write(m: &mut Machine, e: Value) {
    if m.report(e, Sink::Host).is_err() {
        // A message's own code raised: what could be written has been.
        m.take_pending();
    }
}
