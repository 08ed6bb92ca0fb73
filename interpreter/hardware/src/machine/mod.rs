//! `machine`: the chip's pins, converters, buses and timers, as MicroPython names them.

pub mod pin;
