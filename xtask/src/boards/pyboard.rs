//! A pyboard's interrupts, memory and parts: QEMU's machine has its lines for edges, which are moved from outside, serial lines,
//! timers whose registers can be read, and nothing at most addresses.

use super::{Emulated, Probe, SOON, link::Link, probe::Wire};
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

/// Timer 5 drives X1: its divider, its last value, and what channel 1 compares with.
const PULSES: &str = "\
from machine import PWM, Pin, mem32
from pyb import Servo
pulses = PWM(Pin('X1'), freq=1000, duty_u16=16384)
print(mem32[0x40000c28], mem32[0x40000c2c], mem32[0x40000c34])
Servo(2).pulse_width(1500)
print(mem32[0x40000c2c], mem32[0x40000c38])
try:
    PWM(Pin('X5'))
except NotImplementedError as e:
    print(e)
";
const OPEN: &str = "import time\nfrom machine import UART\nline = UART(2, 9600, timeout=1000)";
const LINE: &str = "\
print(line.write('hello'), line.readline(), line.any())
heard = []
line.irq(lambda line: heard.append(line.read()), UART.IRQ_RX)
line.write('!')
time.sleep_ms(200)
print(b''.join(heard), line.txdone())
";
/// Of what QEMU has nothing, a program is told.
const ABSENT: &str = "\
import machine, neopixel, time
from machine import I2C, Pin, SPI, SoftI2C, SoftSPI
def told(f):
    try:
        return f()
    except Exception as e:
        return type(e).__name__, e.args[0] if e.args else None
print(len(SPI(1, 1000000).read(300)))
print(len(told(lambda: SoftSPI(sck=Pin('Y1'), mosi=Pin('Y2'), miso=Pin('Y3')).read(3))))
print(told(lambda: I2C(2).writeto(0x42, b'a')))
print(told(lambda: SoftI2C(scl=Pin('Y1'), sda=Pin('Y2')).writeto(0x42, b'a')))
print(told(lambda: machine.time_pulse_us(Pin('Y4'), 1, 5000)))
strip = neopixel.NeoPixel(Pin('Y3'), 100)
begun = time.ticks_us()
strip.write()
taken = time.ticks_diff(time.ticks_us(), begun)
print(taken > 2900 or taken)
rtc = machine.RTC()
rtc.datetime((2026, 11, 22, 7, 3, 4, 5, 0))
print(rtc.datetime()[:6], machine.reset_cause() == machine.SOFT_RESET)
";

pub fn check(board: &Board, image: &Path) -> Result<()> {
    if board.name != "pyboard" {
        return Ok(());
    }
    let probe = Probe::arguments()?;
    let wire = Wire::arguments()?;
    let words = wire.words.iter().chain(&probe.words);
    let words: Vec<&str> = words.map(String::as_str).collect();
    let emulated = Emulated::start(board, image, &words)?;
    let mut link = emulated.link()?;
    let (mut probe, mut wire) = (probe.connect()?, wire.connect()?);
    prints(&mut link, MEMORY, "12 12 ValueError True 1\n4321")?;
    prints(&mut link, WATCH, "22 pin that can do this is in use")?;
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
    link.soft_reset(SOON)?;
    prints(
        &mut link,
        PULSES,
        "0 83999 21000\n1679999 126000\nPYBv1.1 with STM32F405RG has no pin that can do this",
    )?;
    prints(&mut link, OPEN, "")?;
    wire.send(b"a line\nmore")?;
    let told = "5 b'a line\\n' 4\nb'more' True";
    prints(&mut link, LINE, told)?;
    let came = wire.receive(6)?;
    ensure!(came == b"hello!", "the serial line sent {came:?}");
    prints(
        &mut link,
        ABSENT,
        "300\n3\n('TimeoutError', 110)\n('TimeoutError', 110)\n-2\nTrue\n(2026, 11, 22, 7, 3, 4) True",
    )?;
    println!(
        "{}: edges, serial lines and pulses are right, and no address stops the board",
        board.name
    );
    Ok(())
}

fn prints(link: &mut Link, program: &str, wanted: &str) -> Result<()> {
    let answer = link.run(program.as_bytes(), SOON)?;
    let text = answer.output + &answer.error;
    ensure!(text.trim() == wanted, "printed {text:?}, wanted {wanted:?}");
    Ok(())
}
