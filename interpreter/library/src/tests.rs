//! A machine for the tests of this crate: modules are called as a program would call them.

use std::string::String;
use std::vec;

use pyrite_core::host::NoHost;
use pyrite_core::machine::Machine;
use pyrite_core::value::Word;
use pyrite_core::{Name, R, Space, Value};

/// Runs `f` with a machine of its own.
pub fn with_machine(f: impl FnOnce(&mut Machine)) {
    let mut memory = vec![Word::default(); 1 << 20];
    let mut stack = vec![Value::NONE; 1 << 14];
    let mut host = NoHost;
    let initial = memory.len();
    let mut machine = Machine::new(
        &mut memory,
        initial,
        &mut stack,
        &mut host,
        crate::SPACES,
        &[],
    );
    f(&mut machine);
}

/// The member of a module, as a value.
pub fn member(m: &mut Machine, module: &'static Space, name: Name) -> Value {
    let (id, _) = m
        .all_spaces()
        .find(|(_, space)| core::ptr::eq(*space, module))
        .unwrap();
    m.space_member(id, Value::name(name))
        .ok()
        .flatten()
        .unwrap()
}

/// Calls a module's function.
pub fn call(m: &mut Machine, module: &'static Space, name: Name, args: &[Value]) -> R {
    let f = member(m, module, name);
    m.call(f, args)
}

pub fn str(m: &mut Machine, text: &str) -> Value {
    m.new_str(text.as_bytes()).unwrap_or(Value::NONE)
}

/// The text of a str.
pub fn text(m: &Machine, v: Value) -> String {
    let bytes = m.str_bytes(v).or_else(|| m.buffer_bytes(v));
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}
