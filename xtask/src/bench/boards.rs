//! `cargo xtask bench --boards`: what firmware takes on boards in QEMU, beside what was to be reached. QEMU's clock counts
//! instructions there, 32 ns each, so two runs agree.

use crate::{
    boards::{EDGES, Emulated, Link, Monitor, Probe, SOON},
    firmware::{self, Board},
};
use anyhow::{Context, Result};
use std::time::Duration;

const CLOCK: [&str; 2] = ["-icount", "shift=5,align=off,sleep=off"];
/// Millions of instructions in a microsecond of the guest's clock.
const INSTRUCTIONS: f64 = 1e-6 / 0.032;

const FIB: &str = "\
import time
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
begun = time.ticks_us()
fib(16)
print(time.ticks_diff(time.ticks_us(), begun))
";

const LOOP: &str = "\
import time
begun = time.ticks_us()
i = 0
while i < 20000:
    i += 1
print(time.ticks_diff(time.ticks_us(), begun))
";

const FREE: &str = "import gc\ngc.collect()\nprint(gc.mem_free())\n";

/// Has the time from reset to the first line of `main.py` printed at the next start.
const BEGIN: &str = "\
import os
with open('main.py', 'w') as f:
    f.write('import time; print(\"begun\", time.ticks_us(), \"us\")')
";

/// A row: what was measured, by which board, and what was to be reached.
fn row(what: &str, board: &str, figure: &str, wanted: &str) {
    println!("| {what} | {board} | {figure} | {wanted} |");
}

pub fn run() -> Result<()> {
    println!("| | board, in QEMU | Pyrite | to reach |");
    println!("|---|---|---|---|");
    for (name, processor, targets) in [
        ("microbit-v2", "Cortex-M0", ["0.9 M", "5 M"]),
        ("pyboard", "Cortex-M4", ["0.6 M", ""]),
    ] {
        let board = firmware::find(Some(name))?;
        let image = firmware::build(board, true)?;
        let place = format!("{name}, {processor}");
        measure(board, &image, &place, targets).with_context(|| name.to_owned())?;
    }
    for name in ["microbit-v1", "microbit-v2", "pyboard"] {
        let figure = match firmware::build(firmware::find(Some(name))?, false) {
            Ok(image) => firmware::sizes(&image)?.to_string(),
            Err(error) => error.to_string(),
        };
        let wanted = match name {
            "microbit-v1" => "180 KB",
            _ => "",
        };
        row("flash", name, &figure, wanted);
    }
    Ok(())
}

fn measure(board: &Board, image: &std::path::Path, place: &str, targets: [&str; 2]) -> Result<()> {
    let (probe, monitor) = (Probe::arguments()?, Monitor::arguments()?);
    let mut arguments = CLOCK.to_vec();
    arguments.extend(probe.words.iter().map(String::as_str));
    arguments.extend(monitor.words.iter().map(String::as_str));
    let emulated = Emulated::start(board, image, &arguments)?;
    let mut link = emulated.link()?;
    let mut micros = |program: &str| -> Result<f64> {
        let answer = link.run(program.as_bytes(), SOON)?;
        let number = answer.output.trim().parse();
        number.with_context(|| format!("{} {}", answer.output, answer.error))
    };
    for (what, program, wanted) in [
        ("fib(16)", FIB, targets[0]),
        ("while loop of 20,000 turns", LOOP, targets[1]),
    ] {
        let taken = micros(program)? * INSTRUCTIONS;
        row(what, place, &format!("{taken:.2} M instructions"), wanted);
    }
    let free = micros(FREE)?;
    row(
        "free after boot",
        place,
        &format!("{:.1} KB", free / 1024.0),
        "",
    );
    if board.name == "microbit-v2" {
        // While the machine stands still a Ctrl-C is put into its line, and its clock is read.
        let (mut probe, mut monitor) = (probe.connect()?, monitor.connect()?);
        link.send(b"import time\ntry:\n    while True: pass\nexcept KeyboardInterrupt:\n    print('at', time.ticks_us(), 'us')\n\x04")?;
        link.until(b"OK", SOON)?;
        std::thread::sleep(Duration::from_millis(100));
        monitor.tell("stop")?;
        probe.ask("writel 0x40008040 1")?;
        let pressed = probe.read(0x4000_8540)? & 0x3fff_ffff;
        link.send(b"\x03")?;
        std::thread::sleep(Duration::from_millis(100));
        monitor.tell("cont")?;
        link.until(b"at ", SOON)?;
        let stopped: u32 = String::from_utf8(link.until(b" us", SOON)?)?.parse()?;
        link.until(b"\x04>", SOON)?;
        let taken = f64::from(stopped.wrapping_sub(pressed)) / 1000.0;
        row(
            "Ctrl-C out of `while True: pass`",
            place,
            &format!("{taken:.2} ms"),
            "1 ms",
        );
    }
    if board.name == "pyboard" {
        let (mut probe, mut monitor) = (probe.connect()?, monitor.connect()?);
        for (kind, hard) in [("", "False"), (", hard", "True")] {
            let (usual, most) = latency(&mut link, &mut probe, &mut monitor, hard)?;
            row(
                &format!("edge at a pin to the first line of its function{kind}"),
                place,
                &format!("{usual} instructions, at most {most}"),
                "",
            );
        }
        // In QEMU what it has written is gone after a reset.
        return Ok(());
    }
    link.run(BEGIN.as_bytes(), SOON)?;
    link.send(b"\x02")?;
    link.until(b">>> ", SOON)?;
    link.send(b"import machine; machine.reset()\r")?;
    link.until(b"begun ", SOON)?;
    let begun = String::from_utf8(link.until(b" us", SOON)?)?;
    let begun: f64 = begun.parse()?;
    row(
        "reset to the first line of `main.py`",
        place,
        &format!("{:.1} ms", begun / 1000.0),
        "20 ms",
    );
    Ok(())
}

/// Timer 5 counts instructions; a function says where it was. The program calculates meanwhile.
const LATENCY: &str = "\
from machine import Pin, mem32
mem32[0x40000c28] = 31
mem32[0x40000c24] = 0
at = 0
def rises(pin):
    global at
    at = mem32[0x40000c24]
Pin('X1', Pin.IN).irq(rises, Pin.IRQ_RISING, hard=HARD)
def twice(x):
    return x * 2
print('ready')
n = 0
while True:
    n = twice(n) & 0xffff
    if at:
        print('at', at, 'end')
        at = 0
";
const COUNTER: u32 = 0x4000_0c24;

/// Instructions from an edge to the first line of its function: in the middle of some, and at most.
fn latency(
    link: &mut Link,
    probe: &mut Probe,
    monitor: &mut Monitor,
    hard: &str,
) -> Result<(u32, u32)> {
    link.send(LATENCY.replace("HARD", hard).as_bytes())?;
    link.send(b"\x04")?;
    link.until(b"ready", SOON)?;
    let mut all = Vec::new();
    for _ in 0..21 {
        std::thread::sleep(Duration::from_millis(30));
        // While the machine stands still the edge comes, and its clock is read.
        monitor.tell("stop")?;
        let from = probe.read(COUNTER)?;
        for level in [1, 0] {
            probe.ask(&format!("set_irq_in {EDGES} 0 {level}"))?;
        }
        monitor.tell("cont")?;
        link.until(b"at ", SOON)?;
        let at: u32 = String::from_utf8(link.until(b" end", SOON)?)?.parse()?;
        all.push(at.wrapping_sub(from));
    }
    link.send(b"\x03")?;
    link.until(b"\x04>", SOON)?;
    all.sort_unstable();
    Ok((all[all.len() / 2], all[all.len() - 1]))
}
