//! An image with interpreter and prompt, linked for a chip without an operating system: to be weighed, not to be run.
//! Knows no chip: what comes from outside is a byte that the compiler cannot foresee.
#![cfg_attr(target_os = "none", no_std, no_main)]

#[cfg(target_os = "none")]
mod image;

/// There is nothing to weigh where there is an operating system.
#[cfg(not(target_os = "none"))]
fn main() {}
