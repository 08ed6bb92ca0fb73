//! `pyrite`: the command line.
fn main() {}
