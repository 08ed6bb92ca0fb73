//! A raised exception, written for people and for tools.

use pyrite_core::Value;
use pyrite_core::machine::{Machine, Sink};
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
    if m.report(e, Sink::Host).is_err() {
        // A message's own code raised: what could be written has been.
        m.take_pending();
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
