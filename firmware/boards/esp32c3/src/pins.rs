//! The pins: levels, edges that an interrupt counts, pulses.
//!
//! `unsafe`, and why it is sound: a pin is made anew when its mode is set, by this module alone and for as long as that takes; pins
//! of the flash never are.
#![allow(unsafe_code)]

use crate::{analog, chip, lines};
use core::sync::atomic::{AtomicU32, Ordering};
use esp_hal::gpio::{AnyPin, DriveMode, Flex, InputConfig, Io, OutputConfig, Pull};
use esp_hal::interrupt::{InterruptHandler, Priority};
use esp_hal::ledc::channel::{self, Channel, ChannelHW, ChannelIFace};
use esp_hal::ledc::timer::{self, LSClockSource, Timer, TimerHW, TimerIFace};
use esp_hal::ledc::{LSGlobalClkSource, Ledc, LowSpeed};
use esp_hal::peripherals::{ADC1, GPIO, IO_MUX, LEDC};
use esp_hal::ram;
use esp_hal::time::Rate;
use pyrite_core::board::{self, Answer, Fault, Pin, PinMode, Pins};
use pyrite_esp::pins::{self, COUNT};
use pyrite_esp::{Pulse, Timers};

/// How often the level rose and fell.
static RISES: [AtomicU32; COUNT as usize] = [const { AtomicU32::new(0) }; COUNT as usize];
static FALLS: [AtomicU32; COUNT as usize] = [const { AtomicU32::new(0) }; COUNT as usize];

pub struct Ports {
    modes: [PinMode; COUNT as usize],
    timers: Timers,
    _ledc: Ledc<'static>,
    converter: ADC1<'static>,
}

/// A pin that a program may have.
fn own(pin: Pin) -> Answer<u8> {
    if pins::is_free(pin) {
        Ok(pin.0)
    } else {
        Err(Fault::Absent)
    }
}

/// The chip's pin, for a bus or another mode. It is as after a reset.
pub fn take(pin: Pin) -> Answer<AnyPin<'static>> {
    let number = own(pin)?;
    // SAFETY: the pin is there; who had it before has lost it.
    Ok(unsafe { AnyPin::steal(number) })
}

fn is_high(number: u8) -> bool {
    GPIO::regs().in_().read().bits() >> number & 1 != 0
}

/// The level of the button, which needs no mode: it has a resistor.
pub fn is_pressed() -> bool {
    !is_high(pins::BOOT)
}

fn write(number: u8, high: bool) {
    let io = GPIO::regs();
    // SAFETY: any bits may be written here: those that are 1 concern this pin.
    unsafe {
        if high {
            io.out_w1ts().write(|w| w.bits(1 << number));
        } else {
            io.out_w1tc().write(|w| w.bits(1 << number));
        }
    }
}

/// Kinds of edges as the register of a pin has them.
const RISING: u8 = 1;
const FALLING: u8 = 2;

extern "C" fn changed() {
    let io = GPIO::regs();
    let pending = io.status().read().bits();
    let levels = io.in_().read().bits();
    // SAFETY: as in `write`.
    unsafe { io.status_w1tc().write(|w| w.bits(pending)) };
    let pins = RISES.iter().zip(&FALLS).enumerate();
    for (number, (rises, falls)) in pins.filter(|(number, _)| pending >> number & 1 != 0) {
        let rose = match io.pin(number).read().int_type().bits() {
            RISING => true,
            FALLING => false,
            _ => levels >> number & 1 != 0,
        };
        let count = if rose { rises } else { falls };
        count.store(
            count.load(Ordering::Relaxed).wrapping_add(1),
            Ordering::Relaxed,
        );
    }
    lines::tell_news();
}

impl Ports {
    pub fn new(io: IO_MUX<'static>, ledc: LEDC<'static>, converter: ADC1<'static>) -> Ports {
        Io::new(io).set_interrupt_handler(InterruptHandler::new(changed, Priority::Priority1));
        let mut ledc = Ledc::new(ledc);
        ledc.set_global_slow_clock(LSGlobalClkSource::APBClk);
        if let Ok(button) = take(Pin(pins::BOOT)) {
            let mut button = Flex::new(button);
            button.apply_input_config(&InputConfig::default().with_pull(Pull::Up));
            button.set_input_enable(true);
        }
        Ports {
            modes: [PinMode::Unused; COUNT as usize],
            timers: Timers::default(),
            _ledc: ledc,
            converter,
        }
    }

    /// Pins that a program has used are nothing again.
    pub fn free_all(&mut self) {
        for pin in (0..COUNT).map(Pin) {
            // What was used before is there.
            let _ = self.watch(pin, false, false);
            if self.mode(pin) != PinMode::Unused {
                let _ = self.set_mode(pin, PinMode::Unused);
            }
        }
    }

    fn note(&mut self, pin: Pin, mode: PinMode) {
        if let Some(known) = self.modes.get_mut(usize::from(pin.0)) {
            *known = mode;
        }
    }
}

fn pull(pull: board::Pull) -> Pull {
    match pull {
        board::Pull::None => Pull::None,
        board::Pull::Up => Pull::Up,
        board::Pull::Down => Pull::Down,
    }
}

impl Pins for Ports {
    fn count(&self) -> u8 {
        COUNT
    }

    fn find(&self, name: &str) -> Option<Pin> {
        pins::find(name)
    }

    fn name(&self, pin: Pin) -> &'static str {
        pins::name(pin)
    }

    fn set_mode(&mut self, pin: Pin, mode: PinMode) -> Answer {
        let number = own(pin)?;
        match mode {
            PinMode::AnalogIn => analog::check(pin)?,
            PinMode::AnalogOut | PinMode::Function => return Err(Fault::Absent),
            _ => {}
        }
        self.timers.free(number);
        let mut io = Flex::new(take(pin)?);
        match mode {
            PinMode::Input(resistor) => {
                io.apply_input_config(&InputConfig::default().with_pull(pull(resistor)));
                io.set_input_enable(true);
            }
            PinMode::Output | PinMode::OpenDrain(_) => {
                let settings = OutputConfig::default();
                io.apply_output_config(&match mode {
                    PinMode::OpenDrain(resistor) => settings
                        .with_drive_mode(DriveMode::OpenDrain)
                        .with_pull(pull(resistor)),
                    _ => settings,
                });
                io.set_output_enable(true);
                // So that the level can be read.
                io.set_input_enable(true);
            }
            _ => io.apply_input_config(&InputConfig::default()),
        }
        self.note(pin, mode);
        Ok(())
    }

    fn mode(&self, pin: Pin) -> PinMode {
        let mode = self.modes.get(usize::from(pin.0));
        mode.copied().unwrap_or_default()
    }

    fn read(&mut self, pin: Pin) -> Answer<bool> {
        own(pin).map(is_high)
    }

    fn write(&mut self, pin: Pin, high: bool) -> Answer {
        write(own(pin)?, high);
        Ok(())
    }

    fn read_analog(&mut self, pin: Pin) -> Answer<u16> {
        analog::read(self.converter.reborrow(), pin)
    }

    fn pwm(&mut self, pin: Pin, width: u32, period: u32) -> Answer {
        let pulse = self.timers.set(own(pin)?, width, period)?;
        let timer = timer(&pulse)?;
        let mut channel = Channel::new(channel(&pulse), take(pin)?);
        if pulse.rebound {
            let settings = channel::config::Config {
                timer: &timer,
                duty_pct: 0,
                drive_mode: DriveMode::PushPull,
            };
            channel.configure(settings).map_err(|_| Fault::Range)?;
            self.note(pin, PinMode::Pwm);
        }
        channel.set_duty_hw(pulse.width);
        Ok(())
    }

    fn watch(&mut self, pin: Pin, rising: bool, falling: bool) -> Answer {
        let register = GPIO::regs().pin(usize::from(own(pin)?));
        let kinds = u8::from(rising) * RISING | u8::from(falling) * FALLING;
        // SAFETY: these bits say which changes at this pin ask for the interrupt.
        register
            .modify(|_, w| unsafe { w.int_type().bits(kinds).int_ena().bits((kinds != 0).into()) });
        Ok(())
    }

    fn edges(&mut self, pin: Pin) -> (u32, u32) {
        let of = |counts: &[AtomicU32]| {
            let count = counts.get(usize::from(pin.0));
            count.map_or(0, |count| count.load(Ordering::Relaxed))
        };
        (of(&RISES), of(&FALLS))
    }

    fn port(&self, pin: Pin) -> Option<(u8, u8)> {
        own(pin).ok().map(|number| (0, number))
    }

    fn send_bits(&mut self, pin: Pin, timing: [u32; 4], bytes: &[u8]) -> Answer {
        let mask = 1 << own(pin)?;
        let cycles = timing.map(|nanos| nanos.saturating_mul(CYCLES) / 1000);
        critical_section::with(|_| send(mask, cycles, bytes));
        Ok(())
    }

    fn time_pulse(&mut self, pin: Pin, high: bool, timeout: u32) -> Answer<Option<u32>> {
        let number = own(pin)?;
        let begun = chip::micros();
        let over = || chip::micros() - begun > u64::from(timeout);
        while is_high(number) != high {
            if over() {
                return Ok(None);
            }
        }
        let from = chip::micros();
        while is_high(number) == high {
            if over() {
                return Ok(None);
            }
        }
        Ok(Some((chip::micros() - from) as u32))
    }

    fn spin(&mut self, micros: u32) -> Answer {
        chip::spin(micros);
        Ok(())
    }
}

/// The timer of pulses, at work with their period.
fn timer(pulse: &Pulse) -> Answer<Timer<'static, LowSpeed>> {
    use timer::Number::{Timer0, Timer1, Timer2, Timer3};
    let number = match pulse.timer {
        0 => Timer0,
        1 => Timer1,
        2 => Timer2,
        _ => Timer3,
    };
    let mut timer = Timer::new(LEDC::regs(), number);
    let duty = timer::config::Duty::try_from(u32::from(pulse.bits)).map_err(|()| Fault::Range)?;
    // It knows whole hertz only: what is set here for the moment is near enough to be taken.
    let steps = 1u64 << pulse.bits;
    let hertz = 80_000_000 * 256 / (u64::from(pulse.divisor) * steps);
    if pulse.retimed {
        let settings = timer::config::Config {
            duty,
            clock_source: LSClockSource::APBClk,
            frequency: Rate::from_hz(hertz.max(1) as u32),
        };
        timer.configure(settings).map_err(|_| Fault::Range)?;
        timer.configure_hw(pulse.divisor);
        timer.update_hw();
    }
    Ok(timer)
}

fn channel(pulse: &Pulse) -> channel::Number {
    use channel::Number::{Channel0, Channel1, Channel2, Channel3, Channel4, Channel5};
    match pulse.channel {
        0 => Channel0,
        1 => Channel1,
        2 => Channel2,
        3 => Channel3,
        4 => Channel4,
        _ => Channel5,
    }
}

/// Cycles of the processor in a microsecond.
const CYCLES: u32 = chip::HERTZ / 1_000_000;

/// Sends bits as pulses whose lengths are counted in cycles. It lies in memory: from flash, a part of it could come too late.
#[ram]
fn send(mask: u32, [high_0, low_0, high_1, low_1]: [u32; 4], bytes: &[u8]) {
    let io = GPIO::regs();
    count_cycles();
    let mut edge = cycles();
    let mut wait = |length: u32| {
        edge = edge.wrapping_add(length);
        while (edge.wrapping_sub(cycles()) as i32) > 0 {}
    };
    for byte in bytes {
        for bit in (0..8).rev() {
            let (high, low) = if byte >> bit & 1 != 0 {
                (high_1, low_1)
            } else {
                (high_0, low_0)
            };
            // SAFETY: as in `write`.
            unsafe { io.out_w1ts().write(|w| w.bits(mask)) };
            wait(high);
            // SAFETY: as in `write`.
            unsafe { io.out_w1tc().write(|w| w.bits(mask)) };
            wait(low);
        }
    }
}

/// Has the processor count its cycles (Technical Reference Manual, "Performance Counter").
#[inline(always)]
fn count_cycles() {
    // SAFETY: these registers of the processor do nothing else.
    unsafe { core::arch::asm!("csrwi 0x7e0, 1", "csrwi 0x7e1, 1", options(nomem, nostack)) };
}

#[inline(always)]
fn cycles() -> u32 {
    let cycles;
    // SAFETY: as above.
    unsafe { core::arch::asm!("csrr {0}, 0x7e2", out(reg) cycles, options(nomem, nostack)) };
    cycles
}
