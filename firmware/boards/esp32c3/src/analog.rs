//! Voltages at GPIO0 to GPIO4: the first converter, corrected by what the factory measured of this chip.
//!
//! `unsafe`, and why it is sound: a pin is taken for the time of a measurement, by the part of the program that has all pins.
#![allow(unsafe_code)]

use esp_hal::analog::adc::{Adc, AdcCalCurve, AdcChannel, AdcConfig, Attenuation};
use esp_hal::gpio::AnalogPin;
use esp_hal::peripherals::{ADC1, GPIO0, GPIO1, GPIO2, GPIO3, GPIO4};
use pyrite_core::board::{Answer, Fault, Pin};

/// Millivolts of the supply.
const SUPPLY: u32 = 3300;
const INPUTS: u8 = 5;

/// Whether the converter reaches the pin.
pub fn check(pin: Pin) -> Answer {
    if pin.0 < INPUTS {
        Ok(())
    } else {
        Err(Fault::Absent)
    }
}

/// From ground (0) to supply (65535). The converter sees nothing above some 2.9 volts.
pub fn read(converter: ADC1<'_>, pin: Pin) -> Answer<u16> {
    // SAFETY: see above.
    let millivolts = unsafe {
        match pin.0 {
            0 => measure(converter, GPIO0::steal()),
            1 => measure(converter, GPIO1::steal()),
            2 => measure(converter, GPIO2::steal()),
            3 => measure(converter, GPIO3::steal()),
            4 => measure(converter, GPIO4::steal()),
            _ => Err(Fault::Absent),
        }
    }?;
    Ok((u32::from(millivolts).min(SUPPLY) * 65_535 / SUPPLY) as u16)
}

fn measure(converter: ADC1<'_>, pin: impl AdcChannel + AnalogPin) -> Answer<u16> {
    /// Looks at the converter; it takes some microseconds.
    const LOOKS: u32 = 100_000;
    let mut settings = AdcConfig::new();
    let mut pin = settings.enable_pin_with_cal::<_, AdcCalCurve<ADC1>>(pin, Attenuation::_11dB);
    let mut converter = Adc::new(converter, settings);
    for _ in 0..LOOKS {
        if let Ok(millivolts) = converter.read_oneshot(&mut pin) {
            return Ok(millivolts);
        }
    }
    Err(Fault::Timeout)
}
