//! A micro:bit's display, buttons and pins, seen at the registers of the chip: QEMU tells each write to them, and what is
//! at a pin is set from outside.

use super::{Emulated, Probe, SOON, Scratch, link::Link};
use crate::firmware::Board;
use anyhow::{Result, bail, ensure};
use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// A matrix in which row and column of an LED are those of the picture: pins of rows and columns by the chip's numbers,
/// those of the second port from 32 on.
struct Matrix {
    rows: [u32; 5],
    columns: [u32; 5],
}

/// Schematic of the micro:bit V2.
const V2: Matrix = Matrix {
    rows: [21, 22, 15, 24, 19],
    columns: [28, 11, 31, 37, 30],
};
const BUTTON_A: u8 = 14;
const BUTTON_B: u8 = 23;
/// `pin0` and `pin1`.
const P0: u8 = 2;
const P1: u8 = 3;

/// Offsets in the first port, and how far the second is from it (nRF52833 Product Specification, section 6.9).
const SET: u64 = 0x508;
const CLEAR: u64 = 0x50c;
const SECOND: u64 = 0x300;
const OUT: u32 = 0x5000_0504;
const DIRECTIONS: u32 = 0x5000_0514;

const HEART: [[u8; 5]; 5] = [
    [0, 9, 0, 9, 0],
    [9, 9, 9, 9, 9],
    [9, 9, 9, 9, 9],
    [0, 9, 9, 9, 0],
    [0, 0, 9, 0, 0],
];
const SHADES: [[u8; 5]; 5] = [
    [1, 2, 3, 4, 5],
    [6, 7, 8, 9, 0],
    [0, 0, 0, 0, 1],
    [9, 9, 0, 9, 9],
    [5, 5, 5, 5, 5],
];
const DARK: [[u8; 5]; 5] = [[0; 5]; 5];

/// How bright each LED was: its share of the time, from what was written to registers.
#[derive(Default)]
struct Light {
    /// Levels of the pins of both ports.
    out: u64,
    due: Option<u16>,
    lit: [[u64; 5]; 5],
    all: u64,
    /// The same when whole rounds were last over.
    whole: ([[u64; 5]; 5], u64),
}

/// Microseconds of all rows once.
const ROUND: u64 = 12_000;
/// So many rounds are watched.
const ROUNDS: u64 = 8;

impl Light {
    /// The trace has a line for each write: to a pin register, or when the display's timer is told when its interrupt comes
    /// next. Up to then everything stays as it is.
    fn line(&mut self, line: &str, matrix: &Matrix) -> Option<()> {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |word: &str| u64::from_str_radix(word.trim_start_matches("0x"), 16).ok();
        match *words {
            ["nrf51_gpio_write", "offset", offset, "value", value] => {
                let (offset, value) = (number(offset)?, number(value)?);
                match offset {
                    SET => self.out |= value,
                    CLEAR => self.out &= !value,
                    _ if offset == SET + SECOND => self.out |= value << 32,
                    _ if offset == CLEAR + SECOND => self.out &= !(value << 32),
                    _ => {}
                }
            }
            [
                "nrf51_timer_write",
                "timer",
                "1",
                "write",
                "addr",
                "0x540",
                "data",
                due,
                ..,
            ] => {
                let due = number(due)? as u16;
                if let Some(before) = self.due.replace(due) {
                    self.stays(u64::from(due.wrapping_sub(before)), matrix);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn stays(&mut self, micros: u64, matrix: &Matrix) {
        self.all += micros;
        for (row, lit) in matrix.rows.iter().zip(&mut self.lit) {
            for (column, lit) in matrix.columns.iter().zip(lit) {
                if self.out >> row & 1 == 1 && self.out >> column & 1 == 0 {
                    *lit += micros;
                }
            }
        }
        if self.all.is_multiple_of(ROUND) {
            self.whole = (self.lit, self.all);
        }
    }
}

/// Sets the level at a pin, and gives the board time to see it.
fn drive(probe: &mut Probe, pin: u8, high: bool) -> Result<()> {
    let level = u8::from(high);
    probe.ask(&format!(
        "set_irq_in /machine/nrf51 unnamed-gpio-in {pin} {level}"
    ))?;
    thread::sleep(Duration::from_millis(100));
    Ok(())
}

struct Bench<'b> {
    link: Link,
    probe: Probe,
    trace: &'b Path,
}

impl Bench<'_> {
    /// Runs a line; what it printed.
    fn run(&mut self, line: &str) -> Result<String> {
        let answer = self.link.run(line.as_bytes(), SOON)?;
        ensure!(answer.error.is_empty(), "{line}: {}", answer.error);
        Ok(answer.output.trim().to_owned())
    }

    fn prints(&mut self, line: &str, wanted: &str) -> Result<()> {
        let got = self.run(line)?;
        ensure!(got == wanted, "{line} printed {got:?}, wanted {wanted:?}");
        Ok(())
    }

    /// Watches the display for some rounds: the share of time that each LED was lit.
    fn watch(&self) -> Result<[[f64; 5]; 5]> {
        let from = usize::try_from(std::fs::metadata(self.trace)?.len())?;
        let end = Instant::now() + SOON;
        loop {
            thread::sleep(Duration::from_millis(100));
            let text = std::fs::read(self.trace)?;
            let text = String::from_utf8_lossy(text.get(from..).unwrap_or_default());
            // The first line may be cut, and levels are not known before every row was lit; the last may be cut too.
            let mut lines: Vec<&str> = text.lines().skip(1).collect();
            lines.pop();
            let mut light = Light::default();
            let mut known = false;
            for line in lines {
                light.line(line, &V2);
                if !known && light.all >= 2 * ROUND {
                    (light.lit, light.all, light.whole) = Default::default();
                    known = true;
                }
            }
            let (lit, all) = light.whole;
            if known && all >= ROUNDS * ROUND {
                return Ok(lit.map(|row| row.map(|lit| lit as f64 / all as f64)));
            }
            ensure!(Instant::now() < end, "the display stands still");
        }
    }

    fn shows(&self, wanted: &[[u8; 5]; 5], what: &str) -> Result<()> {
        let seen = self.watch()?;
        for y in 0..5 {
            for x in 0..5 {
                let wanted = (f64::from(wanted[y][x]) / 9.0).powi(2) / 5.0;
                let seen = seen[y][x];
                // Dark is dark; the others may be a little off.
                let off = (seen - wanted).abs();
                if (wanted == 0.0 && seen > 0.0) || off > 0.05 * wanted + 0.001 {
                    bail!("{what}: LED {x}, {y} is lit for {seen:.4} of the time, not {wanted:.4}");
                }
            }
        }
        Ok(())
    }
}

/// What a program shows, and what it sees of buttons and pins.
pub fn check(board: &Board, image: &Path) -> Result<()> {
    if board.name != "microbit-v2" {
        return Ok(());
    }
    let folder = Scratch::new(board)?;
    let trace = folder.0.join("trace.txt");
    let (probe, file) = (Probe::arguments()?, trace.display().to_string());
    let mut arguments = vec![
        // The guest's clock counts instructions: a busy computer does not make its interrupts late.
        "-icount",
        "shift=5,align=off,sleep=off",
        "-trace",
        "nrf51_gpio_write",
        "-trace",
        "nrf51_timer_write",
        "-D",
        &file,
    ];
    arguments.extend(probe.words.iter().map(String::as_str));
    let emulated = Emulated::start(board, image, &arguments)?;
    let link = emulated.link()?;
    let mut bench = Bench {
        link,
        probe: probe.connect()?,
        trace: &trace,
    };
    bench.run("from microbit import *\ndisplay.show(Image.HEART)")?;
    bench.shows(&HEART, "Image.HEART")?;
    let rows = V2.rows.iter().fold(0, |all, pin| all | 1 << pin);
    let columns = V2.columns.iter().filter(|pin| **pin < 32);
    let pins = columns.fold(rows, |all, pin| all | 1 << pin);
    let directions = bench.probe.read(DIRECTIONS)?;
    ensure!(
        directions & pins == pins,
        "not all of the display is driven: {directions:#x}"
    );
    let shades = SHADES
        .map(|row| row.map(|b| b.to_string()).concat())
        .join(":");
    bench.run(&format!(
        "from microbit import *\ndisplay.show(Image('{shades}'))"
    ))?;
    bench.shows(&SHADES, &shades)?;
    bench.run("from microbit import *\ndisplay.clear()")?;
    bench.shows(&DARK, "display.clear()")?;
    // A soft reset leaves nothing on the display.
    bench.run("from microbit import *\ndisplay.show(Image.HEART)")?;
    bench.link.soft_reset(SOON)?;
    bench.shows(&DARK, "soft reset")?;
    let ask = "from microbit import *\nprint(button_a.is_pressed(), button_b.is_pressed(), button_a.was_pressed(), button_b.get_presses())";
    bench.prints(ask, "False False False 0")?;
    drive(&mut bench.probe, BUTTON_A, false)?;
    bench.prints(ask, "True False True 0")?;
    drive(&mut bench.probe, BUTTON_A, true)?;
    for _ in 0..3 {
        drive(&mut bench.probe, BUTTON_B, false)?;
        drive(&mut bench.probe, BUTTON_B, true)?;
    }
    bench.prints(ask, "False False False 3")?;
    let ask = "from microbit import *\nprint(pin0.read_digital())";
    drive(&mut bench.probe, P0, true)?;
    bench.prints(ask, "1")?;
    drive(&mut bench.probe, P0, false)?;
    bench.prints(ask, "0")?;
    for high in [1, 0] {
        bench.run(&format!(
            "from microbit import *\npin1.write_digital({high})"
        ))?;
        let level = bench.probe.read(OUT)? >> P1 & 1;
        ensure!(level == high, "pin1 is {level} when {high} is written");
    }
    println!(
        "{}: display, buttons and pins are right at the registers",
        board.name
    );
    Ok(())
}
