//! A pyboard's interrupts and memory: QEMU's machine has its lines for edges, which are moved from outside, and nothing at most
//! addresses.

use super::{Emulated, Probe, SOON};
use crate::firmware::Board;
use anyhow::{Result, ensure};
use std::{path::Path, thread, time::Duration};

/// The device that hears edges: one line for all pins with the same number.
pub const EDGES: &str = "/machine/unattached/device[0]/exti unnamed-gpio-in";

const WATCH: &str = "\
from pyb import ExtInt, Pin, Switch
seen = []
count = 0
def rises(pin):
    seen.append(pin.name())
def falls(pin):
    global count
    count += 1
    [pin]
def pressed():
    seen.append('switch')
Pin('X1', Pin.IN).irq(rises, Pin.IRQ_RISING)
Pin('X2', Pin.IN).irq(falls, Pin.IRQ_FALLING, hard=True)
Switch().callback(pressed)
line = ExtInt('Y5', ExtInt.IRQ_RISING, Pin.PULL_NONE, seen.append).line()
try:
    ExtInt('X11', ExtInt.IRQ_RISING, Pin.PULL_NONE, seen.append)
    ExtInt('X5', ExtInt.IRQ_RISING, Pin.PULL_NONE, seen.append)
except ValueError as e:
    print(line, e)
";
const SEEN: &str = "import time\ntime.sleep_ms(20)\nprint(seen, count)";

/// Addresses where nothing is, those of registers, and the program's own memory.
const MEMORY: &str = "\
from machine import mem8, mem16, mem32
def told(f, *arguments):
    try:
        return f(*arguments)
    except (NotImplementedError, ValueError) as e:
        return type(e).__name__
nothing = 0x30000000, 0x60000000, 0x80000000, 0xfffffffc
print([told(mem.__getitem__, a) for a in nothing for mem in (mem8, mem16, mem32)].count('NotImplementedError'),
      [told(mem.__setitem__, a, 1) for a in nothing for mem in (mem8, mem16, mem32)].count('NotImplementedError'),
      told(mem32.__setitem__, 0x20000000, 0), told(mem8.__getitem__, 0x20000000) is not None, mem32[0x08000004] & 1)
mem32[0x40000000 + 0x2c] = 1234
mem16[0x40000000 + 0x2c] = 4321
print(mem32[0x40000000 + 0x2c])
";

pub fn check(board: &Board, image: &Path) -> Result<()> {
    if board.name != "pyboard" {
        return Ok(());
    }
    let probe = Probe::arguments()?;
    let words: Vec<&str> = probe.words.iter().map(String::as_str).collect();
    let emulated = Emulated::start(board, image, &words)?;
    let mut link = emulated.link()?;
    let mut probe = probe.connect()?;
    let mut prints = |program: &str, wanted: &str| -> Result<()> {
        let answer = link.run(program.as_bytes(), SOON)?;
        let text = answer.output + &answer.error;
        ensure!(text.trim() == wanted, "printed {text:?}, wanted {wanted:?}");
        Ok(())
    };
    prints(MEMORY, "12 12 ValueError True 1\n4321")?;
    prints(WATCH, "22 pin that can do this is in use")?;
    // The function of the second raises at its first call, and is not called again.
    for line in [0, 1, 3, 12] {
        for level in [1, 0, 1] {
            probe.ask(&format!("set_irq_in {EDGES} {line} {level}"))?;
            thread::sleep(Duration::from_millis(100));
        }
    }
    let answer = link.run(SEEN.as_bytes(), SOON)?;
    ensure!(
        answer
            .output
            .ends_with("['X1', 'X1', 22, 22, 'switch', 'switch', 'switch'] 1\n"),
        "edges: {}",
        answer.output
    );
    println!(
        "{}: edges are heard, and no address stops the board",
        board.name
    );
    Ok(())
}
