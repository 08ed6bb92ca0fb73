//! Every routine a person or CI runs: `cargo xtask help`.
fn main() {}
