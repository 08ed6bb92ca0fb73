//! The importable modules: one module, one file, each behind a feature.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod re;
