//! Accelerometer and compass: an LSM303AGR (V2 and late V1), or an MMA8653 and a MAG3110 (V1), whichever answers. Which way
//! they lie on the board follows from its schematic.

use crate::i2c::Bus;
use pyrite_core::board::{Answer, Compass, Fault, Motion};

/// Addresses and registers: LSM303AGR data sheet, section 8.
const LSM_MOTION: u8 = 0x19;
const LSM_COMPASS: u8 = 0x1e;
/// Several registers are read one after the other.
const LSM_MANY: u8 = 0x80;
/// MMA8653FC data sheet, section 6; MAG3110 data sheet, section 5.
const MMA: u8 = 0x1d;
const MAG: u8 = 0x0e;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lsm303,
    Mma8653,
}

/// What calibration found: the least and the most along each axis.
type Span = [(i32, i32); 3];
/// The earth's field alone spans that much when the board has been turned about an axis.
const ENOUGH: i32 = 30_000;

pub struct Senses {
    bus: Bus,
    kind: Option<Kind>,
    /// Times the earth's acceleration.
    range: u8,
    span: Option<Span>,
}

fn signed(bytes: &[u8; 6], least_first: bool) -> [i32; 3] {
    let word = |i: usize| {
        let pair = [bytes[i], bytes[i + 1]];
        let word = if least_first {
            i16::from_le_bytes(pair)
        } else {
            i16::from_be_bytes(pair)
        };
        i32::from(word)
    };
    [word(0), word(2), word(4)]
}

impl Senses {
    pub const fn new(lines: (u8, u8)) -> Senses {
        Senses {
            bus: Bus::new(lines),
            kind: None,
            range: 2,
            span: None,
        }
    }

    /// Which parts there are; the first call starts them.
    fn kind(&mut self) -> Answer<Kind> {
        if let Some(kind) = self.kind {
            return Ok(kind);
        }
        let bus = &mut self.bus;
        let kind = if bus.get(LSM_MOTION, 0x0f) == Ok([0x33]) {
            // 100 Hz, all axes.
            bus.set(LSM_MOTION, 0x20, 0x57)?;
            // Continuously, 50 Hz, corrected for temperature.
            bus.set(LSM_COMPASS, 0x60, 0x88)?;
            // The output changes only between two readings.
            bus.set(LSM_COMPASS, 0x62, 0x10)?;
            Kind::Lsm303
        } else if bus.get(MMA, 0x0d) == Ok([0x5a]) {
            // 10 Hz with averaging, then continuously.
            bus.set(MAG, 0x11, 0x80)?;
            bus.set(MAG, 0x10, 0x19)?;
            Kind::Mma8653
        } else {
            return Err(Fault::NoAnswer);
        };
        self.kind = Some(kind);
        self.apply(kind)?;
        Ok(kind)
    }

    /// Has the accelerometer measure as far as the range says.
    fn apply(&mut self, kind: Kind) -> Answer {
        let scale = match self.range {
            2 => 0,
            4 => 1,
            _ => 2,
        };
        match kind {
            // Fine, and a measurement is read whole.
            Kind::Lsm303 => self.bus.set(LSM_MOTION, 0x23, 0x88 | scale << 4),
            Kind::Mma8653 => {
                // Settings are taken at rest; then 100 Hz.
                self.bus.set(MMA, 0x2a, 0)?;
                self.bus.set(MMA, 0x0e, scale)?;
                self.bus.set(MMA, 0x2a, 0x19)
            }
        }
    }

    fn raw_field(&mut self) -> Answer<[i32; 3]> {
        Ok(match self.kind()? {
            Kind::Lsm303 => {
                let [x, y, z] = signed(&self.bus.get(LSM_COMPASS, 0x68 | LSM_MANY)?, true);
                // 1.5 milligauss a step.
                [-x, y, -z].map(|step| step * 150)
            }
            Kind::Mma8653 => {
                let steps = signed(&self.bus.get(MAG, 0x01)?, false);
                // 0.1 microtesla a step.
                steps.map(|step| step * 100)
            }
        })
    }
}

impl Motion for Senses {
    fn acceleration(&mut self) -> Answer<[i32; 3]> {
        let kind = self.kind()?;
        let range = i32::from(self.range);
        Ok(match kind {
            Kind::Lsm303 => {
                let [x, y, z] = signed(&self.bus.get(LSM_MOTION, 0x28 | LSM_MANY)?, true);
                // 12 bits, left in the word; a step is a thousandth at 2 g.
                [x, -y, z].map(|word| (word >> 4) * range / 2)
            }
            Kind::Mma8653 => {
                let [x, y, z] = signed(&self.bus.get(MMA, 0x01)?, false);
                // 10 bits, left in the word.
                [-x, -y, z].map(|word| (word >> 6) * range * 1000 / 512)
            }
        })
    }

    fn set_range(&mut self, g: u8) -> Answer<u8> {
        self.range = match g {
            0..=2 => 2,
            3..=4 => 4,
            _ => 8,
        };
        let kind = self.kind()?;
        self.apply(kind)?;
        Ok(self.range)
    }
}

impl Compass for Senses {
    /// While a calibration goes on, each reading adds to it: the board is turned meanwhile.
    fn field(&mut self) -> Answer<[i32; 3]> {
        let mut field = self.raw_field()?;
        if let Some(span) = &mut self.span {
            for (axis, (low, high)) in field.iter_mut().zip(span) {
                *low = (*low).min(*axis);
                *high = (*high).max(*axis);
                *axis -= (*low + *high) / 2;
            }
        }
        Ok(field)
    }

    fn is_calibrated(&mut self) -> bool {
        let span = self.span.unwrap_or_default();
        span.iter().all(|(low, high)| high - low >= ENOUGH)
    }

    fn calibrate(&mut self, on: bool) -> Answer {
        self.span = None;
        if on {
            self.span = Some(self.raw_field()?.map(|axis| (axis, axis)));
        }
        Ok(())
    }
}
