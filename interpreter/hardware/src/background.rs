//! Work that goes on by itself while the program runs: animations, tunes, sounds. Each is a function of the clock that does
//! what is due and says when it is to be called again.

use pyrite_core::machine::{Machine, Progress, Wait};
use pyrite_core::{R, Value};

/// Does what is due at a time in microseconds; when the next is due, `u64::MAX` at the end.
pub type Tick = fn(&mut Machine, u64) -> R<u64>;

/// Begins with what is due now. With `wait`, the builtin that was called ends when the work does: `finish` asks `ended`.
pub fn begin(
    m: &mut Machine,
    tick: Tick,
    finish: fn(&mut Machine) -> R<Progress>,
    wait: bool,
) -> R {
    let now = m.host.micros();
    let next = tick(m, now)?;
    m.tick_by(next);
    if !wait {
        return Ok(Value::NONE);
    }
    match finish(m)? {
        Progress::Done(v) => Ok(v),
        Progress::Wait(wait) => m.wait(wait, finish),
    }
}

/// Goes on, and says whether that was the end.
pub fn ended(m: &mut Machine, tick: Tick) -> R<Progress> {
    let now = m.host.micros();
    let next = tick(m, now)?;
    Ok(if next == u64::MAX {
        Progress::Done(Value::NONE)
    } else {
        Progress::Wait(Wait::Until(next))
    })
}
