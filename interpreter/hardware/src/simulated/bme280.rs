//! A sensor for temperature, humidity and pressure: the BME280 (Bosch, data sheet 1.6), at address 0x76. Its registers hold
//! raw numbers that give the set values when a program corrects them as the data sheet says.

use super::bus::Device;
use pyrite_core::board::Answer;
use std::any::Any;

pub struct Bme280 {
    /// Degrees Celsius.
    pub temperature: f64,
    /// Pascal.
    pub pressure: f64,
    /// Percent.
    pub humidity: f64,
    registers: [u8; 256],
    at: u8,
}

const T: [f64; 3] = [27_504.0, 26_435.0, -1000.0];
const P: [f64; 9] = [
    36_477.0, -10_685.0, 3024.0, 2855.0, 140.0, -7.0, 15_500.0, -14_600.0, 6000.0,
];
const H: [f64; 6] = [75.0, 362.0, 0.0, 324.0, 0.0, 30.0];

impl Default for Bme280 {
    fn default() -> Self {
        let mut registers = [0; 256];
        let mut put = |at: usize, number: f64| {
            registers[at..at + 2].copy_from_slice(&(number as i32 as u16).to_le_bytes());
        };
        for (i, number) in T.into_iter().chain(P).enumerate() {
            put(0x88 + 2 * i, number);
        }
        put(0xe1, H[1]);
        registers[0xa1] = H[0] as u8;
        registers[0xe3] = H[2] as u8;
        let (h4, h5) = (H[3] as u16, H[4] as u16);
        registers[0xe4] = (h4 >> 4) as u8;
        registers[0xe5] = (h4 & 15) as u8 | ((h5 & 15) as u8) << 4;
        registers[0xe6] = (h5 >> 4) as u8;
        registers[0xe7] = H[5] as u8;
        registers[0xd0] = 0x60;
        Bme280 {
            temperature: 21.5,
            pressure: 101_325.0,
            humidity: 45.0,
            registers,
            at: 0,
        }
    }
}

/// The fine temperature that a raw one gives: degrees times 5120.
fn fine(raw: f64) -> f64 {
    let a = (raw / 16_384.0 - T[0] / 1024.0) * T[1];
    let b = raw / 131_072.0 - T[0] / 8192.0;
    a + b * b * T[2]
}

fn pressure(raw: f64, fine: f64) -> f64 {
    let a = fine / 2.0 - 64_000.0;
    let b = a * a * P[5] / 32_768.0 + a * P[4] * 2.0;
    let b = b / 4.0 + P[3] * 65_536.0;
    let a = (P[2] * a * a / 524_288.0 + P[1] * a) / 524_288.0;
    let a = (1.0 + a / 32_768.0) * P[0];
    let p = (1_048_576.0 - raw - b / 4096.0) * 6250.0 / a;
    p + (P[8] * p * p / 2_147_483_648.0 + p * P[7] / 32_768.0 + P[6]) / 16.0
}

fn humidity(raw: f64, fine: f64) -> f64 {
    let a = fine - 76_800.0;
    let a = (raw - (H[3] * 64.0 + H[4] / 16_384.0 * a))
        * (H[1] / 65_536.0 * (1.0 + H[5] / 67_108_864.0 * a * (1.0 + H[2] / 67_108_864.0 * a)));
    a * (1.0 - H[0] * a / 524_288.0)
}

/// The raw number for which a function that rises (or falls) gives a value.
fn raw_for(value: f64, most: u32, rises: bool, f: impl Fn(f64) -> f64) -> u32 {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = (low + high) / 2;
        if (f(f64::from(middle)) < value) == rises {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

impl Bme280 {
    fn measure(&mut self) {
        let most = (1 << 20) - 1;
        let t = raw_for(self.temperature * 5120.0, most, true, fine);
        let now = fine(f64::from(t));
        let p = raw_for(self.pressure, most, false, |raw| pressure(raw, now));
        let h = raw_for(self.humidity, 0xffff, true, |raw| humidity(raw, now));
        for (at, raw) in [(0xf7, p << 4), (0xfa, t << 4)] {
            self.registers[at..at + 3].copy_from_slice(&raw.to_be_bytes()[1..]);
        }
        self.registers[0xfd..0xff].copy_from_slice(&(h as u16).to_be_bytes());
    }
}

impl Device for Bme280 {
    fn address(&self) -> u8 {
        0x76
    }

    /// The register to read from, or pairs of register and byte.
    fn write(&mut self, bytes: &[u8]) -> Answer {
        if let [register] = bytes {
            self.at = *register;
        }
        for pair in bytes.chunks_exact(2) {
            // Only the control registers can be written.
            if matches!(pair[0], 0xf2 | 0xf4 | 0xf5) {
                self.registers[usize::from(pair[0])] = pair[1];
            }
        }
        Ok(())
    }

    fn read(&mut self, into: &mut [u8]) -> Answer {
        self.measure();
        for place in into {
            *place = self.registers[usize::from(self.at)];
            self.at = self.at.wrapping_add(1);
        }
        Ok(())
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registers_give_back_what_was_set() {
        let mut sensor = Bme280 {
            temperature: 25.0,
            humidity: 60.0,
            ..Bme280::default()
        };
        sensor.write(&[0xf7]).unwrap();
        let mut raw = [0; 8];
        sensor.read(&mut raw).unwrap();
        let number = |b: &[u8]| {
            f64::from(u32::from(b[0]) << 12 | u32::from(b[1]) << 4 | u32::from(b[2]) >> 4)
        };
        let fine = fine(number(&raw[3..6]));
        assert!((fine / 5120.0 - 25.0).abs() < 0.01);
        assert!((pressure(number(&raw[0..3]), fine) - 101_325.0).abs() < 5.0);
        let h = f64::from(u16::from_be_bytes([raw[6], raw[7]]));
        assert!((humidity(h, fine) - 60.0).abs() < 0.1);
    }
}
