//! A board with an ESP32-C3: its parts as Python's modules ask for them.

use crate::buses::{Serial, TwoWires};
use crate::chip::{self, Peripherals};
use crate::pins::{self, Ports};
use crate::uart::Line;
use esp_hal::efuse::base_mac_address;
use esp_hal::peripherals::{LPWR, TSENS};
use esp_hal::rtc_cntl::sleep::{LowPower, RtcSleepConfig};
use esp_hal::rtc_cntl::{Rtc, RwdtStage};
use esp_hal::system::reset_reason;
use esp_hal::time::{Duration, Instant};
use esp_hal::tsens::{Config, TemperatureSensor};
use pyrite_core::board::{Answer, Board, Fault, I2c, Pins, Power, Spi, Start, Uart};
use pyrite_esp::started_by;

/// The buses by the numbers that MicroPython gives them. Each can be led to any pins, so those of `SoftI2C` and `SoftSPI`, which
/// have number 0, are the same.
const I2C: u8 = 0;
const SPI: [u8; 2] = [0, 1];
const UART: u8 = 1;

pub struct Esp {
    ports: Ports,
    wires: TwoWires,
    spi: Serial,
    line: Line,
    sleep: LPWR<'static>,
    sensor: TSENS<'static>,
    /// It goes on in deep sleep; the watchdog is a part of it.
    clock: Rtc<'static>,
}

impl Esp {
    pub fn new(own: Peripherals) -> Esp {
        Esp {
            ports: Ports::new(own.io, own.pulses, own.adc),
            wires: TwoWires::new(own.i2c),
            spi: Serial::new(own.spi),
            line: Line::new(own.uart),
            sleep: own.sleep,
            sensor: own.sensor,
            clock: Rtc::new(own.clock),
        }
    }

    /// Whether somebody holds the button: a way out of a program that does not let go.
    pub fn is_held(&self) -> bool {
        pins::is_pressed()
    }
}

impl Board for Esp {
    fn name(&self) -> &'static str {
        "Board with ESP32-C3"
    }

    fn unique_id(&mut self, id: &mut [u8; 16]) -> usize {
        let own = base_mac_address();
        let own = own.as_bytes();
        for (place, byte) in id.iter_mut().zip(own) {
            *place = *byte;
        }
        own.len()
    }

    fn frequency(&mut self) -> u32 {
        chip::HERTZ
    }

    fn soft_reset(&mut self) {
        self.wires.free();
        self.spi.free();
        self.line.free();
        self.ports.free_all();
    }

    fn started_by(&mut self) -> Start {
        started_by(reset_reason().map_or(0, |reason| reason as u8))
    }

    fn read_memory(&mut self, address: u32, bits: u8) -> Answer<u32> {
        chip::read_memory(address, bits)
    }

    fn write_memory(&mut self, address: u32, bits: u8, value: u32) -> Answer {
        chip::write_memory(address, bits, value)
    }

    fn temperature(&mut self) -> Answer<i32> {
        let sensor = TemperatureSensor::new(self.sensor.reborrow(), Config::default());
        let sensor = sensor.map_err(|_| Fault::Absent)?;
        // It settles meanwhile.
        chip::spin(200);
        Ok((sensor.get_temperature().to_celsius() * 1000.0) as i32)
    }

    fn clock(&mut self) -> Option<u64> {
        Some(self.clock.current_time_us() / 1000)
    }

    fn set_clock(&mut self, millis: u64) -> Answer {
        self.clock.set_current_time_us(millis.saturating_mul(1000));
        Ok(())
    }

    fn pins(&mut self) -> Option<&mut dyn Pins> {
        Some(&mut self.ports)
    }

    fn i2c(&mut self, id: u8) -> Option<&mut dyn I2c> {
        (id == I2C).then_some(&mut self.wires as &mut dyn I2c)
    }

    fn spi(&mut self, id: u8) -> Option<&mut dyn Spi> {
        SPI.contains(&id).then_some(&mut self.spi as &mut dyn Spi)
    }

    fn uart(&mut self, id: u8) -> Option<&mut dyn Uart> {
        (id == UART).then_some(&mut self.line as &mut dyn Uart)
    }

    fn power(&mut self) -> Option<&mut dyn Power> {
        Some(self)
    }
}

impl Power for Esp {
    fn reset(&mut self) {
        chip::reset()
    }

    fn panic(&mut self, _: u16) {
        self.off();
    }

    fn off(&mut self) {
        // Nothing wakes it but the button RESET.
        let far = Duration::from_secs(YEARS);
        self.sleep_until(far);
    }

    fn sleep_deeply(&mut self, micros: Option<u64>) -> Answer {
        let time = micros.map_or(Duration::from_secs(YEARS), Duration::from_micros);
        self.sleep_until(time);
        Ok(())
    }

    fn watch(&mut self, millis: u32) -> Answer {
        let time = Duration::from_millis(millis.into());
        self.clock.rwdt.set_timeout(RwdtStage::Stage0, time);
        self.clock.rwdt.enable();
        self.clock.rwdt.feed();
        Ok(())
    }

    fn feed(&mut self) -> Answer {
        self.clock.rwdt.feed();
        Ok(())
    }
}

/// For ever, in seconds that the clock of the sleep can count.
const YEARS: u64 = 10 * 365 * 86_400;

impl Esp {
    /// The chip sleeps, and starts anew.
    fn sleep_until(&mut self, time: Duration) {
        /// A sleep takes some time to begin.
        const LEAST: Duration = Duration::from_millis(10);
        crate::lines::flush();
        let mut sleep = LowPower::new(self.sleep.reborrow());
        sleep.set_wakeup_deadline(Instant::now() + time.max(LEAST));
        sleep.sleep_deep(RtcSleepConfig::deep())
    }
}
