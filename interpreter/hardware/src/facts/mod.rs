//! What needs no machine: images, letters, tunes, notes, gestures, sounds, rows of a table. Numbers and bytes only.

pub mod calendar;
pub mod font;
pub mod gesture;
pub mod images;
pub mod notes;
pub mod packet;
pub mod pixels;
pub mod pyboard;
pub mod spelling;
pub mod stm32f405;
pub mod synth;
pub mod timers;
pub mod tunes;
pub mod voice;
