//! The boards: what they show, what a person does to them, and how they are drawn.

pub mod controls;
mod drawing;
pub mod hold;
pub mod microbit;
pub mod motion;
pub mod pyboard;
pub mod state;

pub use state::{Given, Set, Shown};
