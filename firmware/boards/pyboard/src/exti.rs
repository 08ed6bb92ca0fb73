//! Edges at pins, counted by interrupts (RM0090, section 12.2). The chip has 16 lines: one for all pins that have the same number
//! in their ports.

use crate::chip;
use crate::registers::{CLOCKS, EDGES, WIRING, port};
use core::sync::atomic::{AtomicU8, AtomicU32, Ordering};
use pyrite_core::board::{Answer, Fault};

const LINES: usize = 16;
/// No port.
const FREE: u8 = 0xff;

/// What a line is for, and what it has seen.
struct Line {
    port: AtomicU8,
    rises: AtomicU32,
    falls: AtomicU32,
}

static ALL: [Line; LINES] = [const {
    Line {
        port: AtomicU8::new(FREE),
        rises: AtomicU32::new(0),
        falls: AtomicU32::new(0),
    }
}; LINES];

/// The switch's line, and when it last changed: its contacts bounce.
const SWITCH: (u8, u8) = (1, 3);
static PRESSES: AtomicU32 = AtomicU32::new(0);
static CHANGED: AtomicU32 = AtomicU32::new(0);
/// Milliseconds.
const BOUNCES: u32 = 10;

fn add(count: &AtomicU32) {
    // Handlers of these interrupts do not interrupt each other.
    count.store(
        count.load(Ordering::Relaxed).wrapping_add(1),
        Ordering::Relaxed,
    );
}

/// Counts edges at a pin from now on. Busy: another port's pin has the line.
pub fn watch((port, number): (u8, u8), rising: bool, falling: bool) -> Answer {
    let Some(line) = ALL.get(usize::from(number)) else {
        return Err(Fault::Absent);
    };
    let user = line.port.load(Ordering::Relaxed);
    if user != FREE && user != port {
        return if rising || falling {
            Err(Fault::Busy)
        } else {
            Ok(())
        };
    }
    let bit = 1 << number;
    // The switch's line goes on.
    let on = rising || falling;
    let bits = |on: bool| if on { bit } else { 0 };
    cortex_m::interrupt::free(|_| {
        CLOCKS.fast().set(1 << 14);
        let shift = u32::from(number % 4 * 4);
        let wiring = WIRING.ports(number / 4);
        wiring.change(15 << shift, u32::from(port) << shift);
        EDGES.rising().change(bit, bits(rising));
        EDGES.falling().change(bit, bits(falling));
        EDGES.pending().write(bit);
        EDGES.interrupts().change(bit, bits(on));
        line.port
            .store(if on { port } else { FREE }, Ordering::Relaxed);
    });
    Ok(())
}

/// Nothing is counted any more.
pub fn free_all() {
    EDGES.interrupts().write(0);
    for line in &ALL {
        line.port.store(FREE, Ordering::Relaxed);
    }
}

/// How often the level rose and fell.
pub fn counts((port, number): (u8, u8)) -> (u32, u32) {
    match ALL.get(usize::from(number)) {
        Some(line) if line.port.load(Ordering::Relaxed) == port => (
            line.rises.load(Ordering::Relaxed),
            line.falls.load(Ordering::Relaxed),
        ),
        _ => (0, 0),
    }
}

/// Has presses of the switch counted. False: another pin has its line.
pub fn watch_switch() -> bool {
    let line = &ALL[usize::from(SWITCH.1)];
    let user = line.port.load(Ordering::Relaxed);
    user == SWITCH.0 || user == FREE && watch(SWITCH, true, true).is_ok()
}

/// The switch was seen pressed, and was not before.
pub fn press() {
    add(&PRESSES);
}

/// How often the switch was pressed since somebody first asked.
pub fn presses() -> u32 {
    PRESSES.load(Ordering::Relaxed)
}

/// Called by the interrupts of all lines.
pub fn interrupted() {
    let pending = EDGES.pending().read() & EDGES.interrupts().read();
    EDGES.pending().write(pending);
    let (rising, falling) = (EDGES.rising().read(), EDGES.falling().read());
    for (number, line) in ALL.iter().enumerate() {
        let bit = 1 << number;
        if pending & bit == 0 {
            continue;
        }
        let letter = line.port.load(Ordering::Relaxed);
        // Of a line that hears both, the level tells which it was.
        let rose = match (rising & bit != 0, falling & bit != 0) {
            (true, true) => port(letter).levels().has(bit),
            (rose, _) => rose,
        };
        add(if rose { &line.rises } else { &line.falls });
        if (letter, number as u8) == SWITCH {
            let now = chip::millis();
            let quiet = now.wrapping_sub(CHANGED.load(Ordering::Relaxed)) > BOUNCES;
            CHANGED.store(now, Ordering::Relaxed);
            if quiet && !rose {
                press();
            }
        }
    }
    chip::tell_news();
}
