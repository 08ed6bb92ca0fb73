//! `bool`.

use crate::machine::Machine;
use crate::names::n;
use crate::native::{Args, Native, R, Space};
use crate::types;
use crate::value::Value;

pub static BOOL: Space = Space::class(n::bool, types::INT, &[])
    .new(Native::new(new, 1, 2).doc("bool(value=False) -- its truth"));

fn new(m: &mut Machine, args: Args) -> R {
    match args.get(m, 1) {
        Some(v) => m.truth(v).map(Value::bool),
        None => Ok(Value::FALSE),
    }
}
